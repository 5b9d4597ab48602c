// The currency codes of ISO 4217.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace izin {

/// Whether `code` is one: the codes in force, and those that were withdrawn since 2022, in which amounts were agreed.
[[nodiscard]] bool is_currency(std::string_view code);
/// The code that was probably meant.
[[nodiscard]] std::optional<std::string> nearest_currency(std::string_view code);

}  // namespace izin
