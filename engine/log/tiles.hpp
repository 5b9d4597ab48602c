// The tree as it is stored: C2SP tiles of 256 hashes. The writer keeps the right-most tile of each level in memory.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/log/tree.hpp"

namespace izin::log {

inline constexpr std::size_t tile_width = 256;

/// One row of the table `tile`.
struct TileRow {
  unsigned level = 0;
  std::uint64_t index = 0;
  std::vector<Hash> hashes;
};

/// Gives the hashes of a row; empty when there is none.
using TileSource = std::function<std::vector<Hash>(unsigned level, std::uint64_t index)>;

/// The right edge of a tree in tiles.
class TileEdge {
 public:
  TileEdge() = default;
  /// Of a tree of `size` leaves. Throws Error(log_damaged) when a tile does not have the width that the size demands.
  TileEdge(std::uint64_t size, TileSource const& tiles);

  void append(Hash const& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash root() const;
  /// The rows that the leaves appended since the last call have changed.
  [[nodiscard]] std::vector<TileRow> take_changes();

 private:
  std::uint64_t size_ = 0;
  std::vector<std::vector<Hash>> partial_;  ///< by level: the right-most tile, never full
  std::vector<bool> changed_;
  std::vector<TileRow> filled_;
};

/// Complete subtrees out of tiles. Throws Error(log_damaged) where one is missing.
[[nodiscard]] NodeSource nodes_of(TileSource tiles);

}  // namespace izin::log
