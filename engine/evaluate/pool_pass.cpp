#include "engine/evaluate/pool_pass.hpp"

#include <algorithm>

namespace izin {

PoolPass::PoolPass(Program const& program) : program_(program), valuation_(blank_valuation(program)) {}

void PoolPass::compute(std::span<Value const> slots, ConsentView::State state, PoolFacts const& facts) {
  slots_.assign(slots.begin(), slots.end());
  for (std::size_t i = 0; i < slots_.size(); ++i)
    if (program_.model->slots[i].of_subject) slots_[i] = Value{};
  consent_.state = state == ConsentView::State::no_registry ? state : ConsentView::State::no_subject;
  facts_ = facts;
  reading_ = {&program_, slots_, &consent_, &facts_};
  compute_comparisons(reading_, program_.pool_comparisons, valuation_);
  compute_nodes(program_, instant_of(reading_), program_.pool_order, valuation_);
}

void PoolPass::add_lists(Decision& decision) const {
  add_rules(program_, program_.pool_judged, valuation_, decision);
  Decision own;
  add_grounds(program_, program_.pool_judged, valuation_, own);
  for (RuleEntry& ground : own.grounds)
    if (std::ranges::find(decision.grounds, ground.rule, &RuleEntry::rule) == decision.grounds.end())
      decision.grounds.push_back(std::move(ground));
}

}  // namespace izin
