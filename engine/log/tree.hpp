// The RFC 6962 tree of the writer and of proofs: roots, inclusion paths and consistency paths (RFC 9162 section 2.1).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/log/hash.hpp"

namespace izin::log {

/// The right edge of a growing tree: the roots of its complete subtrees, largest first. Enough to append and to tell the root.
class Frontier {
 public:
  Frontier() = default;
  /// Of a tree of `size` leaves with these complete subtrees, largest first: one for each bit of `size`.
  Frontier(std::uint64_t size, std::vector<Hash> peaks);

  void append(Hash const& leaf);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;
};

/// The root over all of the leaves.
[[nodiscard]] Hash root_of(std::span<Hash const> leaves);

/// Gives the hash of the complete subtree `index` (from the left) of 2^level leaves.
using NodeSource = std::function<Hash(unsigned level, std::uint64_t index)>;
/// A source over leaves in memory.
[[nodiscard]] NodeSource nodes_of(std::span<Hash const> leaves);

/// The root of the first `size` leaves.
[[nodiscard]] Hash root_at(NodeSource const& nodes, std::uint64_t size);
/// RFC 9162 PATH(index, D[0:size]), from the leaf's sibling upwards; index < size.
[[nodiscard]] std::vector<Hash> inclusion_path(NodeSource const& nodes, std::uint64_t index, std::uint64_t size);
/// RFC 9162 PROOF(old_size, D[0:size]); 0 < old_size <= size.
[[nodiscard]] std::vector<Hash> consistency_path(NodeSource const& nodes, std::uint64_t old_size, std::uint64_t size);

}  // namespace izin::log
