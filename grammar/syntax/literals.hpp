// Scalars from text, exactly as the language writes them: used by the grammar and by the readers of JSON inputs.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "grammar/ast/literal.hpp"

namespace izin {

/// Why a text is not such a value: lower case, no full stop, with the remedy.
struct LiteralError {
  std::string message;
};
template <class T>
using Parsed = std::variant<T, LiteralError>;

[[nodiscard]] Parsed<Number> parse_number(std::string_view text);      ///< `18` `-3` `0.5`
[[nodiscard]] Parsed<Percent> parse_percent(std::string_view text);    ///< `66%`
[[nodiscard]] Parsed<Money> parse_money(std::string_view text);        ///< `55000 USD`
[[nodiscard]] Parsed<Date> parse_date(std::string_view text);          ///< `2025-05-15`
[[nodiscard]] Parsed<Instant> parse_instant(std::string_view text);    ///< RFC 3339 with seconds
[[nodiscard]] Parsed<Duration> parse_duration(std::string_view text);  ///< `24 hours`

}  // namespace izin
