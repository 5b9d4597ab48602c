// Checks of proofs, by somebody who holds roots and a path but no tree. RFC 9162 section 2.1; the subtree forms are those of the
// Merkle Tree Certificates draft, of which consistency from size m is the case [0, m).
#pragma once

#include <cstdint>
#include <span>

#include "engine/log/hash.hpp"

namespace izin::log {

/// Leaves [begin, end) of a tree: valid when begin < end and begin is a multiple of the least power of two that is at least end -
/// begin.
struct LeafRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// Whether the leaf at `index` is in the tree of `size` leaves with this root.
[[nodiscard]] bool is_included(Hash const& leaf, std::uint64_t index, std::uint64_t size, std::span<Hash const> path,
                               Hash const& root);

/// Whether the tree of `old_size` leaves is a prefix of the tree of `size`. From size 0 always false: it would prove nothing.
[[nodiscard]] bool is_consistent(std::uint64_t old_size, Hash const& old_root, std::uint64_t size, Hash const& root,
                                 std::span<Hash const> path);

/// The same of a leaf and of a subtree of some leaves.
[[nodiscard]] bool is_included_in_range(Hash const& leaf, std::uint64_t index, LeafRange range, std::span<Hash const> path,
                                        Hash const& range_root);
/// Whether `range_root` is the root of these leaves of the tree with this root. An empty range has the empty root and needs no
/// path.
[[nodiscard]] bool is_range_consistent(LeafRange range, Hash const& range_root, std::uint64_t size, Hash const& root,
                                       std::span<Hash const> path);

}  // namespace izin::log
