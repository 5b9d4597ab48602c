// What rules override and contest: of which kinds, of which rank, without a cycle. LANGUAGE.md section 5.
#include <algorithm>

#include "rules/check/cycles.hpp"
#include "rules/check/references.hpp"
#include "rules/check/stages.hpp"

namespace izin::check {
namespace {

int rank(InstrumentKind kind) { return kind == InstrumentKind::law ? 3 : kind == InstrumentKind::terms ? 2 : 1; }

std::string_view kind_text(InstrumentKind kind) {
  static constexpr std::string_view texts[] = {"law", "terms", "charter", "consent"};
  return texts[static_cast<std::size_t>(kind)];
}

void make_set(std::vector<RuleId>& rules) {
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
}

class Overriding {
 public:
  explicit Overriding(Context& context) : context_(context), model_(context.model), places_(context.model.rules.size()) {}

  void run() {
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      if (context_.rule_trees[i] == nullptr) continue;
      for (auto const& clause : context_.rule_trees[i]->clauses) {
        if (auto const* overrides = std::get_if<ast::Overrides>(&clause.node)) read_overrides(RuleId{i}, overrides->rules);
        if (auto const* contests = std::get_if<ast::Contests>(&clause.node)) read_contests(RuleId{i}, contests->rules);
      }
      make_set(model_.rules[i].overrides);
      make_set(model_.rules[i].contests);
    }
    check_cycles();
  }

 private:
  void read_overrides(RuleId id, std::vector<ast::RuleRef> const& references) {
    auto& rule = model_.rules[id.value];
    if (!allows(rule.kind)) return;  // a clause of the wrong rule: reported
    for (auto const& reference : references) {
      auto rules = resolve_rules(context_, reference, rule.instrument);
      check_rank(rule, reference, rules);
      if (!reference.all && std::find(rules.begin(), rules.end(), id) != rules.end()) {
        context_.error(Code::override_cycle, reference.span, in_backticks(rule.full_name) + " overrides itself", {},
                       "leave it out");
      }
      std::erase(rules, id);
      rule.overrides.insert(rule.overrides.end(), rules.begin(), rules.end());
      places_[id.value].emplace_back(reference.span, std::move(rules));
    }
  }

  void read_contests(RuleId id, std::vector<ast::RuleRef> const& references) {
    auto& rule = model_.rules[id.value];
    if (rule.kind != RuleKind::right) return;
    for (auto const& reference : references) {
      auto rules = resolve_rules(context_, reference, rule.instrument);
      check_rank(rule, reference, rules);
      keep_prohibitions(context_, reference, rules, "contests");
      rule.contests.insert(rule.contests.end(), rules.begin(), rules.end());
    }
  }

  void check_rank(Rule const& rule, ast::RuleRef const& reference, std::vector<RuleId> const& targets) {
    auto const own = model_.instruments[rule.instrument.value].kind;
    for (auto const target : targets) {
      auto const other = model_.instruments[model_.rules[target.value].instrument.value].kind;
      if (rank(other) <= rank(own)) continue;
      context_.error(Code::outranked, reference.span,
                     "a rule of a `" + std::string(kind_text(own)) + "` cannot set aside a rule of a `" +
                         std::string(kind_text(other)) + "`",
                     {}, "`law` stands above `terms`, `terms` above `charter` and `consent`",
                     {{model_.rules[target.value].name_span, "of higher rank"}});
      return;
    }
  }

  Span place(std::uint32_t from, std::uint32_t to) const {
    for (auto const& [span, rules] : places_[from]) {
      if (std::find(rules.begin(), rules.end(), RuleId{to}) != rules.end()) return span;
    }
    return model_.rules[from].name_span;
  }

  void check_cycles() {
    Graph graph(model_.rules.size());
    for (std::size_t i = 0; i < graph.size(); ++i) {
      for (auto const to : model_.rules[i].overrides) graph[i].push_back(to.value);
    }
    for (auto const& cycle : find_cycles(graph)) {
      std::vector<Label> labels;
      for (std::size_t i = 0; i < cycle.size(); ++i) {
        auto const to = cycle[(i + 1) % cycle.size()];
        labels.push_back({place(cycle[i], to), in_backticks(model_.rules[cycle[i]].full_name) + " overrides " +
                                                   in_backticks(model_.rules[to].full_name)});
      }
      context_.cycle(Code::override_cycle, "overrides come back to where they began", std::move(labels),
                     "take one of them out: which rule gives way must be clear");
    }
  }

  Context& context_;
  Model& model_;
  std::vector<std::vector<std::pair<Span, std::vector<RuleId>>>> places_;  ///< by RuleId, what each reference names
};

}  // namespace

void keep_prohibitions(Context& context, ast::RuleRef const& reference, std::vector<RuleId>& rules, std::string_view word) {
  auto const& all = context.model.rules;
  auto const other = std::find_if(rules.begin(), rules.end(), [&](RuleId id) { return !prohibits(all[id.value].kind); });
  if (other == rules.end()) return;
  if (!reference.all) {
    static constexpr std::string_view kinds[] = {"forbid", "require", "default", "permit", "right", "duty"};
    auto const& rule = all[other->value];
    context.error(Code::wrong_rule_kind, reference.span,
                  in_backticks(rule.full_name) + " is a `" + std::string(kinds[static_cast<std::size_t>(rule.kind)]) +
                      "`: " + in_backticks(word) + " names forbids and requires only",
                  {}, {}, {{rule.name_span, "declared here"}});
  }
  std::erase_if(rules, [&](RuleId id) { return !prohibits(all[id.value].kind); });
}

void check_overrides(Context& context) { Overriding(context).run(); }

}  // namespace izin::check
