#include "grammar/syntax/literals.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/syntax/currencies.hpp"
#include "grammar/syntax/lexer.hpp"

namespace izin {
namespace {

constexpr std::size_t most_digits = 18, most_decimals = 9, most_money_decimals = 4;
constexpr std::int64_t most_months = 12'000, most_hours = 366'000 * 24;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool upper(char c) { return c >= 'A' && c <= 'Z'; }
bool blank(char c) { return c == ' ' || c == '\t'; }

LiteralError error(std::string message) { return {std::move(message)}; }

// A decimal with how it was written.
struct Decimal {
  Number number;
  std::size_t decimals = 0;
};

Parsed<Decimal> decimal_of(std::string_view text, std::string const& what) {
  auto rest = text;
  bool const negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  auto const whole = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), digit) - rest.begin());
  if (whole == 0) return error(in_backticks(text) + " is not " + what + ": write digits, as in `18`, `-3` or `0.5`");
  auto decimals = std::string_view{};
  bool const has_point = rest.size() > whole && rest[whole] == '.';
  if (has_point) decimals = rest.substr(whole + 1);
  auto const after =
      has_point
          ? whole + 1 + static_cast<std::size_t>(std::find_if_not(decimals.begin(), decimals.end(), digit) - decimals.begin())
          : whole;
  if (has_point) decimals = rest.substr(whole + 1, after - whole - 1);
  if (after < rest.size() && (rest[after] == 'e' || rest[after] == 'E'))
    return error(in_backticks(text) + " has an exponent: write the number out");
  auto const unit = rest.substr(after);
  if (is_currency(unit) || syntax::is_unit(unit))
    return error(in_backticks(text) + " lacks a blank before its unit: write " +
                 in_backticks(std::string(text.substr(0, text.size() - unit.size())) + " " + std::string(unit)));
  if (after < rest.size()) return error(in_backticks(text) + " is not " + what + ": write digits, as in `18`, `-3` or `0.5`");
  if (has_point && decimals.empty())
    return error(in_backticks(text) + " ends with a point: write a digit after it, or leave the point out");
  if (decimals.size() > most_decimals) return error(in_backticks(text) + " has more than 9 digits after the point");
  if (whole + decimals.size() > most_digits) return error(in_backticks(text) + " has more than 18 digits");
  Int128 value = 0;
  for (char c : rest.substr(0, whole)) value = value * 10 + (c - '0');
  for (std::size_t i = 0; i < most_decimals; ++i) value = value * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  return Decimal{{negative ? -value : value, has_point}, decimals.size()};
}

// `55000 USD` in two at its blanks; nothing where there is none.
struct Pair {
  std::string_view amount, unit;
};
std::optional<Pair> split_at_blanks(std::string_view text) {
  auto const first = std::find_if(text.begin(), text.end(), blank);
  auto const second = std::find_if_not(first, text.end(), blank);
  if (first == text.begin() || second == text.end()) return std::nullopt;
  return Pair{{text.begin(), first}, {second, text.end()}};
}

// Digits at a place, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int value = 0;
  for (char c : text.substr(at, count)) {
    if (!digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int year, int month) {
  if (month == 2) return leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Days since 1970-01-01 of a valid date of the years 0001 to 9999.
std::int32_t days_from_civil(int year, int month, int day) {
  static constexpr int before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  int const past = year - 1;
  int const day_of_year = before_month[month - 1] + (month > 2 && leap(year) ? 1 : 0) + day - 1;
  constexpr int epoch = 719'162;  // 1970-01-01, counted from 0001-01-01
  return past * 365 + past / 4 - past / 100 + past / 400 + day_of_year - epoch;
}

constexpr char const* date_form = "write year, month and day, as in `2025-05-15`";
constexpr char const* instant_form = "write RFC 3339 with seconds, as in `2025-06-12T10:00:00Z`";

// A date that fills the text; `whole` is what messages quote.
Parsed<Date> date_of(std::string_view text, std::string_view whole, char const* form) {
  auto const year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (text.size() != 10 || !year || !month || !day || text[4] != '-' || text[7] != '-')
    return error(in_backticks(whole) + (form == date_form ? " is not a date: " : " is not an instant: ") + form);
  if (*year == 0) return error(in_backticks(whole) + " has the year 0000: years go from 0001 to 9999");
  if (*month < 1 || *month > 12) return error(in_backticks(whole) + " has no such month: months go from 01 to 12");
  if (*day < 1 || *day > days_in(*year, *month))
    return error(in_backticks(whole) + " has no such day: that month has " + std::to_string(days_in(*year, *month)) + " days");
  return Date{days_from_civil(*year, *month, *day)};
}

// What follows the seconds: decimals, then `Z` or an offset. Microseconds to add, or an error.
Parsed<std::int64_t> tail_of(std::string_view tail, std::string_view whole) {
  std::int64_t micros = 0;
  if (tail.starts_with('.')) {
    tail.remove_prefix(1);
    auto const count = static_cast<std::size_t>(std::find_if_not(tail.begin(), tail.end(), digit) - tail.begin());
    if (count == 0) return error(in_backticks(whole) + " is not an instant: " + instant_form);
    if (count > 6)
      return error(in_backticks(whole) + " has more than 6 decimals of a second: an instant is exact to the microsecond");
    for (std::size_t i = 0; i < 6; ++i) micros = micros * 10 + (i < count ? tail[i] - '0' : 0);
    tail.remove_prefix(count);
  }
  if (tail.empty()) return error(in_backticks(whole) + " has no offset: end it with `Z`, or with an offset as `+02:00`");
  if (tail == "Z" || tail == "z") return micros;
  auto const hours = digits(tail, 1, 2), minutes = digits(tail, 4, 2);
  if (tail.size() != 6 || (tail[0] != '+' && tail[0] != '-') || tail[3] != ':' || !hours || !minutes)
    return error(in_backticks(whole) + " is not an instant: end it with `Z`, or with an offset as `+02:00`");
  if (*hours > 23 || *minutes > 59) return error(in_backticks(whole) + " has no such offset: offsets go from -23:59 to +23:59");
  auto const offset = (*hours * 60 + *minutes) * (micros_per_hour / 60);
  return tail[0] == '+' ? micros - offset : micros + offset;
}

constexpr std::int64_t first_instant = -719'162 * micros_per_day;              // 0001-01-01T00:00:00Z
constexpr std::int64_t after_last_instant = (2'932'896 + 1) * micros_per_day;  // after 9999-12-31T23:59:59.999999Z

struct UnitName {
  std::string_view singular, plural;
  Duration::Unit unit;
  std::int64_t factor;
};
constexpr UnitName unit_names[] = {{"hour", "hours", Duration::Unit::hours, 1},
                                   {"day", "days", Duration::Unit::hours, 24},
                                   {"month", "months", Duration::Unit::months, 1},
                                   {"year", "years", Duration::Unit::months, 12}};

constexpr char const* duration_form = "write a whole number and `hours`, `days`, `months` or `years`, as in `30 days`";

}  // namespace

Parsed<Number> parse_number(std::string_view text) {
  auto const parsed = decimal_of(text, "a number");
  if (auto const* wrong = std::get_if<LiteralError>(&parsed)) return *wrong;
  return std::get<Decimal>(parsed).number;
}

Parsed<Percent> parse_percent(std::string_view text) {
  if (!text.ends_with('%')) return error(in_backticks(text) + " is not a percentage: write a number and `%`, as in `66%`");
  auto const parsed = decimal_of(text.substr(0, text.size() - 1), "a percentage");
  if (auto const* wrong = std::get_if<LiteralError>(&parsed)) return *wrong;
  return Percent{std::get<Decimal>(parsed).number.nanos};
}

Parsed<Money> parse_money(std::string_view text) {
  auto const parts = split_at_blanks(text);
  if (!parts) return error(in_backticks(text) + " is not money: write an amount, a blank and a currency, as in `55000 USD`");
  auto const parsed = decimal_of(parts->amount, "an amount");
  if (auto const* wrong = std::get_if<LiteralError>(&parsed)) return *wrong;
  auto const& amount = std::get<Decimal>(parsed);
  if (amount.decimals > most_money_decimals) return error(in_backticks(text) + " has more than 4 decimals: money has at most 4");
  auto const code = parts->unit;
  if (!is_currency(code)) {
    std::string lower(code);
    for (char& c : lower) c = upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    if (syntax::is_unit(lower))
      return error(in_backticks(code) + " is not a unit of time: units are written small, as in `30 days`");
    auto const close = nearest_currency(code);
    return error(in_backticks(code) + " is not a currency code of ISO 4217" +
                 (close ? "; did you mean `" + *close + "`?" : ": write one as `USD`"));
  }
  std::uint32_t currency = 0;
  for (char c : code) currency = currency << 8 | static_cast<unsigned char>(c);
  return Money{amount.number.nanos, currency};
}

Parsed<Date> parse_date(std::string_view text) { return date_of(text, text, date_form); }

// Lower-case `t` and `z` are read: RFC 3339 section 5.6 says that they may stand for the capitals, and the reference of
// the language, which takes RFC 3339 with exceptions, does not except them. A blank in place of the `T` is not in the
// grammar of the RFC, and is an error.
Parsed<Instant> parse_instant(std::string_view text) {
  constexpr std::size_t seconds_end = 19;
  auto const day = date_of(text.substr(0, 10), text, instant_form);
  if (auto const* wrong = std::get_if<LiteralError>(&day)) return *wrong;
  auto const hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (text.size() < seconds_end || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':' || !hour ||
      !minute || !second)
    return error(in_backticks(text) + " is not an instant: " + instant_form);
  if (*hour > 23) return error(in_backticks(text) + " has no such hour: hours go from 00 to 23");
  if (*minute > 59) return error(in_backticks(text) + " has no such minute: minutes go from 00 to 59");
  if (*second == 60)
    return error(in_backticks(text) + " is a leap second, which no instant is: write the second before or after");
  if (*second > 59) return error(in_backticks(text) + " has no such second: seconds go from 00 to 59");
  auto const tail = tail_of(text.substr(seconds_end), text);
  if (auto const* wrong = std::get_if<LiteralError>(&tail)) return *wrong;
  auto const micros = first_moment(std::get<Date>(day)).micros +
                      (*hour * 3600 + *minute * 60 + *second) * std::int64_t{1'000'000} + std::get<std::int64_t>(tail);
  if (micros < first_instant || micros >= after_last_instant)
    return error(in_backticks(text) + " lies outside the years 0001 to 9999 in UTC");
  return Instant{micros};
}

Parsed<Duration> parse_duration(std::string_view text) {
  auto const parts = split_at_blanks(text);
  if (!parts) return error(in_backticks(text) + " is not a duration: " + duration_form);
  auto const parsed = decimal_of(parts->amount, "a duration");
  if (auto const* wrong = std::get_if<LiteralError>(&parsed)) return *wrong;
  auto const& number = std::get<Decimal>(parsed).number;
  if (number.has_point) return error(in_backticks(text) + " is not a whole number of its unit: " + duration_form);
  if (parts->amount.starts_with('-')) return error(in_backticks(text) + " is negative: a duration is not");
  auto const name = std::find_if(std::begin(unit_names), std::end(unit_names), [&](UnitName const& unit) {
    return parts->unit == unit.singular || parts->unit == unit.plural;
  });
  if (name == std::end(unit_names)) return error(in_backticks(parts->unit) + " is not a unit of time: " + duration_form);
  auto const count = number.nanos / nano * name->factor;
  if (name->unit == Duration::Unit::months && count > most_months)
    return error(in_backticks(text) + " is too long: a duration has at most 12000 months");
  if (name->unit == Duration::Unit::hours && count > most_hours)
    return error(in_backticks(text) + " is too long: a duration has at most 366000 days");
  return Duration{name->unit, static_cast<std::int64_t>(count)};
}

}  // namespace izin
