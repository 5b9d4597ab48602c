// The difference of two texts as a unified diff.
#pragma once

#include <string>
#include <string_view>

namespace izin::tool {

/// Empty when the texts are equal.
[[nodiscard]] std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace izin::tool
