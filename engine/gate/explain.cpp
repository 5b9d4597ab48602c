// Why each rule spoke or did not, for the trace of an answer.
#include "engine/gate/examples.hpp"
#include "engine/gate/gate.hpp"

namespace izin {
namespace {

Valuation nothing_known(Program const& program) {
  return {std::vector<Truth>(program.model->comparisons.size(), Truth::unknown),
          std::vector<Truth>(program.nodes.size(), Truth::unknown)};
}

/// One person's flow out of a pool's. Its values point into the pool's flow.
Flow flow_of(Flow const& pool, FlowLayout const& layout, std::size_t position) {
  Flow flow;
  flow.id = pool.id;
  flow.at = pool.at;
  flow.about = About::subject;
  flow.slots = pool.slots;
  flow.subject = pool.subjects[position];
  flow.own_names = pool.own_names;
  for (std::size_t k = 0; k < layout.subject_slots.size(); ++k)
    flow.slots[layout.subject_slots[k].value] = flow.subject->values[k];
  return flow;
}

/// Whether a rule's trace answers the question why `deciding` decided: it is that rule; or, where nothing permits, any that could
/// have.
bool answers(Rule const& rule, std::string const& deciding) {
  return rule.full_name == deciding || (deciding == "izin.no_ground" && allows(rule.kind));
}

}  // namespace

std::vector<Explanation> Gate::explain_one(Flow const& flow, ConsentView const& consent) const {
  Valuation const* const pool = policy_.program->pool_rules.empty() ? nullptr : &evaluator_.pool_valuation();
  std::vector<Explanation> explanations;
  for (RuleTrace& rule : trace(*policy_.program, flow, consent, evaluator_.subject_valuation(), pool))
    explanations.push_back({std::nullopt, std::move(rule)});
  return explanations;
}

std::vector<Explanation> Gate::explain_pool(Flow const& flow, Valuation const& pool, PoolExamples const& examples) {
  std::vector<Explanation> explanations;
  std::vector<Rule> const& rules = policy_.model->rules;
  if (!policy_.program->pool_rules.empty())
    for (RuleTrace& rule : trace(*policy_.program, flow, {}, nothing_known(*policy_.program), &pool))
      if (rules[rule.rule.value].of_pool) explanations.push_back({std::nullopt, std::move(rule)});
  for (auto const& [reason, position] : examples.first()) {
    Flow const one = flow_of(flow, *policy_.layout, position);
    ConsentView const consent = facts_.view(*policy_.model, one.subject->id, one.at, options_.known_at);
    static_cast<void>(evaluator_.decide(one, consent));
    for (Explanation& each : explain_one(one, consent)) {
      if (!answers(rules[each.trace.rule.value], reason.first)) continue;
      each.subject = one.subject->id.value_or("#" + std::to_string(position + 1));
      explanations.push_back(std::move(each));
    }
  }
  return explanations;
}

}  // namespace izin
