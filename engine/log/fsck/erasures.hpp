// Erasures, holds and releases: that each sealed part that is gone is covered by one erasure, and each one covered is gone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/log/fsck/report.hpp"
#include "engine/log/fsck/scan.hpp"

namespace izin::log::fsck {

/// Sequence number and member; -1 is the entry's own part.
using PartPlace = std::pair<std::uint64_t, std::int64_t>;

/// What a sealed part is named as in a message: nothing for an entry's own.
[[nodiscard]] std::string member_text(std::int64_t member);

class ErasureCheck {
 public:
  explicit ErasureCheck(Report& report) : report_(report) {}

  /// An `erasure` entry, with the data of the segment beside it.
  void expect_erasure(std::uint64_t sequence, std::vector<Member> const& record, std::string_view data);
  void expect_hold(std::uint64_t sequence) { holds_.insert(sequence); }
  void expect_release(std::uint64_t sequence, std::vector<Member> const& record);

  /// A part that is announced and not there.
  void gone(PartPlace const& place) { gone_.insert(place); }
  /// An entry whose parts are gone with its record.
  void pruned(std::uint64_t sequence) { pruned_.insert(sequence); }
  /// After the walk.
  void finish();

 private:
  Report& report_;
  std::map<PartPlace, std::uint64_t> covered_;  ///< by which erasure
  std::set<PartPlace> gone_;
  std::set<std::uint64_t> pruned_;
  std::set<std::uint64_t> holds_;  ///< that stand
};

}  // namespace izin::log::fsck
