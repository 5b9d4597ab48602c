#include "engine/log/stamp.hpp"

#include <charconv>
#include <chrono>

#include "engine/log/log.hpp"

namespace izin::log {
namespace {

constexpr std::int64_t first_micros = -62'135'596'800'000'000;  // 0001-01-01
constexpr std::int64_t end_micros = 253'402'300'800'000'000;    // 10000-01-01

void append_padded(std::string& out, std::int64_t number, std::size_t width) {
  std::string const digits = std::to_string(number);
  out.append(width - std::min(width, digits.size()), '0');
  out += digits;
}

/// The digits at a place, as a number; nothing when one is no digit.
std::optional<int> digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int number = 0;
  auto const [end, error] = std::from_chars(text.data() + at, text.data() + at + count, number);
  if (error != std::errc{} || end != text.data() + at + count || number < 0 || text[at] == '-') return std::nullopt;
  return number;
}

}  // namespace

std::string instant_text(std::int64_t micros) {
  if (micros < first_micros || micros >= end_micros) throw Error("the clock stands outside the years 0001 to 9999: set it right");
  std::chrono::sys_time<std::chrono::microseconds> const at{std::chrono::microseconds{micros}};
  auto const day = std::chrono::floor<std::chrono::days>(at);
  std::chrono::year_month_day const date{day};
  std::int64_t rest = (at - day).count();
  std::string text;
  append_padded(text, int{date.year()}, 4);
  text += '-';
  append_padded(text, unsigned{date.month()}, 2);
  text += '-';
  append_padded(text, unsigned{date.day()}, 2);
  text += 'T';
  append_padded(text, rest / 3'600'000'000, 2);
  text += ':';
  append_padded(text, rest / 60'000'000 % 60, 2);
  text += ':';
  append_padded(text, rest / 1'000'000 % 60, 2);
  text += '.';
  append_padded(text, rest % 1'000'000, 6);
  text += 'Z';
  return text;
}

std::optional<std::int64_t> instant_from(std::string_view text) {
  if (text.size() != 27 || text.back() != 'Z') return std::nullopt;
  auto const year = digits_at(text, 0, 4);
  auto const month = digits_at(text, 5, 2);
  auto const day = digits_at(text, 8, 2);
  auto const hour = digits_at(text, 11, 2);
  auto const minute = digits_at(text, 14, 2);
  auto const second = digits_at(text, 17, 2);
  auto const micro = digits_at(text, 20, 6);
  if (!year || !month || !day || !hour || !minute || !second || !micro) return std::nullopt;
  std::chrono::year_month_day const date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (*year < 1 || !date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  std::int64_t const seconds = *hour * 3600 + *minute * 60 + *second;
  std::int64_t const micros =
      std::chrono::sys_time<std::chrono::microseconds>{std::chrono::sys_days{date}}.time_since_epoch().count() +
      seconds * 1'000'000 + *micro;
  if (instant_text(micros) != text) return std::nullopt;  // the signs between
  return micros;
}

std::string month_text(std::int64_t micros) { return instant_text(micros).substr(0, 7); }

}  // namespace izin::log
