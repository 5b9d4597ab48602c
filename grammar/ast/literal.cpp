#include "grammar/ast/literal.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace izin {
namespace {

// The Gregorian calendar repeats after 400 years: all that depends on it is worked out in one such cycle.
constexpr std::int64_t days_per_cycle = 146'097;
constexpr std::int64_t months_per_cycle = 4'800;

struct Split {
  Int128 quotient;
  std::int64_t rest;  ///< 0 to divisor - 1
};
constexpr Split floor_divide(Int128 value, std::int64_t divisor) {
  auto quotient = value / divisor;
  auto rest = static_cast<std::int64_t>(value % divisor);
  if (rest < 0) rest += divisor, --quotient;
  return {quotient, rest};
}

std::int64_t shift_months_in_cycle(std::int64_t day, std::int64_t months) {
  date::year_month_day const start{date::sys_days{date::days{day}}};
  auto const target = date::year_month(start.year(), start.month()) + date::months{static_cast<int>(months)};
  date::year_month_day_last const last = target / date::last;
  auto const clamped = std::min(start.day(), last.day());
  return date::sys_days{target / clamped}.time_since_epoch().count();
}

// ---- months against days -------------------------------------------------------------------------------------------

constexpr bool leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// The first day of each month of a cycle, counted from its own first day.
constexpr auto month_starts = [] {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  std::array<std::int32_t, months_per_cycle + 1> starts{};
  for (std::size_t m = 0; m < months_per_cycle; ++m) {
    starts[m + 1] = starts[m] + lengths[m % 12] + (m % 12 == 1 && leap(static_cast<std::int64_t>(m / 12)) ? 1 : 0);
  }
  return starts;
}();
static_assert(month_starts.back() == days_per_cycle);

std::int64_t month_start(std::int64_t month) {
  return month / months_per_cycle * days_per_cycle + month_starts[static_cast<std::size_t>(month % months_per_cycle)];
}

// The lengths in days that some months have over all start dates: `shortest`, and a bit for each day above it.
struct Lengths {
  std::int64_t shortest = 0;
  std::uint32_t bits = 0;
};

// A start on the d-th of a month of `from` days that ends in a month of `to` days is clamped where d > to: one day less
// for each day that is cut off.
Lengths measure(std::int64_t months) {
  std::int64_t shortest = INT64_MAX, longest = 0;
  auto const each = [&](auto&& see) {
    for (std::int64_t m = 0; m < months_per_cycle; ++m) {
      auto const whole = month_start(m + months) - month_start(m);
      auto const from = month_start(m + 1) - month_start(m);
      auto const to = month_start(m + months + 1) - month_start(m + months);
      for (auto cut = std::max<std::int64_t>(0, from - to); cut >= 0; --cut) see(whole - cut);
    }
  };
  each([&](std::int64_t days) { shortest = std::min(shortest, days), longest = std::max(longest, days); });
  Lengths result{shortest, 0};
  each([&](std::int64_t days) { result.bits |= 1u << (days - shortest); });
  return result;
}

// Measured once for each number of months below a cycle; 0 is "not yet". Racing writers store the same value.
Lengths lengths_of(std::int64_t months) {
  static std::array<std::atomic<std::uint64_t>, months_per_cycle> remembered{};
  auto& slot = remembered[static_cast<std::size_t>(months % months_per_cycle)];
  auto packed = slot.load(std::memory_order_relaxed);
  if (packed == 0) {
    auto const measured = measure(months % months_per_cycle);
    packed = static_cast<std::uint64_t>(measured.shortest) << 32 | measured.bits;
    slot.store(packed, std::memory_order_relaxed);
  }
  return {static_cast<std::int64_t>(packed >> 32) + months / months_per_cycle * days_per_cycle,
          static_cast<std::uint32_t>(packed)};
}

DurationOrder compare_months_with_hours(std::int64_t months, std::int64_t hours) {
  DurationOrder order;
  auto const [shortest, bits] = lengths_of(months);
  for (int above = 0; above < 32; ++above) {
    if ((bits >> above & 1) == 0) continue;
    auto const length = (shortest + above) * 24;
    (length < hours ? order.may_less : length == hours ? order.may_equal : order.may_greater) = true;
  }
  return order;
}

// ---- texts ---------------------------------------------------------------------------------------------------------

std::string padded(std::uint64_t value, std::size_t width) {
  auto text = std::to_string(value);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

std::string decimal(Int128 nanos) {
  auto const magnitude = nanos < 0 ? -nanos : nanos;
  auto text = std::to_string(static_cast<std::uint64_t>(magnitude / nano));
  auto const rest = static_cast<std::uint64_t>(magnitude % nano);
  if (rest != 0) {
    auto digits = padded(rest, 9);
    digits.erase(digits.find_last_not_of('0') + 1);
    text += "." + digits;
  }
  return nanos < 0 ? "-" + text : text;
}

std::string count_of(std::int64_t count, char const* unit) {
  return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

}  // namespace

WideMicros shift(WideMicros start, Duration duration, Sign sign) {
  auto const count = duration.count * static_cast<std::int64_t>(sign);
  if (duration.unit == Duration::Unit::hours) return start + static_cast<WideMicros>(count) * micros_per_hour;
  auto const [days, time] = floor_divide(start, micros_per_day);
  auto const [cycles, day] = floor_divide(days, days_per_cycle);
  return (cycles * days_per_cycle + shift_months_in_cycle(day, count)) * micros_per_day + time;
}

DurationOrder compare(Duration a, Duration b) {
  if (a.unit == b.unit) return {a.count<b.count, a.count == b.count, a.count> b.count};
  if (a.unit == Duration::Unit::months) return compare_months_with_hours(a.count, b.count);
  auto const turned = compare_months_with_hours(b.count, a.count);
  return {turned.may_greater, turned.may_equal, turned.may_less};
}

std::string to_text(Number const& value) { return decimal(value.nanos); }
std::string to_text(Percent const& value) { return decimal(value.nanos) + "%"; }
std::string to_text(Money const& value) { return decimal(value.nanos) + " " + currency_text(value.currency); }

std::string to_text(Date value) {
  date::year_month_day const day{date::sys_days{date::days{value.days}}};
  return padded(static_cast<std::uint64_t>(static_cast<int>(day.year())), 4) + "-" +
         padded(static_cast<unsigned>(day.month()), 2) + "-" + padded(static_cast<unsigned>(day.day()), 2);
}

std::string to_text(Instant value) {
  auto const [days, rest] = floor_divide(value.micros, micros_per_day);
  auto const micros = static_cast<std::uint64_t>(rest);
  auto const seconds = micros / 1'000'000;
  auto text = to_text(Date{static_cast<std::int32_t>(days)}) + "T" + padded(seconds / 3600, 2) + ":" +
              padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
  if (auto const fraction = micros % 1'000'000; fraction != 0) {
    auto digits = padded(fraction, 6);
    digits.erase(digits.find_last_not_of('0') + 1);
    text += "." + digits;
  }
  return text + "Z";
}

std::string to_text(Duration value) {
  if (value.unit == Duration::Unit::months) {
    return value.count % 12 == 0 ? count_of(value.count / 12, "year") : count_of(value.count, "month");
  }
  return value.count % 24 == 0 ? count_of(value.count / 24, "day") : count_of(value.count, "hour");
}

std::string currency_text(std::uint32_t currency) {
  return {static_cast<char>(currency >> 16 & 0xFF), static_cast<char>(currency >> 8 & 0xFF), static_cast<char>(currency & 0xFF)};
}

}  // namespace izin
