// Text as lines, for tests: splitting, and a diff that people can read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace izin::test {

/// Without line ends and trailing blanks; blank lines at the end left out.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// A line a line: `  same`, `- expected`, `+ answered`; long runs of equal lines are shortened. Empty when equal.
[[nodiscard]] std::string diff(std::vector<std::string> const& expected, std::vector<std::string> const& answered);

}  // namespace izin::test
