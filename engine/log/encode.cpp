// Strict hexadecimal, base64 and decimals: decoding and encoding again must give the same text.
#include "engine/log/encode.hpp"

#include <algorithm>
#include <charconv>

namespace izin::log {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<Hash> exactly_32(std::optional<std::vector<std::uint8_t>> const& data) {
  if (!data || data->size() != 32) return std::nullopt;
  Hash hash;
  std::copy(data->begin(), data->end(), hash.begin());
  return hash;
}

}  // namespace

std::string to_hex(Bytes data) {
  std::string text;
  text.reserve(data.size() * 2);
  for (std::uint8_t const byte : data) {
    text += hex_digits[byte >> 4];
    text += hex_digits[byte & 15];
  }
  return text;
}

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::vector<std::uint8_t> data;
  data.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    std::size_t const high = hex_digits.find(text[i]);
    std::size_t const low = hex_digits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    data.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return data;
}

std::string to_base64(Bytes data) {
  std::string text;
  text.reserve((data.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < data.size(); i += 3) {
    std::size_t const left = std::min<std::size_t>(3, data.size() - i);
    std::uint32_t group = std::uint32_t{data[i]} << 16;
    if (left > 1) group |= std::uint32_t{data[i + 1]} << 8;
    if (left > 2) group |= data[i + 2];
    text += base64_digits[group >> 18];
    text += base64_digits[group >> 12 & 63];
    text += left > 1 ? base64_digits[group >> 6 & 63] : '=';
    text += left > 2 ? base64_digits[group & 63] : '=';
  }
  return text;
}

std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::vector<std::uint8_t> data;
  data.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    std::size_t digits = 0;
    for (; digits < 4; ++digits) {
      std::size_t const value = base64_digits.find(text[i + digits]);
      if (value == std::string_view::npos) break;
      group |= static_cast<std::uint32_t>(value) << (18 - 6 * digits);
    }
    if (digits < 2) return std::nullopt;
    for (std::size_t k = 0; k + 1 < digits; ++k) data.push_back(static_cast<std::uint8_t>(group >> (16 - 8 * k) & 255));
  }
  // Stray `=`, blanks and unused bits that are not zero all print differently.
  if (to_base64(data) != text) return std::nullopt;
  return data;
}

std::optional<Hash> hash_from_base64(std::string_view text) { return exactly_32(from_base64(text)); }
std::optional<Hash> hash_from_hex(std::string_view text) { return exactly_32(from_hex(text)); }

std::optional<std::uint64_t> number_from(std::string_view text) {
  std::uint64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return number;
}

}  // namespace izin::log
