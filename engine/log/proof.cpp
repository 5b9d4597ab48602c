// Both checks walk down from the root as the maker of the proof did, note at each step on which side the path went, and then hash
// their way up again. A path that is too long or too short fails.
#include "engine/log/proof.hpp"

#include <bit>
#include <vector>

namespace izin::log {
namespace {

std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

bool is_valid(LeafRange range) {
  if (range.begin >= range.end) return false;
  std::uint64_t const count = range.end - range.begin;
  if (count > (std::uint64_t{1} << 63)) return range.begin == 0;
  return range.begin % std::bit_ceil(count) == 0;
}

/// What a step of the way down leaves aside.
enum class Step : unsigned char {
  right_sibling,         ///< a subtree to the right, of newer leaves
  left_sibling,          ///< a subtree to the left, outside the range
  left_sibling_of_both,  ///< a subtree to the left that belongs to the range too
};

}  // namespace

bool is_included(Hash const& leaf, std::uint64_t index, std::uint64_t size, std::span<Hash const> path, Hash const& root) {
  if (index >= size) return false;
  std::vector<Step> steps;
  for (std::uint64_t count = size; count > 1;) {
    std::uint64_t const left = split(count);
    if (index < left) {
      steps.push_back(Step::right_sibling);
      count = left;
    } else {
      steps.push_back(Step::left_sibling);
      index -= left;
      count -= left;
    }
  }
  if (steps.size() != path.size()) return false;
  Hash hash = leaf;
  for (std::size_t i = 0; i < path.size(); ++i) {
    bool const right = steps[steps.size() - 1 - i] == Step::right_sibling;
    hash = right ? node_hash(hash, path[i]) : node_hash(path[i], hash);
  }
  return hash == root;
}

bool is_included_in_range(Hash const& leaf, std::uint64_t index, LeafRange range, std::span<Hash const> path,
                          Hash const& range_root) {
  if (!is_valid(range) || index < range.begin || index >= range.end) return false;
  return is_included(leaf, index - range.begin, range.end - range.begin, path, range_root);
}

bool is_range_consistent(LeafRange range, Hash const& range_root, std::uint64_t size, Hash const& root,
                         std::span<Hash const> path) {
  if (range.end > size) return false;
  if (range.begin == range.end) return path.empty() && range_root == empty_root();
  if (!is_valid(range)) return false;

  std::vector<Step> steps;
  bool whole_range = true;  // the walk has not yet entered the range: its root stands for what is below
  std::uint64_t begin = range.begin;
  std::uint64_t end = range.end;
  for (std::uint64_t count = size; begin != 0 || end != count;) {
    std::uint64_t const left = split(count);
    if (end <= left) {
      steps.push_back(Step::right_sibling);
      count = left;
      continue;
    }
    if (begin >= left) {
      steps.push_back(Step::left_sibling);
      begin -= left;
    } else {
      steps.push_back(Step::left_sibling_of_both);
      begin = 0;
      whole_range = false;
    }
    end -= left;
    count -= left;
  }
  if (path.size() != steps.size() + (whole_range ? 0 : 1)) return false;

  Hash part = whole_range ? range_root : path.front();
  Hash whole = part;
  if (!whole_range) path = path.subspan(1);
  for (std::size_t i = 0; i < path.size(); ++i) {
    Step const step = steps[steps.size() - 1 - i];
    whole = step == Step::right_sibling ? node_hash(whole, path[i]) : node_hash(path[i], whole);
    if (step == Step::left_sibling_of_both) part = node_hash(path[i], part);
  }
  return part == range_root && whole == root;
}

bool is_consistent(std::uint64_t old_size, Hash const& old_root, std::uint64_t size, Hash const& root,
                   std::span<Hash const> path) {
  if (old_size == 0) return false;
  return is_range_consistent({0, old_size}, old_root, size, root, path);
}

}  // namespace izin::log
