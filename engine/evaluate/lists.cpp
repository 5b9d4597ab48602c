#include "engine/evaluate/lists.hpp"

#include <algorithm>

#include "engine/evaluate/consent_cells.hpp"

namespace izin {
namespace {

Truth of(Valuation const& valuation, NodeId node) { return valuation.nodes[node.value]; }

bool is_true(Valuation const& valuation, NodeId node) { return of(valuation, node) == Truth::yes; }

void sort_names(std::vector<std::string>& names) {
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

/// What the decision says about one prohibiting rule.
class RuleReader {
 public:
  RuleReader(Program const& program, Valuation const& valuation)
      : program_(program), valuation_(valuation), model_(*program.model) {}

  /// `claimed`, and the rights that stand against the rule.
  std::vector<std::string> contesters(RuleId id) const {
    std::vector<std::string> names;
    InstrumentNodes const& of_instrument = program_.instruments[model_.rules[id.value].instrument.value];
    if (of(valuation_, of_instrument.scope) == Truth::no) names.emplace_back("claimed");
    add_live(program_.contested_by[id.value], names);
    sort_names(names);
    return names;
  }

  /// The rules that override it, and the rulings that dismiss it.
  std::vector<std::string> defeaters(RuleId id) const {
    std::vector<std::string> names;
    RuleNodes const& n = program_.rules[id.value];
    add_live(program_.overridden_by[id.value], names);
    if (is_true(valuation_, n.disputed))
      for (RulingId const ruling : program_.ruled_by[id.value])
        if (covers(ruling) && model_.rulings[ruling.value].effect == Ruling::Effect::dismisses)
          names.push_back(model_.rulings[ruling.value].name);
    sort_names(names);
    return names;
  }

  bool covers(RulingId id) const { return is_true(valuation_, program_.rulings[id.value]); }

 private:
  void add_live(std::vector<RuleId> const& rules, std::vector<std::string>& names) const {
    for (RuleId const id : rules)
      if (is_true(valuation_, program_.rules[id.value].live)) names.push_back(model_.rules[id.value].full_name);
  }

  Program const& program_;
  Valuation const& valuation_;
  Model const& model_;
};

/// Rulings that settle something about one rule.
void add_rulings(Program const& program, RuleId id, Valuation const& valuation, Decision& decision) {
  Model const& model = *program.model;
  RuleNodes const& n = program.rules[id.value];
  Rule const& rule = model.rules[id.value];
  RuleReader const reader(program, valuation);
  for (RulingId const ruling : program.ruled_by[id.value]) {
    if (!reader.covers(ruling)) continue;
    bool const dismisses = model.rulings[ruling.value].effect == Ruling::Effect::dismisses;
    bool const counts =
        dismisses ? is_true(valuation, n.disputed) : is_true(valuation, n.breached) && is_true(valuation, n.doubt);
    if (counts) decision.rulings.push_back({ruling, {rule.full_name}});
  }
  bool const speaks = prohibits(rule.kind) ? is_true(valuation, n.breached) : is_true(valuation, n.live);
  if (!speaks) return;
  for (QuestionId const question : program.questions_read[id.value])
    for (RulingId const ruling : model.questions[question.value].rulings)
      if (reader.covers(ruling)) decision.rulings.push_back({ruling, {model.questions[question.value].name}});
}

}  // namespace

Standing standing_of(Program const& program, std::span<RuleId const> rules, Valuation const& valuation) {
  Standing standing;
  for (RuleId const id : rules) {
    RuleNodes const& n = program.rules[id.value];
    if (!n.firm.valid()) continue;
    standing.firm = either(standing.firm, of(valuation, n.firm));
    standing.contested = either(standing.contested, of(valuation, n.contested));
  }
  standing.ground = of(valuation, program.ground);
  return standing;
}

Verdict verdict_of(Standing const& s) {
  if (s.firm == Truth::yes) return Verdict::deny;
  if (s.ground == Truth::no && s.contested == Truth::no) return Verdict::deny;
  if (s.firm == Truth::unknown) return Verdict::incomplete;
  if (s.contested == Truth::yes) return Verdict::review;
  if (s.contested == Truth::unknown) return Verdict::incomplete;
  if (s.ground == Truth::unknown) return Verdict::incomplete;
  return Verdict::permit;
}

Verdict pool_verdict_of(Standing const& pool, std::uint64_t proposed, std::uint64_t permitted, Verdict otherwise) {
  if (pool.firm == Truth::yes) return Verdict::deny;
  if (permitted == 0) return otherwise;
  if (pool.firm == Truth::unknown) return Verdict::incomplete;
  if (pool.contested == Truth::yes) return Verdict::review;
  if (pool.contested == Truth::unknown) return Verdict::incomplete;
  return permitted == proposed ? Verdict::permit : Verdict::partial;
}

void add_rules(Program const& program, std::span<RuleId const> rules, Valuation const& valuation, Decision& decision) {
  RuleReader const reader(program, valuation);
  bool const has_rulings = !program.rulings.empty();
  for (RuleId const id : rules) {
    RuleNodes const& n = program.rules[id.value];
    if (has_rulings) add_rulings(program, id, valuation, decision);
    if (!n.firm.valid()) continue;
    if (is_true(valuation, n.firm)) decision.by.push_back({id, {}, {}, {}});
    if (is_true(valuation, n.contested)) decision.contested.push_back({id, {}, reader.contesters(id), {}});
    if (is_true(valuation, n.defeated)) decision.defeated.push_back({id, {}, reader.defeaters(id), {}});
  }
}

void add_grounds(Program const& program, std::span<RuleId const> rules, Valuation const& valuation, Decision& decision) {
  for (RuleId const id : rules)
    if (allows(program.model->rules[id.value].kind) && is_true(valuation, program.rules[id.value].live))
      decision.grounds.push_back({id, {}, {}, {}});
}

void add_grants(Reading const& reading, Valuation const& valuation, Decision& decision) {
  if (!is_true(valuation, reading.program->covers)) return;
  for (ClauseId const clause : covering_grants(reading)) decision.grounds.push_back({{}, clause, {}, {}});
}

void add_no_ground(Decision& decision) {
  if (decision.verdict == Verdict::deny && decision.by.empty()) decision.by.emplace_back();
}

std::vector<RuleId> waiting_rules(Program const& program, std::span<RuleId const> rules, Valuation const& valuation) {
  std::vector<RuleId> waiting;
  for (RuleId const id : rules) {
    RuleNodes const& n = program.rules[id.value];
    RuleKind const kind = program.model->rules[id.value].kind;
    bool const waits = prohibits(kind) ? of(valuation, n.firm) == Truth::unknown || of(valuation, n.contested) == Truth::unknown
                                       : allows(kind) && of(valuation, n.live) == Truth::unknown;
    if (waits) waiting.push_back(id);
  }
  return waiting;
}

std::vector<std::string> names_of(Model const& model, std::span<RuleId const> rules) {
  std::vector<std::string> names;
  for (RuleId const id : rules) names.push_back(model.rules[id.value].full_name);
  sort_names(names);
  return names;
}

void put_in_order(Program const& program, Decision& decision) {
  Model const& model = *program.model;
  auto const key = [&](RuleEntry const& entry) {
    static std::string const nobody = "izin.no_ground";
    struct Key {
      std::string const& name;
      std::string const* version;
    };
    auto const version = [&](InstrumentId id) {
      auto const& text = model.instruments[id.value].version;
      return text ? &*text : nullptr;
    };
    if (entry.rule.valid())
      return Key{model.rules[entry.rule.value].full_name, version(model.rules[entry.rule.value].instrument)};
    if (entry.clause.valid())
      return Key{model.clauses[entry.clause.value].full_name, version(model.clauses[entry.clause.value].instrument)};
    return Key{nobody, nullptr};
  };
  auto const before = [&](RuleEntry const& a, RuleEntry const& b) {
    auto const x = key(a);
    auto const y = key(b);
    if (x.name != y.name) return x.name < y.name;
    if (x.version == nullptr || y.version == nullptr) return x.version == nullptr && y.version != nullptr;
    return *x.version < *y.version;
  };
  for (auto* list : {&decision.by, &decision.contested, &decision.defeated, &decision.grounds}) {
    if (list->size() > 1) std::ranges::stable_sort(*list, before);
  }
  std::ranges::stable_sort(decision.rulings, {}, &RulingEntry::ruling);
  std::vector<RulingEntry> joined;
  for (RulingEntry& entry : decision.rulings) {
    if (joined.empty() || joined.back().ruling != entry.ruling)
      joined.push_back(std::move(entry));
    else
      joined.back().of.insert(joined.back().of.end(), entry.of.begin(), entry.of.end());
  }
  for (RulingEntry& entry : joined) sort_names(entry.of);
  decision.rulings = std::move(joined);
}

std::vector<std::string> deciding_rules(Model const& model, Decision const& decision) {
  std::vector<std::string> names;
  auto const add = [&](std::vector<RuleEntry> const& list) {
    for (RuleEntry const& entry : list)
      names.push_back(entry.rule.valid() ? model.rules[entry.rule.value].full_name : "izin.no_ground");
  };
  if (decision.verdict == Verdict::deny) add(decision.by);
  if (decision.verdict == Verdict::review) add(decision.contested);
  if (decision.verdict == Verdict::incomplete) return decision.waiting;
  sort_names(names);
  return names;
}

}  // namespace izin
