#include "engine/evaluate/one_person.hpp"

namespace izin {

OnePerson::OnePerson(Program const& program) : program_(program), valuation_(blank_valuation(program)) {}

void OnePerson::compute(std::span<Value const> slots, ConsentView const& consent, Keep keep) {
  bool const all = keep == Keep::nothing;
  reading_ = {&program_, slots, &consent, nullptr};
  for (Value const& value : slots)
    __builtin_prefetch(&value);  // a flow is read once: all its values come from memory at the same time
  for (Value const& value : slots) __builtin_prefetch(value.elements.data());
  compute_comparisons(reading_, all ? program_.subject_comparisons : program_.varying_comparisons, valuation_);
  compute_nodes(program_, instant_of(reading_), all ? program_.subject_order : program_.varying_order, valuation_);
  verdict_ = verdict_of(standing_of(program_, program_.subject_rules, valuation_));
}

Decision OnePerson::decision() const {
  Decision decision;
  decision.verdict = verdict_;
  add_rules(program_, program_.subject_rules, valuation_, decision);
  add_grounds(program_, program_.subject_rules, valuation_, decision);
  add_grants(reading_, valuation_, decision);
  if (verdict_ == Verdict::incomplete)
    decision.waiting = names_of(*program_.model, waiting_rules(program_, program_.subject_rules, valuation_));
  return decision;
}

}  // namespace izin
