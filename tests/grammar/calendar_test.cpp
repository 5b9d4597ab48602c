// Month arithmetic and the order of durations, against a calendar that counts day by day.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <vector>

#include "grammar/ast/literal.hpp"
#include "grammar/syntax/literals.hpp"

namespace {

using namespace izin;

// A calendar as a child would keep one.
struct Day {
  int year = 1970, month = 1, day = 1;
};
bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
int length(int year, int month) {
  static constexpr std::array lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && leap(year) ? 1 : 0);
}
Day tomorrow(Day d) {
  if (++d.day > length(d.year, d.month)) d.day = 1, ++d.month;
  if (d.month > 12) d.month = 1, ++d.year;
  return d;
}

// One whole cycle of 400 years and what 30 months more need; index = days since 1970-01-01.
struct Calendar {
  std::vector<Day> days;
  std::vector<std::size_t> month_starts;  ///< index of the first day of each month since January 1970
  explicit Calendar(int years) {
    for (Day d; d.year < 1970 + years; d = tomorrow(d)) {
      if (d.day == 1) month_starts.push_back(days.size());
      days.push_back(d);
    }
  }
  [[nodiscard]] std::int64_t plus_months(std::size_t start, int months) const {
    auto const& d = days[start];
    auto const target = static_cast<std::size_t>((d.year - 1970) * 12 + d.month - 1 + months);
    auto const first = month_starts[target];
    auto const day = std::min(d.day, length(days[first].year, days[first].month));
    return static_cast<std::int64_t>(first) + day - 1;
  }
};

Instant at(char const* text) { return std::get<Instant>(parse_instant(text)); }
Duration of(char const* text) { return std::get<Duration>(parse_duration(text)); }
std::string shifted(char const* start, char const* duration, Sign sign) {
  return to_text(Instant{static_cast<std::int64_t>(shift(at(start).micros, of(duration), sign))});
}

}  // namespace

TEST_CASE("months clamp to the month's last day and keep the time of day") {
  CHECK(shifted("2025-01-31T10:20:30.4Z", "1 month", Sign::plus) == "2025-02-28T10:20:30.4Z");
  CHECK(shifted("2024-01-31T00:00:00Z", "1 month", Sign::plus) == "2024-02-29T00:00:00Z");
  CHECK(shifted("2024-02-29T00:00:00Z", "1 year", Sign::plus) == "2025-02-28T00:00:00Z");
  CHECK(shifted("2024-02-29T00:00:00Z", "4 years", Sign::plus) == "2028-02-29T00:00:00Z");
  CHECK(shifted("2025-03-31T23:59:59.999999Z", "1 month", Sign::minus) == "2025-02-28T23:59:59.999999Z");
  CHECK(shifted("2025-01-15T00:00:00Z", "13 months", Sign::minus) == "2023-12-15T00:00:00Z");
  CHECK(shifted("1970-01-01T00:00:00Z", "1 month", Sign::minus) == "1969-12-01T00:00:00Z");
  CHECK(shifted("2025-06-12T10:00:00Z", "24 hours", Sign::plus) == "2025-06-13T10:00:00Z");
  CHECK(shifted("2025-06-12T10:00:00Z", "0 months", Sign::plus) == "2025-06-12T10:00:00Z");
}

TEST_CASE("shift agrees with a naive calendar over a whole cycle") {
  Calendar const calendar(403);
  WideMicros const time = 37 * micros_per_hour / 3;
  for (int months : {1, 2, 6, 11, 12, 13, 25, 30}) {
    for (std::size_t start = 0; start < 146'097; start += 5) {
      auto const from = static_cast<WideMicros>(start) * micros_per_day + time % micros_per_day;
      auto const to = shift(from, {Duration::Unit::months, months}, Sign::plus);
      auto const expected = static_cast<WideMicros>(calendar.plus_months(start, months)) * micros_per_day + time % micros_per_day;
      bool const same = to == expected;
      REQUIRE(same);
    }
  }
}

TEST_CASE("shift may leave the years 0001 to 9999 and come back") {
  WideMicros moment = at("2025-01-15T06:00:00Z").micros;
  for (int i = 0; i < 100'000; ++i) moment = shift(moment, of("1000 years"), Sign::plus);
  for (int i = 0; i < 100'000; ++i) moment = shift(moment, of("1000 years"), Sign::minus);
  CHECK(to_text(Instant{static_cast<std::int64_t>(moment)}) == "2025-01-15T06:00:00Z");
  WideMicros early = at("0001-01-31T00:00:00Z").micros;
  bool const before = shift(early, of("12000 months"), Sign::minus) < early - WideMicros{365'000} * micros_per_day;
  CHECK(before);
}

TEST_CASE("months against days: brute force over every start date") {
  Calendar const calendar(406);
  for (int months : {0, 1, 2, 3, 11, 12, 24, 37, 48, 60}) {
    std::int64_t shortest = INT64_MAX, longest = 0;
    std::vector<bool> seen(3000);
    for (std::size_t start = 0; start < 146'097; ++start) {
      auto const days = calendar.plus_months(start, months) - static_cast<std::int64_t>(start);
      shortest = std::min(shortest, days), longest = std::max(longest, days);
      seen[static_cast<std::size_t>(days)] = true;
    }
    for (auto hours = std::max<std::int64_t>(0, shortest * 24 - 30); hours <= longest * 24 + 30; ++hours) {
      auto const order = compare(Duration{Duration::Unit::months, months}, Duration{Duration::Unit::hours, hours});
      bool const equal = hours % 24 == 0 && seen[static_cast<std::size_t>(hours / 24)];
      CAPTURE(months);
      CAPTURE(hours);
      REQUIRE(order.may_less == (shortest * 24 < hours));
      REQUIRE(order.may_greater == (longest * 24 > hours));
      REQUIRE(order.may_equal == equal);
      auto const turned = compare(Duration{Duration::Unit::hours, hours}, Duration{Duration::Unit::months, months});
      REQUIRE(turned.may_less == order.may_greater);
      REQUIRE(turned.may_greater == order.may_less);
      REQUIRE(turned.may_equal == order.may_equal);
    }
  }
}

TEST_CASE("months against days: known lengths") {
  auto const order = [](char const* a, char const* b) {
    auto const o = compare(of(a), of(b));
    return std::string(o.may_less ? "<" : "") + (o.may_equal ? "=" : "") + (o.may_greater ? ">" : "");
  };
  CHECK(order("1 month", "27 days") == ">");
  CHECK(order("1 month", "28 days") == "=>");  // from a day of February of a common year
  CHECK(order("1 month", "30 days") == "<=>");
  CHECK(order("1 month", "31 days") == "<=");
  CHECK(order("1 month", "32 days") == "<");
  CHECK(order("12 months", "365 days") == "=>");
  CHECK(order("12 months", "366 days") == "<=");
  CHECK(order("1 year", "12 months") == "=");
  CHECK(order("400 years", "146097 days") == "=");
  CHECK(order("24 hours", "1 day") == "=");
  CHECK(order("0 months", "0 days") == "=");
  CHECK(order("12000 months", "366000 days") == "<");
  CHECK(order("13 months", "12 months") == ">");
}
