// Myers' greedy algorithm over lines; texts that differ nearly everywhere are shown as replaced whole, which bounds the cost.
#include "tools/izin/text_diff.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace izin::tool {
namespace {

using Lines = std::vector<std::string_view>;
constexpr std::size_t context = 3;
constexpr std::size_t most_edits = 2000;

struct Edit {
  char mark;              ///< ' ', '-', '+'
  std::string_view line;  ///< with its line feed, if it has one
};

Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    std::size_t const end = text.find('\n');
    std::size_t const length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

/// How far each diagonal reaches, after each number of edits; empty when there are too many edits.
std::vector<std::vector<std::int64_t>> frontiers(Lines const& a, Lines const& b) {
  auto const n = static_cast<std::int64_t>(a.size());
  auto const m = static_cast<std::int64_t>(b.size());
  std::vector<std::vector<std::int64_t>> all;
  std::vector<std::int64_t> reach(2 * most_edits + 3, 0);
  auto const at = [](std::int64_t k) { return static_cast<std::size_t>(k + static_cast<std::int64_t>(most_edits) + 1); };
  for (std::int64_t d = 0; d <= static_cast<std::int64_t>(most_edits); ++d) {
    all.emplace_back(reach.begin() + static_cast<std::ptrdiff_t>(at(-d - 1)),
                     reach.begin() + static_cast<std::ptrdiff_t>(at(d + 1)) + 1);
    for (std::int64_t k = -d; k <= d; k += 2) {
      bool const down = k == -d || (k != d && reach[at(k - 1)] < reach[at(k + 1)]);
      std::int64_t x = down ? reach[at(k + 1)] : reach[at(k - 1)] + 1;
      while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) ++x;
      reach[at(k)] = x;
      if (x >= n && x - k >= m) return all;
    }
  }
  return {};
}

std::vector<Edit> replaced(Lines const& a, Lines const& b) {
  std::vector<Edit> edits;
  for (std::string_view const line : a) edits.push_back({'-', line});
  for (std::string_view const line : b) edits.push_back({'+', line});
  return edits;
}

std::vector<Edit> edits_of(Lines const& a, Lines const& b) {
  auto const all = frontiers(a, b);
  if (all.empty()) return replaced(a, b);
  std::vector<Edit> edits;
  auto x = static_cast<std::int64_t>(a.size());
  auto y = static_cast<std::int64_t>(b.size());
  for (std::size_t d = all.size(); d-- > 0;) {
    auto const reach = [&](std::int64_t k) { return all[d][static_cast<std::size_t>(k + static_cast<std::int64_t>(d) + 1)]; };
    std::int64_t const k = x - y;
    auto const limit = static_cast<std::int64_t>(d);
    bool const down = k == -limit || (k != limit && reach(k - 1) < reach(k + 1));
    std::int64_t const from_x = d == 0 ? 0 : (down ? reach(k + 1) : reach(k - 1));
    std::int64_t const from_y = d == 0 ? 0 : from_x - (down ? k + 1 : k - 1);
    while (x > from_x && y > from_y) {
      edits.push_back({' ', a[static_cast<std::size_t>(--x)]});
      --y;
    }
    if (d == 0) break;
    if (down)
      edits.push_back({'+', b[static_cast<std::size_t>(--y)]});
    else
      edits.push_back({'-', a[static_cast<std::size_t>(--x)]});
  }
  std::ranges::reverse(edits);
  return edits;
}

std::string range_text(std::size_t first, std::size_t count) {
  if (count == 1) return fmt::format("{}", first);
  return fmt::format("{},{}", count == 0 ? first - 1 : first, count);
}

/// One hunk, edits [begin, end); `old_line` and `new_line` are those of its first line, from 1.
std::string hunk(std::vector<Edit> const& edits, std::size_t begin, std::size_t end, std::size_t old_line, std::size_t new_line) {
  std::string body;
  std::size_t olds = 0, news = 0;
  for (std::size_t i = begin; i < end; ++i) {
    Edit const& edit = edits[i];
    olds += edit.mark != '+' ? 1 : 0;
    news += edit.mark != '-' ? 1 : 0;
    body += edit.mark;
    body += edit.line;
    if (!edit.line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
  }
  return fmt::format("@@ -{} +{} @@\n{}", range_text(old_line, olds), range_text(new_line, news), body);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  Lines const a = split(before);
  Lines const b = split(after);
  std::vector<Edit> const edits = edits_of(a, b);
  std::string text = fmt::format("--- a/{0}\n+++ b/{0}\n", name);
  std::size_t old_line = 1, new_line = 1;
  std::size_t i = 0;
  auto const pass = [&](std::size_t until) {
    for (; i < until; ++i) {
      old_line += edits[i].mark != '+' ? 1 : 0;
      new_line += edits[i].mark != '-' ? 1 : 0;
    }
  };
  while (i < edits.size()) {
    std::size_t change = i;
    while (change < edits.size() && edits[change].mark == ' ') ++change;
    if (change == edits.size()) break;
    pass(change - std::min(context, change - i));
    std::size_t end = change, quiet = 0;  // the hunk goes on while changes are near
    while (end < edits.size() && quiet <= 2 * context) quiet = edits[end++].mark == ' ' ? quiet + 1 : 0;
    end -= quiet > context ? quiet - context : 0;
    text += hunk(edits, i, end, old_line, new_line);
    pass(end);
  }
  return text;
}

}  // namespace izin::tool
