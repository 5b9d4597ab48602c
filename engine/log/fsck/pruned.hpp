// Pruned entries: that only those are without their record that a `prune` entry names. README.md section 12.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/log/fsck/record.hpp"
#include "engine/log/fsck/report.hpp"
#include "engine/log/fsck/sqlite.hpp"

namespace izin::log::fsck {

class PruneCheck {
 public:
  /// Reads all `prune` entries ahead: they stand after what they cover. Each is checked itself when the walk comes to it.
  PruneCheck(File& file, Report& report);

  [[nodiscard]] bool covers(std::uint64_t sequence) const;
  /// A `prune` entry.
  void expect(std::uint64_t sequence, std::vector<Member> const& record);
  /// The row of an entry that is covered: that it holds its hash and nothing else.
  void check_row(Rows const& row);
  /// Says how many there are.
  void finish();

 private:
  Report& report_;
  std::map<std::uint64_t, std::uint64_t> ranges_;  ///< first to the one past the last
  std::uint64_t pruned_ = 0;
};

}  // namespace izin::log::fsck
