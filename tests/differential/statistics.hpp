// What happened in a run, so that nobody takes a run in which nothing happened for a proof.
#pragma once

#include "tests/differential/compare.hpp"

namespace izin::differential {

class Statistics {
 public:
  void see(oracle::Answer const& answer, oracle::Inputs const& inputs);
  void see_bundle(oracle::Bundle const& bundle);
  void add(Statistics const& other);
  /// A table, a line each: how many pairs, and of how many bundles.
  [[nodiscard]] std::string text() const;

 private:
  std::map<std::string, std::size_t> counts_;
  std::size_t pairs_ = 0, bundles_ = 0;
};

}  // namespace izin::differential
