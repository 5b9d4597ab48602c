// A decision made again: from its facts, or, where they are gone, from its truth values.
#include <set>

#include "engine/log/encode.hpp"
#include "engine/log/private_part.hpp"
#include "engine/log/replayer.hpp"

namespace izin::log {
namespace {

/// Name and state of each rule: what truth values can give again. Rules of a pool speak in a pass of their own.
std::set<std::string> states_of(Json const& record, std::set<std::string> const& leave_out) {
  std::set<std::string> states;
  if (Json const* const rules = record.find("rules"))
    for (Json const& item : rules->items()) {
      std::string const name = item.find_text("rule").value_or("");
      if (!leave_out.contains(name)) states.insert(name + " " + item.find_text("state").value_or(""));
    }
  return states;
}

}  // namespace

std::string valuation_difference(Program const& program, Instant at, Json const& record) {
  if (record.find_text("bundle") != program.model->digest) return "`bundle` differs";
  auto const truths = truths_of(record.find_text("valuation").value_or(""));
  if (!truths || truths->size() != program.model->comparisons.size()) return "`valuation` is not one of the policies";
  Decision const again = decide_from(program, at, *truths);
  bool const has_pool_rules = !program.pool_rules.empty();
  std::set<std::string> leave_out;
  for (RuleId const rule : program.pool_judged) leave_out.insert(program.model->rules[rule.value].full_name);
  if (has_pool_rules) leave_out.insert("izin.no_ground");
  if (!has_pool_rules && verdict_text(again.verdict) != record.find_text("verdict")) return "`verdict` differs";
  std::set<std::string> states;
  auto const add = [&](std::string const& name, std::string const& state) {
    if (!leave_out.contains(name)) states.insert(name + " " + state);
  };
  Model const& model = *program.model;
  auto const add_all = [&](std::vector<RuleEntry> const& entries, std::string const& state) {
    for (RuleEntry const& entry : entries) {
      if (entry.rule.valid())
        add(model.rules[entry.rule.value].full_name, state);
      else if (!entry.clause.valid())
        add("izin.no_ground", state);
    }
  };
  add_all(again.by, "firm");
  add_all(again.contested, "contested");
  add_all(again.defeated, "defeated");
  add_all(again.grounds, "ground");
  // Which grants cover, and what waits for which fact, is not in the truth values.
  std::set<std::string> logged = states_of(record, leave_out);
  std::erase_if(logged, [](std::string const& state) { return state.ends_with(" grant") || state.ends_with(" waits"); });
  return states == logged ? "" : "`rules` differs";
}

Outcome Replayer::decision(Logged const& logged, ReplayPolicy& policy) {
  Outcome outcome;
  bool const is_sealed = logged.record.find("private") != nullptr;
  std::optional<OpenedPart> const part = own_part(logged);
  std::optional<Json> const opened = part ? Json::parse(part->text) : std::nullopt;
  if (is_sealed && !opened) {
    outcome.from_valuation = true;
    Flow const flow = flow_of(logged, policy, nullptr);
    outcome.why = valuation_difference(*policy.program, flow.at, logged.record);
    outcome.same = outcome.why.empty();
    return outcome;
  }
  Flow const flow = flow_of(logged, policy, opened ? &*opened : nullptr);
  DecisionDraft draft = draft_of(logged, policy);
  ConsentView const consent = consent_of(opened ? &*opened : nullptr, policy, draft.consent_state, flow.at, draft.known_at);
  Decision const decision = policy.evaluator.decide(flow, consent);
  Valuation const subject = policy.evaluator.subject_valuation();
  Valuation const pool = policy.evaluator.pool_valuation();
  draft.flow = &flow;
  draft.decision = &decision;
  draft.subject_valuation = &subject;
  draft.pool_valuation = policy.program->pool_rules.empty() ? nullptr : &pool;
  if (opened) draft.speaking = consents_of(*policy.program->model, *opened);
  RecordParts parts;
  parts.facts = logged.record.find_text("facts");
  parts.sealed = seal_again(logged, draft, part);
  outcome.again = decision_record(draft, logged.stamp, parts).print();
  outcome.why = difference(logged.row.record, outcome.again);
  outcome.same = outcome.why.empty();
  return outcome;
}

}  // namespace izin::log
