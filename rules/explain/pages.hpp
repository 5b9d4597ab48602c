// The page of each diagnostic code: what it means, a wrong example, the remedy, a right example.
#pragma once

#include <string_view>

namespace izin {

/// The page of `IZ0203` in Markdown; empty when there is none.
[[nodiscard]] std::string_view explain_page(std::string_view code);

}  // namespace izin
