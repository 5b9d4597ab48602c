// The pass of the rules that speak once for a pool, with its subjects unknown.
#pragma once

#include <vector>

#include "engine/evaluate/lists.hpp"
#include "engine/evaluate/missing.hpp"

namespace izin {

class PoolPass {
 public:
  explicit PoolPass(Program const& program);

  /// `slots` of the flow, those of the subject left aside; `state` of any of its subjects' consent.
  void compute(std::span<Value const> slots, ConsentView::State state, PoolFacts const& facts);

  [[nodiscard]] Part part() const { return {reading_, program_.pool_judged, &valuation_}; }
  /// What the pass says of its rules: all but duties, and what waits.
  void add_lists(Decision& decision) const;
  [[nodiscard]] std::vector<RuleId> waiting() const { return waiting_rules(program_, program_.pool_judged, valuation_); }
  [[nodiscard]] Reading const& reading() const { return reading_; }
  [[nodiscard]] Valuation const& valuation() const { return valuation_; }

 private:
  Program const& program_;
  std::vector<Value> slots_;
  ConsentView consent_;
  PoolFacts facts_;
  Reading reading_;
  Valuation valuation_;
};

}  // namespace izin
