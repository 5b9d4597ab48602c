// The values that the language and the inputs write: numbers, money, dates, durations; and their exact arithmetic.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace izin {

__extension__ using Int128 = __int128;

/// 10^9: numbers, percents and amounts of money are kept as integers of billionths, so that nothing is rounded.
inline constexpr std::int64_t nano = 1'000'000'000;

/// At most 18 digits, 9 of them after the point.
struct Number {
  Int128 nanos = 0;        ///< value × 10^9
  bool has_point = false;  ///< written with a point: not an Int
  friend bool operator==(Number const&, Number const&) = default;
};

/// `66%`: percentage points × 10^9.
struct Percent {
  Int128 nanos = 0;
  friend bool operator==(Percent const&, Percent const&) = default;
};

/// `55000 USD`: at most 4 decimals; `currency` is the ISO 4217 code packed as three ASCII bytes, first highest.
struct Money {
  Int128 nanos = 0;
  std::uint32_t currency = 0;
  friend bool operator==(Money const&, Money const&) = default;
};

/// A day of the proleptic Gregorian calendar, years 0001 to 9999: days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(Date const&, Date const&) = default;
};

/// Microseconds since 1970-01-01T00:00:00Z, years 0001 to 9999, no leap seconds.
struct Instant {
  std::int64_t micros = 0;
  // NOLINTNEXTLINE(modernize-use-nullptr): a defaulted one compares with 0
  friend auto operator<=>(Instant const&, Instant const&) = default;
};

/// Either months (a year is 12) or hours (a day is 24): the two are compared only where the calendar cannot matter.
struct Duration {
  enum class Unit : unsigned char { hours, months };
  Unit unit = Unit::hours;
  std::int64_t count = 0;  ///< not negative; at most 12,000 months or 366,000 days
  friend bool operator==(Duration const&, Duration const&) = default;
};

inline constexpr std::int64_t micros_per_hour = 3'600'000'000;
inline constexpr std::int64_t micros_per_day = 24 * micros_per_hour;

/// A date's first moment in UTC.
[[nodiscard]] constexpr Instant first_moment(Date date) { return {date.days * micros_per_day}; }

/// A moment that may lie outside the years 0001 to 9999: what sums give. Only compared.
using WideMicros = Int128;

/// `start` plus (sign +1) or minus (sign -1) a duration. Months keep the time of day and clamp to the month's last day.
enum class Sign : signed char { minus = -1, plus = 1 };
[[nodiscard]] WideMicros shift(WideMicros start, Duration duration, Sign sign);

/// The order of two durations: `unordered` where it depends on the start date (12 months and 365 days).
/// `below_or_equal` and `above_or_equal` say that it is one or the other for every start date, but not always the same.
struct DurationOrder {
  bool may_less = false;     ///< for some start date a < b
  bool may_equal = false;    ///< for some start date a == b
  bool may_greater = false;  ///< for some start date a > b
};
[[nodiscard]] DurationOrder compare(Duration a, Duration b);

/// Canonical text, as the language writes it: `2025-05-15`, `2025-06-12T10:00:00Z` (decimals only where not zero, no
/// trailing zeros), `55000 USD`, `66%`, `0.5`, `30 days`, `12 months` (a whole number of days in days, of years in years).
[[nodiscard]] std::string to_text(Number const& value);
[[nodiscard]] std::string to_text(Percent const& value);
[[nodiscard]] std::string to_text(Money const& value);
[[nodiscard]] std::string to_text(Date value);
[[nodiscard]] std::string to_text(Instant value);
[[nodiscard]] std::string to_text(Duration value);

[[nodiscard]] std::string currency_text(std::uint32_t currency);

}  // namespace izin
