// What the subjects of a pool add up to: counts by verdict and by deciding rule, grounds and duties of the permitted, missing
// facts.
#pragma once

#include <array>
#include <map>
#include <vector>

#include "engine/evaluate/duties.hpp"
#include "engine/evaluate/one_person.hpp"

namespace izin {

/// One tally a thread; add_all joins them. The order of subjects does not matter, but for `permitted`, which finish() sorts.
class PoolTally {
 public:
  explicit PoolTally(Program const& program);

  /// Counts one subject; `own_names` are the flow's.
  void add(OnePerson const& person, std::uint32_t position, std::vector<std::string> const& own_names);
  /// Adds what an undecided subject waits for.
  void add_missing(OnePerson const& person);
  void add_all(PoolTally&& other);

  [[nodiscard]] PoolCounts const& counts() const { return counts_; }
  [[nodiscard]] std::vector<std::uint32_t> const& incomplete() const { return incomplete_; }  ///< positions
  [[nodiscard]] std::vector<MissingEntry> missing() const;
  [[nodiscard]] bool exact() const { return exact_; }

  /// `reasons`, `pool`, `permitted` of the decision.
  void write_counts(Decision& decision);
  /// What the permitted subjects are permitted on, whatever the pool's verdict.
  void write_grounds(Decision& decision) const;
  /// What is owed for the permitted subjects.
  void write_duties(Decision& decision) const;

 private:
  void count_rules(OnePerson const& person);
  void count_reason(std::string const& rule, Verdict verdict, std::uint64_t subjects);
  void add_permitted(OnePerson const& person, std::vector<std::string> const& own_names);
  void add_duty(DutyEntry duty);

  Program const& program_;
  PoolCounts counts_;
  std::vector<std::array<std::uint64_t, 4>> by_rule_;  ///< by RuleId and verdict
  std::uint64_t no_ground_ = 0;
  std::vector<std::uint64_t> grounds_;         ///< by RuleId
  std::vector<std::uint64_t> grants_;          ///< by ClauseId
  std::map<std::uint32_t, DutyEntry> duties_;  ///< by RuleId; `subjects` counts
  std::vector<std::uint32_t> permitted_, incomplete_;
  std::map<std::string, MissingEntry> missing_;
  bool exact_ = true;
};

}  // namespace izin
