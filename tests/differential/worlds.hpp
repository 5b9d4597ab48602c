// The oracle for every truth value of a few comparisons at once: a world gives each of them true, false or unknown. The formulas
// are the oracle's own (oracle::Meaning); only their values are worked out for all worlds in one go, so that millions of bundles
// can be tried.
#pragma once

#include "tests/oracle/pass.hpp"

namespace izin::differential {

/// What is decided in one world, by position in oracle::Bundle::rules.
struct WorldAnswer {
  std::string verdict;
  std::vector<std::size_t> by, contested, defeated, grounds, duties, unknown_duties;
  std::vector<std::size_t> waiting;
  std::map<std::string, std::vector<std::size_t>> missing;  ///< a comparison and the rules that wait for it
  bool exact = true;
  friend bool operator==(WorldAnswer const&, WorldAnswer const&) = default;
};

/// Worlds are numbered in base 3, the first comparison lowest: 0 false, 1 true, 2 unknown (as Truth).
class Worlds {
 public:
  /// `names` are the Bool fields that are the comparisons; the bundle reads nothing else.
  Worlds(oracle::Bundle const& bundle, std::vector<std::string> names);
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] Truth value(std::size_t world, std::size_t name) const;
  [[nodiscard]] WorldAnswer answer(std::size_t world);

 private:
  using Values = std::vector<Truth>;
  Values const& values(oracle::Formula const* formula);
  void waiting(oracle::Formula const* formula, std::size_t world, std::set<std::size_t>& out);
  void add_missing(std::size_t world, WorldAnswer& answer);

  oracle::Bundle const& bundle_;
  std::vector<std::string> names_;
  std::size_t count_ = 1;
  std::vector<std::size_t> powers_;
  oracle::Scene scene_;
  oracle::Meaning meaning_;
  std::map<oracle::Formula const*, Values> known_;
  std::vector<std::string> verdicts_;
};

}  // namespace izin::differential
