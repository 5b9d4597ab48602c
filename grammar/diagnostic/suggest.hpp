// "Did you mean": the nearest of some names.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace izin {

/// The candidate with the smallest edit distance (adjacent swaps count one; case differences count less than one), or
/// nothing when all are too far (over a third of the length). Ties: the first in byte order.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, std::span<std::string const> candidates);

}  // namespace izin
