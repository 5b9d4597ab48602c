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

  [[nodiscard]] Part part() const { return {reading_, program_.pool_rules, &valuation_}; }
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
