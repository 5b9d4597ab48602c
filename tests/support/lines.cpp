#include "tests/support/lines.hpp"

#include <algorithm>
#include <cstddef>

namespace izin::test {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto const end = text.find('\n');
    auto line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    auto const last = line.find_last_not_of(" \t\r");
    lines.emplace_back(last == std::string_view::npos ? std::string_view{} : line.substr(0, last + 1));
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string diff(std::vector<std::string> const& expected, std::vector<std::string> const& answered) {
  if (expected == answered) return {};
  // Longest common subsequence; texts are short, and what is long is only compared at its ends.
  std::size_t head = 0;
  while (head < expected.size() && head < answered.size() && expected[head] == answered[head]) ++head;
  std::size_t tail = 0;
  while (tail < expected.size() - head && tail < answered.size() - head &&
         expected[expected.size() - 1 - tail] == answered[answered.size() - 1 - tail]) {
    ++tail;
  }
  auto const n = expected.size() - head - tail;
  auto const m = answered.size() - head - tail;
  std::vector<std::vector<std::size_t>> common(n + 1, std::vector<std::size_t>(m + 1));
  if (n * m < 4'000'000) {
    for (auto i = n; i-- > 0;) {
      for (auto j = m; j-- > 0;) {
        common[i][j] =
            expected[head + i] == answered[head + j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
      }
    }
  }
  std::string out;
  constexpr std::size_t context = 3;
  for (std::size_t i = head > context ? head - context : 0; i < head; ++i) out += "  " + expected[i] + "\n";
  std::size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && expected[head + i] == answered[head + j]) {
      out += "  " + expected[head + i] + "\n";
      ++i, ++j;
    } else if (i < n && (j == m || common[i + 1][j] >= common[i][j + 1])) {
      out += "- " + expected[head + i++] + "\n";
    } else {
      out += "+ " + answered[head + j++] + "\n";
    }
  }
  for (std::size_t k = 0; k < std::min(tail, context); ++k) out += "  " + answered[head + m + k] + "\n";
  return out;
}

}  // namespace izin::test
