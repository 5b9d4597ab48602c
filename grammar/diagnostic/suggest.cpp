#include "grammar/diagnostic/suggest.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace izin {
namespace {

// Costs in quarters of an edit.
constexpr unsigned edit = 4, case_only = 1;
// What nobody typed by hand is not worth the time.
constexpr std::size_t longest = 200;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

unsigned replacement(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? case_only : edit;
}

// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
unsigned distance(std::string_view a, std::string_view b) {
  std::vector<unsigned> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = static_cast<unsigned>(j) * edit;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<unsigned>(i) * edit;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + edit, row[j - 1] + edit, above[j - 1] + replacement(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + edit);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view name, std::span<std::string const> candidates) {
  if (name.size() > longest) return std::nullopt;
  std::string const* best = nullptr;
  unsigned best_distance = 0;
  for (auto const& candidate : candidates) {
    auto const length = std::max(name.size(), candidate.size());
    auto const apart = length - std::min(name.size(), candidate.size());
    if (apart * 3 > length) continue;
    auto const d = distance(name, candidate);
    if (d * 3 > length * edit) continue;
    if (best == nullptr || d < best_distance || (d == best_distance && candidate < *best)) best = &candidate, best_distance = d;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

}  // namespace izin
