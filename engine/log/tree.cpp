// Roots and paths. Every range that is asked for splits into complete subtrees, which the source looks up.
#include "engine/log/tree.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace izin::log {
namespace {

/// The largest power of two below n; n > 1.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

/// MTH(D[begin:begin+count]); begin is a multiple of a power of two that is at least count. Recursion follows the bits of count.
Hash range_root(NodeSource const& nodes, std::uint64_t begin, std::uint64_t count) {
  if (count == 0) return empty_root();
  if (std::has_single_bit(count)) {
    auto const level = static_cast<unsigned>(std::countr_zero(count));
    return nodes(level, begin >> level);
  }
  std::uint64_t const left = split(count);
  return node_hash(range_root(nodes, begin, left), range_root(nodes, begin + left, count - left));
}

}  // namespace

Frontier::Frontier(std::uint64_t size, std::vector<Hash> peaks) : size_(size), peaks_(std::move(peaks)) {
  assert(peaks_.size() == static_cast<std::size_t>(std::popcount(size)));
}

void Frontier::append(Hash const& leaf) {
  Hash carried = leaf;
  for (std::uint64_t bit = size_; (bit & 1) != 0; bit >>= 1) {
    carried = node_hash(peaks_.back(), carried);
    peaks_.pop_back();
  }
  peaks_.push_back(carried);
  ++size_;
}

Hash Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
  return root;
}

Hash root_of(std::span<Hash const> leaves) {
  Frontier tree;
  for (Hash const& leaf : leaves) tree.append(leaf);
  return tree.root();
}

NodeSource nodes_of(std::span<Hash const> leaves) {
  return [leaves](unsigned level, std::uint64_t index) {
    std::uint64_t const count = std::uint64_t{1} << level;
    return root_of(leaves.subspan(index * count, count));
  };
}

Hash root_at(NodeSource const& nodes, std::uint64_t size) { return range_root(nodes, 0, size); }

std::vector<Hash> inclusion_path(NodeSource const& nodes, std::uint64_t index, std::uint64_t size) {
  std::vector<Hash> path;
  std::uint64_t begin = 0;
  for (std::uint64_t count = size; count > 1;) {
    std::uint64_t const left = split(count);
    if (index - begin < left) {
      path.push_back(range_root(nodes, begin + left, count - left));
      count = left;
    } else {
      path.push_back(range_root(nodes, begin, left));
      begin += left;
      count -= left;
    }
  }
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<Hash> consistency_path(NodeSource const& nodes, std::uint64_t old_size, std::uint64_t size) {
  std::vector<Hash> path;
  std::uint64_t begin = 0;
  std::uint64_t count = size;
  bool whole_old_tree = true;  // the old root is known to whoever asks, a part of it is not
  while (begin + count != old_size) {
    std::uint64_t const left = split(count);
    if (old_size - begin <= left) {
      path.push_back(range_root(nodes, begin + left, count - left));
      count = left;
    } else {
      path.push_back(range_root(nodes, begin, left));
      begin += left;
      count -= left;
      whole_old_tree = false;
    }
  }
  if (!whole_old_tree) path.push_back(range_root(nodes, begin, count));
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace izin::log
