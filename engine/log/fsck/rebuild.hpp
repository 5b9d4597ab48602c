// The tree, built again from the leaves, and held against the tiles that the file has.
#pragma once

#include <vector>

#include "engine/log/fsck/report.hpp"
#include "engine/log/fsck/sqlite.hpp"
#include "engine/log/fsck/text.hpp"

namespace izin::log::fsck {

/// Root of a growing list of leaves: subtrees of falling size, as RFC 6962 section 2.1 splits them.
class Range {
 public:
  void add(Hash const& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash root() const;

 private:
  struct Part {
    std::uint64_t size;
    Hash hash;
  };
  std::vector<Part> parts_;
  std::uint64_t size_ = 0;
};

/// Compares every tile with what the leaves give, hash by hash as they come.
class TileCheck {
 public:
  TileCheck(File& file, Report& report);

  void add(Hash const& leaf) { add(0, leaf, false); }
  /// After the last leaf: whether the file has more than that.
  void finish();
  /// The hash that the file's tiles have for a leaf; nothing where they have none.
  [[nodiscard]] std::optional<Hash> stored(std::uint64_t sequence);

 private:
  /// The tile that is being filled.
  struct Level {
    std::uint64_t index = 0;
    std::vector<Hash> hashes;
    Buffer row;  ///< as the file has it
    bool fits = true;
  };
  /// `doubtful`: the tile below did not fit, which was told there.
  void add(std::size_t level, Hash const& hash, bool doubtful);
  void open(std::size_t level, std::uint64_t index);
  void compare(std::size_t level, Hash const& hash, bool doubtful);
  void check_length(std::size_t level);
  [[nodiscard]] Buffer read(std::size_t level, std::uint64_t index);

  Report& report_;
  Rows find_;
  Rows count_;
  std::vector<Level> levels_;
  std::uint64_t tiles_ = 0;
};

}  // namespace izin::log::fsck
