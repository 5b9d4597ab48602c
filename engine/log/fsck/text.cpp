#include "engine/log/fsck/text.hpp"

#include <algorithm>

namespace izin::log::fsck {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

char base64_digit(unsigned value) {
  if (value < 26) return static_cast<char>('A' + value);
  if (value < 52) return static_cast<char>('a' + value - 26);
  if (value < 62) return static_cast<char>('0' + value - 52);
  return value == 62 ? '+' : '/';
}

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar, counted year by year from March.
std::int64_t days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  std::int64_t const y = month <= 2 ? year - 1 : year;
  std::int64_t const m = (month + 9) % 12;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

std::int64_t month_length(std::int64_t year, std::int64_t month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

std::string hex(Bytes data) {
  std::string out;
  for (unsigned const value : data) {
    out += "0123456789abcdef"[value / 16];
    out += "0123456789abcdef"[value % 16];
  }
  return out;
}

std::optional<Hash> hash_of_hex(std::string_view text) {
  Hash hash{};
  if (text.size() != 2 * hash.size()) return std::nullopt;
  for (std::size_t i = 0; i < hash.size(); ++i) {
    int const high = hex_value(text[2 * i]);
    int const low = hex_value(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return hash;
}

std::string base64(Bytes data) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (unsigned const value : data) {
    bits = (bits << 8 | value) & 0xFFFF;
    for (count += 8; count >= 6; count -= 6) out += base64_digit(bits >> (count - 6) & 63);
  }
  if (count > 0) out += base64_digit(bits << (6 - count) & 63);
  while (out.size() % 4 != 0) out += '=';
  return out;
}

std::optional<Buffer> of_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  Buffer data;
  unsigned bits = 0;
  int count = 0;
  for (char const c : text) {
    int const value = base64_value(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFF;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    data.push_back(static_cast<std::uint8_t>(bits >> count & 255));
  }
  bool const unused_are_zero = (bits & ((1u << count) - 1)) == 0;
  bool const whole = (text.size() + padding) % 4 == 0 && static_cast<std::size_t>(count) == 2 * padding;
  if (!unused_are_zero || !whole) return std::nullopt;
  return data;
}

std::optional<Hash> hash_of_base64(std::string_view text) {
  auto const data = of_base64(text);
  Hash hash{};
  if (!data || data->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*data, hash.begin());
  return hash;
}

std::optional<std::uint64_t> decimal(std::string_view text) {
  if (text.empty() || text.size() > 19 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

std::optional<std::int64_t> micros_of(std::string_view text) {
  static constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.ddddddZ";
  if (text.size() != form.size()) return std::nullopt;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == 'd' ? (text[i] < '0' || text[i] > '9') : text[i] != form[i]) return std::nullopt;
  auto const part = [&](std::size_t at, std::size_t length) {
    std::int64_t value = 0;
    for (char const c : text.substr(at, length)) value = value * 10 + (c - '0');
    return value;
  };
  std::int64_t const year = part(0, 4);
  std::int64_t const month = part(5, 2);
  std::int64_t const day = part(8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_length(year, month)) return std::nullopt;
  if (part(11, 2) > 23 || part(14, 2) > 59 || part(17, 2) > 59) return std::nullopt;
  std::int64_t const seconds = days_of(year, month, day) * 86400 + part(11, 2) * 3600 + part(14, 2) * 60 + part(17, 2);
  return seconds * 1'000'000 + part(20, 6);
}

std::optional<std::int64_t> micros_of_flow(std::string_view text) {
  if (!text.ends_with('Z') || text.size() < 20 || text.size() > 27) return std::nullopt;
  std::string padded(text.substr(0, text.size() - 1));
  if (text.size() == 20)
    padded += '.';
  else if (text.size() < 22 || padded.back() == '0')
    return std::nullopt;
  padded.resize(26, '0');
  return micros_of(padded + "Z");
}

bool is_digest(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) && hash_of_hex(text.substr(prefix.size())).has_value();
}

std::optional<std::string_view> take_line(std::string_view& text) {
  std::size_t const end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view const line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace izin::log::fsck
