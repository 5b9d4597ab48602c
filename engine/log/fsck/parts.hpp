// What stands beside the entries: policy texts and pool results.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/log/fsck/sealed.hpp"

namespace izin::log::fsck {

/// The table `bundle` beside the `bundle` entries.
class BundleCheck {
 public:
  BundleCheck(File& file, Report& report);

  void expect(std::uint64_t sequence, std::vector<Member> const& record);
  /// How many comparisons a bundle has that was logged before; nothing for another.
  [[nodiscard]] std::optional<std::size_t> comparisons(std::string const& digest) const;
  void finish();

 private:
  File& file_;
  Report& report_;
  Rows texts_;
  std::map<std::string, std::size_t> known_;
  std::uint64_t files_ = 0;
};

/// The table `segment` beside the `pool` and `erasure` entries.
class ResultCheck {
 public:
  ResultCheck(File& file, SealedCheck& sealed, Report& report);

  struct Pool {
    std::uint64_t sequence = 0;
    std::string decision, month;
    std::size_t comparisons = 0;  ///< how long a valuation is
  };
  void expect(Pool const& pool, std::vector<Member> const& record);
  /// The data beside an erasure, which has one segment at most.
  [[nodiscard]] std::string take(std::uint64_t sequence);
  void finish();

 private:
  struct Counts {
    std::map<std::string, std::uint64_t> verdicts;
    std::uint64_t members = 0;
  };
  /// What is wrong with a line; empty: nothing.
  std::string check_line(Pool const& pool, std::string_view line, Counts& counts, class Range& tree);
  void drop_until(std::int64_t sequence);

  Rows rows_;
  SealedCheck& sealed_;
  Report& report_;
  bool has_row_ = false;
};

}  // namespace izin::log::fsck
