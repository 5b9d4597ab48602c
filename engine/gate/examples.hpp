// For the explanation of a pool: somebody for whom each deciding rule decided.
#pragma once

#include <map>
#include <string>

#include "engine/evaluate/decision.hpp"

namespace izin {

class PoolExamples {
 public:
  explicit PoolExamples(Model const& model) : model_(model) {}

  /// The subject at a position was decided so; called in order of the positions.
  void see(std::size_t position, Decision const& decision) {
    for (std::string& rule : deciding_rules(model_, decision)) first_.try_emplace({std::move(rule), decision.verdict}, position);
  }
  /// By deciding rule and verdict: the position of the first subject of whom it is so.
  [[nodiscard]] std::map<std::pair<std::string, Verdict>, std::size_t> const& first() const { return first_; }

 private:
  Model const& model_;
  std::map<std::pair<std::string, Verdict>, std::size_t> first_;
};

}  // namespace izin
