#include "tests/oracle/meaning.hpp"

#include <algorithm>

namespace izin::oracle {
namespace {

bool contains(std::vector<Rule const*> const& rules, Rule const& rule) { return std::ranges::find(rules, &rule) != rules.end(); }

bool names(Bundle const& bundle, std::vector<ast::RuleRef const*> const& refs, Rule const* from, Rule const& rule) {
  return std::ranges::any_of(refs, [&](auto* ref) { return contains(bundle.named(*ref, from), rule); });
}
bool names_prohibition(Bundle const& bundle, std::vector<ast::RuleRef const*> const& refs, Rule const* from, Rule const& rule) {
  return std::ranges::any_of(refs, [&](auto* ref) { return contains(bundle.named_prohibitions(*ref, from), rule); });
}

}  // namespace

Formula const* Meaning::once(char const* quantity, void const* of, std::function<Formula const*()> const& make) {
  auto const key = std::pair(std::string(quantity), of);
  if (auto const found = known_.find(key); found != known_.end()) return found->second;
  auto const* made = make();
  known_[key] = made;
  return made;
}

// ---- conditions ----------------------------------------------------------------------------------------------------

Formula const* Meaning::condition(ast::Expr const& expr) {
  auto& f = formulas_;
  if (auto const* constant = std::get_if<ast::Constant>(&expr.node)) return f.constant(constant->value);
  if (auto const* negation = std::get_if<ast::Not>(&expr.node)) return f.no(condition(*negation->operand));
  auto const each = [&](std::vector<ast::Expr> const& operands) {
    std::vector<Formula const*> parts;
    for (auto const& operand : operands) parts.push_back(condition(operand));
    return parts;
  };
  if (auto const* conjunction = std::get_if<ast::And>(&expr.node)) return f.all(each(conjunction->operands));
  if (auto const* disjunction = std::get_if<ast::Or>(&expr.node)) return f.some(each(disjunction->operands));
  if (auto const* named = std::get_if<ast::Condition>(&expr.node); named != nullptr && named->path.segments.size() == 1) {
    return name(named->path.segments.front().text, expr);
  }
  // A comparison. What is written negated is the negation of the comparison.
  bool negated = false;
  if (auto const* compare = std::get_if<ast::Compare>(&expr.node)) negated = compare->order == ast::Order::not_equal;
  if (auto const* is = std::get_if<ast::Is>(&expr.node)) negated = is->negated;
  if (auto const* known = std::get_if<ast::Known>(&expr.node)) negated = known->negated;
  auto seen = look(scene_, expr);
  if (!negated) return f.leaf(std::move(seen));
  if (std::holds_alternative<ast::Compare>(expr.node)) seen.value = negate(seen.value);  // it was evaluated as `!=`
  return f.no(f.leaf(std::move(seen)));
}

Formula const* Meaning::name(std::string const& name, ast::Expr const& expr) {
  if (auto const define = scene_.bundle.defines.find(name); define != scene_.bundle.defines.end()) {
    return once("define", define->second, [&] { return condition(*define->second); });
  }
  if (scene_.bundle.questions.contains(name)) return question(name);
  return formulas_.leaf(look(scene_, expr));
}

/// True when some ruling that answers true covers the flow and none that answers false does; false the other way round; else
/// unknown. A question that rulings do not settle is a comparison that waits for its own name.
Formula const* Meaning::question(std::string const& name) {
  auto yes = Truth::no, no = Truth::no;
  for (auto const& ruling : scene_.bundle.rulings) {
    if (ruling.question != name) continue;
    (ruling.answer ? yes : no) = either(ruling.answer ? yes : no, covers(ruling)->value);
  }
  if (yes == Truth::yes && no == Truth::no) return formulas_.constant(true);
  if (no == Truth::yes && yes == Truth::no) return formulas_.constant(false);
  return formulas_.leaf({"question " + name, Truth::unknown, {name}});
}

Formula const* Meaning::all_and_none(std::vector<ast::Expr const*> const& all, std::vector<ast::Expr const*> const& none) {
  std::vector<Formula const*> parts;
  for (auto const* expr : all) parts.push_back(condition(*expr));
  for (auto const* expr : none) parts.push_back(formulas_.no(condition(*expr)));
  return formulas_.all(parts);
}

Formula const* Meaning::covers(Ruling const& ruling) {
  return once("covers", &ruling, [&] {
    bool const in_time = ruling.on <= scene_.at() && scene_.at() < ruling.until;
    return formulas_.all({formulas_.constant(in_time), all_and_none(ruling.when, ruling.unless)});
  });
}

// ---- instruments ---------------------------------------------------------------------------------------------------

Formula const* Meaning::force(Instrument const& instrument) {
  return formulas_.constant((!instrument.has_from || instrument.from <= scene_.at()) &&
                            (!instrument.has_until || scene_.at() < instrument.until));
}

Formula const* Meaning::scope(Instrument const& instrument) {
  return once("scope", &instrument, [&] {
    auto const* governs = instrument.governs == nullptr ? formulas_.constant(true) : condition(*instrument.governs);
    return formulas_.all({force(instrument), governs});
  });
}

Formula const* Meaning::reach(Instrument const& instrument) {
  return once("reach", &instrument, [&] {
    auto const* governs = instrument.governs == nullptr ? formulas_.constant(true) : condition(*instrument.governs);
    auto const* claims = instrument.claims == nullptr ? formulas_.constant(false) : condition(*instrument.claims);
    return formulas_.all({force(instrument), formulas_.some({governs, claims})});
  });
}

// ---- rules ---------------------------------------------------------------------------------------------------------

Formula const* Meaning::on(Rule const& rule) {
  return once("on", &rule, [&] { return all_and_none(rule.when, rule.unless); });
}

Formula const* Meaning::overridden(Rule const& rule) {
  return once("overridden", &rule, [&] {
    std::vector<Formula const*> parts;
    for (auto const* other : scene_.bundle.rules) {
      if (names(scene_.bundle, other->overrides, other, rule)) parts.push_back(live(*other));
    }
    return formulas_.some(parts);
  });
}

Formula const* Meaning::able(Rule const& rule) {
  return once("able", &rule, [&] { return formulas_.all({on(rule), formulas_.no(overridden(rule))}); });
}

Formula const* Meaning::live(Rule const& rule) {
  return once("live", &rule, [&] { return formulas_.all({scope(*rule.in), able(rule)}); });
}

Formula const* Meaning::hit(Rule const& rule) {
  return once("hit", &rule, [&]() -> Formula const* {
    if (rule.modality == Modality::forbid) return on(rule);
    if (rule.modality == Modality::require) return formulas_.all({on(rule), formulas_.no(all_and_none(rule.that, {}))});
    std::vector<Formula const*> grounds;  // a default: no permit and no right of its instrument is able
    for (auto const* other : rule.in->rules) {
      if (allows(*other)) grounds.push_back(able(*other));
    }
    return formulas_.no(formulas_.some(grounds));
  });
}

Formula const* Meaning::contested_by_right(Rule const& rule) {
  return once("contested by right", &rule, [&] {
    std::vector<Formula const*> parts;
    for (auto const* other : scene_.bundle.rules) {
      if (names_prohibition(scene_.bundle, other->contests, other, rule)) parts.push_back(live(*other));
    }
    return formulas_.some(parts);
  });
}

Formula const* Meaning::doubt(Rule const& rule) {
  return once("doubt", &rule, [&] { return formulas_.some({formulas_.no(scope(*rule.in)), contested_by_right(rule)}); });
}

Formula const* Meaning::upheld(Rule const& rule) {
  return once("upheld", &rule, [&] {
    std::vector<Formula const*> parts;
    for (auto const& ruling : scene_.bundle.rulings) {
      if (names_prohibition(scene_.bundle, ruling.upholds, nullptr, rule)) parts.push_back(covers(ruling));
    }
    return formulas_.some(parts);
  });
}

Formula const* Meaning::dismissed(Rule const& rule) {
  return once("dismissed", &rule, [&] {
    std::vector<Formula const*> parts;
    for (auto const& ruling : scene_.bundle.rulings) {
      if (names_prohibition(scene_.bundle, ruling.dismisses, nullptr, rule)) parts.push_back(covers(ruling));
    }
    return formulas_.some(parts);
  });
}

Formula const* Meaning::breached(Rule const& rule) {
  return once("breached", &rule, [&] { return formulas_.all({reach(*rule.in), hit(rule)}); });
}

Formula const* Meaning::disputed(Rule const& rule) {
  return once("disputed", &rule, [&] { return formulas_.all({breached(rule), doubt(rule), formulas_.no(upheld(rule))}); });
}

Formula const* Meaning::defeated(Rule const& rule) {
  return once("defeated", &rule, [&] {
    auto const* dismissed_in_doubt = formulas_.all({doubt(rule), formulas_.no(upheld(rule)), dismissed(rule)});
    return formulas_.all({breached(rule), formulas_.some({overridden(rule), dismissed_in_doubt})});
  });
}

Formula const* Meaning::contested(Rule const& rule) {
  return once("contested", &rule, [&] {
    return formulas_.all(
        {breached(rule), formulas_.no(overridden(rule)), doubt(rule), formulas_.no(upheld(rule)), formulas_.no(dismissed(rule))});
  });
}

Formula const* Meaning::firm(Rule const& rule) {
  return once("firm", &rule, [&] {
    auto const* undisputed = formulas_.all({scope(*rule.in), formulas_.no(contested_by_right(rule))});
    auto const* settled = formulas_.all({reach(*rule.in), upheld(rule)});
    return formulas_.all({hit(rule), formulas_.no(overridden(rule)), formulas_.some({undisputed, settled})});
  });
}

Formula const* Meaning::covers_consent() { return formulas_.leaf(look(scene_, ast::ConsentWord::covers)); }

Formula const* Meaning::ground() {
  return once("ground", nullptr, [&] {
    std::vector<Formula const*> parts;
    for (auto const* rule : scene_.bundle.rules) {
      if (allows(*rule)) parts.push_back(live(*rule));
    }
    parts.push_back(covers_consent());
    return formulas_.some(parts);
  });
}

std::vector<Rule const*> Meaning::overriders(Rule const& rule) {
  std::vector<Rule const*> result;
  for (auto const* other : scene_.bundle.rules) {
    if (names(scene_.bundle, other->overrides, other, rule) && live(*other)->value == Truth::yes) result.push_back(other);
  }
  return result;
}

std::set<std::string> Meaning::dismissers(Rule const& rule) {
  std::set<std::string> result;
  if (disputed(rule)->value != Truth::yes) return result;
  for (auto const& ruling : scene_.bundle.rulings) {
    if (names_prohibition(scene_.bundle, ruling.dismisses, nullptr, rule) && covers(ruling)->value == Truth::yes)
      result.insert(ruling.name);
  }
  return result;
}

std::vector<Rule const*> Meaning::contesters(Rule const& rule) {
  std::vector<Rule const*> result;
  for (auto const* other : scene_.bundle.rules) {
    if (names_prohibition(scene_.bundle, other->contests, other, rule) && live(*other)->value == Truth::yes)
      result.push_back(other);
  }
  return result;
}

}  // namespace izin::oracle
