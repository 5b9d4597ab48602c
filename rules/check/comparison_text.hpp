// The canonical text of a comparison: how messages, traces and missing facts name it, and what makes two of them equal.
#pragma once

#include <string>

#include "rules/model/model.hpp"

namespace izin::check {

/// How the right side of `is`, `in`, `has`, `within` is written: `within T` and `within {T}` are two comparisons.
enum class Right : std::uint8_t { one, set };

[[nodiscard]] std::string comparison_text(Model const& model, Comparison const& comparison, Right right = Right::set);

}  // namespace izin::check
