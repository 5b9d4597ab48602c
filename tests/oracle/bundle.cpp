#include "tests/oracle/bundle.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace izin::oracle {
namespace {

Fields fields_of(std::vector<ast::Field> const& fields) {
  Fields result;
  for (auto const& field : fields) {
    result[field.name.text] = {field.type.many != ast::TypeName::Many::one, field.type.name.text};
  }
  return result;
}

std::set<std::string> const& leaves_below(Taxonomy& taxonomy, std::string const& term) {
  auto& leaves = taxonomy.leaves[term];
  if (leaves.empty()) {
    leaves.insert(term);  // a term without children, or the unnamed leaf of one that has some
    for (auto const& child : taxonomy.children[term]) {
      auto const& more = leaves_below(taxonomy, child);
      leaves.insert(more.begin(), more.end());
    }
  }
  return leaves;
}

std::string joined(std::vector<ast::Name> const& names, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ".") + names[i].text;
  return text;
}

}  // namespace

WideMicros moment_of(ast::When const& when) {
  if (auto const* date = std::get_if<Date>(&when.value)) return first_moment(*date).micros;
  return std::get<Instant>(when.value).micros;
}

bool prohibits(Rule const& rule) {
  return rule.modality == Modality::forbid || rule.modality == Modality::require || rule.modality == Modality::by_default;
}
bool allows(Rule const& rule) { return rule.modality == Modality::permit || rule.modality == Modality::right; }

Bundle::Bundle(std::vector<ast::File> const& files) {
  for (auto const& file : files) {
    for (auto const& declaration : file.declarations) {
      auto const* node = &declaration.node;
      if (auto const* taxonomy = std::get_if<ast::Taxonomy>(node)) {
        for (auto const& item : taxonomy->items) add(item, nullptr, taxonomies[taxonomy->name.text]);
        (void)taxonomies[taxonomy->name.text];
      } else if (auto const* record = std::get_if<ast::Record>(node)) {
        records[record->name.text] = fields_of(record->fields);
      } else if (auto const* shape = std::get_if<ast::Flow>(node)) {
        flow = fields_of(shape->fields);
      } else if (auto const* party = std::get_if<ast::PartyDecl>(node)) {
        parties[party->name.text] = party;
      } else if (auto const* define = std::get_if<ast::Define>(node)) {
        defines[define->name.text] = &define->condition;
      } else if (auto const* question = std::get_if<ast::Question>(node)) {
        questions.insert(question->name.text);
      } else if (auto const* instrument = std::get_if<ast::Instrument>(node)) {
        add(*instrument);
      } else if (auto const* ruling = std::get_if<ast::Ruling>(node)) {
        add(*ruling);
      }
    }
  }
  flow["id"] = {false, "Text"};
  flow["at"] = {false, "Instant"};
  if (flow.contains("subject")) records[flow["subject"].name]["id"] = {false, "Text"};
  for (auto& [name, taxonomy] : taxonomies) {
    for (auto const& [term, children] : std::map(taxonomy.children)) leaves_below(taxonomy, term);
  }
  auto const by_name = [](auto const* a, auto const* b) { return a->full_name < b->full_name; };
  std::ranges::sort(
      rules, [&](auto* a, auto* b) { return std::tie(a->full_name, a->in->version) < std::tie(b->full_name, b->in->version); });
  std::ranges::sort(clauses,
                    [&](auto* a, auto* b) { return by_name(a, b) || (!by_name(b, a) && a->form->version < b->form->version); });
  std::ranges::sort(rulings, {}, &Ruling::name);
}

Bundle::~Bundle() {
  for (auto const* rule : rules) delete rule;
  for (auto const* clause : clauses) delete clause;
  for (auto const* instrument : instruments) delete instrument;
}

void Bundle::add(ast::TaxonomyItem const& item, std::string const* parent, Taxonomy& taxonomy) {
  auto const& term = item.term.text;
  (void)taxonomy.children[term];
  if (parent != nullptr) taxonomy.children[*parent].insert(term);
  for (auto const& above : item.under) taxonomy.children[above.text].insert(term);
  if (item.iri) taxonomy.term_of_iri[item.iri->text] = term;
  for (auto const& child : item.children) add(child, &term, taxonomy);
}

void Bundle::add(ast::Instrument const& tree) {
  auto* instrument = new Instrument{
      tree.kind, tree.name.text, tree.version ? tree.version->value : "", 0, 0, false, false, nullptr, nullptr, {}, {}};
  instruments.push_back(instrument);
  auto const keep = [&](Rule* rule) {
    rule->in = instrument;
    rule->full_name = instrument->name + "." + rule->name;
    rules.push_back(rule);
    instrument->rules.push_back(rule);
  };
  for (auto const& member : tree.members) {
    if (auto const* force = std::get_if<ast::InForce>(&member.node)) {
      instrument->from = moment_of(force->from);
      instrument->has_from = true;
      instrument->has_until = force->until.has_value();
      if (force->until) instrument->until = moment_of(*force->until);
    } else if (auto const* governs = std::get_if<ast::Governs>(&member.node)) {
      instrument->governs = &governs->condition;
    } else if (auto const* claims = std::get_if<ast::Claims>(&member.node)) {
      instrument->claims = &claims->condition;
    } else if (std::holds_alternative<ast::DefaultForbid>(member.node)) {
      auto* rule = new Rule;
      rule->modality = Modality::by_default;
      rule->name = "default";
      keep(rule);
    } else if (auto const* written = std::get_if<ast::Rule>(&member.node)) {
      auto* rule = new Rule;
      static std::map<ast::Modality, Modality> const same{{ast::Modality::forbid, Modality::forbid},
                                                          {ast::Modality::require, Modality::require},
                                                          {ast::Modality::permit, Modality::permit},
                                                          {ast::Modality::right, Modality::right},
                                                          {ast::Modality::duty, Modality::duty}};
      rule->modality = same.at(written->modality);
      rule->name = written->name.text;
      for (auto const& clause : written->clauses) {
        if (auto const* when = std::get_if<ast::WhenClause>(&clause.node)) rule->when.push_back(&when->condition);
        if (auto const* unless = std::get_if<ast::UnlessClause>(&clause.node)) rule->unless.push_back(&unless->condition);
        if (auto const* that = std::get_if<ast::ThatClause>(&clause.node)) rule->that.push_back(&that->condition);
        if (auto const* overrides = std::get_if<ast::Overrides>(&clause.node)) {
          for (auto const& ref : overrides->rules) rule->overrides.push_back(&ref);
        }
        if (auto const* contests = std::get_if<ast::Contests>(&clause.node)) {
          for (auto const& ref : contests->rules) rule->contests.push_back(&ref);
        }
        if (auto const* act = std::get_if<ast::Do>(&clause.node)) rule->act = act;
        if (auto const* by = std::get_if<ast::By>(&clause.node)) rule->by = by;
        if (auto const* to = std::get_if<ast::To>(&clause.node)) rule->to = to;
        if (auto const* within = std::get_if<ast::WithinAfter>(&clause.node)) rule->within = within;
      }
      keep(rule);
    } else if (auto const* grant = std::get_if<ast::Grant>(&member.node)) {
      auto* clause = new Clause{instrument, grant->refuses, grant->name.text, instrument->name + "." + grant->name.text, {}, {}};
      for (auto const& part : grant->clauses) {
        if (auto const* dimension = std::get_if<ast::Dimension>(&part.node)) {
          clause->dimensions[dimension->which] = std::get_if<ast::SetLiteral>(&dimension->value);
        }
        if (auto const* lasts = std::get_if<ast::Lasts>(&part.node)) {
          clause->lasts = std::get<Duration>(lasts->duration.value);
        }
      }
      clauses.push_back(clause);
      instrument->clauses.push_back(clause);
    }
  }
}

void Bundle::add(ast::Ruling const& tree) {
  Ruling ruling;
  ruling.name = tree.name.text;
  for (auto const& clause : tree.clauses) {
    if (auto const* dismisses = std::get_if<ast::Dismisses>(&clause.node)) {
      for (auto const& ref : dismisses->rules) ruling.dismisses.push_back(&ref);
    } else if (auto const* upholds = std::get_if<ast::Upholds>(&clause.node)) {
      for (auto const& ref : upholds->rules) ruling.upholds.push_back(&ref);
    } else if (auto const* answers = std::get_if<ast::Answers>(&clause.node)) {
      ruling.question = answers->question.text;
      ruling.answer = answers->value;
    } else if (auto const* when = std::get_if<ast::WhenClause>(&clause.node)) {
      ruling.when.push_back(&when->condition);
    } else if (auto const* unless = std::get_if<ast::UnlessClause>(&clause.node)) {
      ruling.unless.push_back(&unless->condition);
    } else if (auto const* by = std::get_if<ast::RuledBy>(&clause.node)) {
      ruling.on = moment_of(*by->on);
      ruling.until = moment_of(*by->until);
    }
  }
  rulings.push_back(std::move(ruling));
}

std::vector<Rule const*> Bundle::named(ast::RuleRef const& ref, Rule const* from) const {
  auto const count = ref.segments.size();
  auto const instrument_part = ref.all ? count : count - 1;
  auto const instrument = instrument_part == 0 ? from->in->name : joined(ref.segments, instrument_part);
  auto const inside = from != nullptr && from->in->name == instrument;
  std::vector<Rule const*> found;
  for (auto const* rule : rules) {
    if (rule->in->name != instrument) continue;
    if (ref.version ? rule->in->version != ref.version->value : inside && rule->in != from->in) continue;
    if (ref.all ? rule == from : rule->name != ref.segments.back().text) continue;
    found.push_back(rule);
  }
  return found;
}

std::vector<Rule const*> Bundle::named_prohibitions(ast::RuleRef const& ref, Rule const* from) const {
  auto found = named(ref, from);
  std::erase_if(found, [](Rule const* rule) { return !prohibits(*rule); });
  return found;
}

bool Bundle::is_pool_rule(Rule const& rule) const {
  std::function<bool(ast::Expr const&)> const reads_pool = [&](ast::Expr const& expr) {
    std::vector<ast::Path const*> paths;
    each_path(expr, paths);
    return std::ranges::any_of(paths, [&](ast::Path const* path) {
      if (path->segments.front().text == "pool") return true;
      auto const define = path->segments.size() == 1 ? defines.find(path->segments.front().text) : defines.end();
      return define != defines.end() && reads_pool(*define->second);
    });
  };
  auto const some = [&](auto const& conditions) {
    return std::ranges::any_of(conditions, [&](ast::Expr const* expr) { return reads_pool(*expr); });
  };
  return some(rule.when) || some(rule.unless) || some(rule.that);
}

}  // namespace izin::oracle
