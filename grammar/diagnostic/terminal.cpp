// Text that may come from anywhere, made fit for a terminal and for JSON.
#include <array>

#include "grammar/diagnostic/render.hpp"
#include "grammar/source/utf8.hpp"

namespace izin {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

std::string hex(std::uint32_t value, std::size_t least_digits) {
  std::string out;
  for (; value != 0 || out.size() < least_digits; value >>= 4) out.insert(out.begin(), hex_digits[value & 0xF]);
  return out;
}

void append_json_unit(std::string& out, std::uint32_t unit) { out += "\\u" + hex(unit, 4); }

void append_json(std::string& out, Decoded const& next, std::string_view bytes) {
  if (!next.valid) return append_json_unit(out, 0xFFFD);
  if (next.point == U'"' || next.point == U'\\') return out.append("\\").append(bytes), void();
  if (next.point == U'\n') return out.append("\\n"), void();
  if (next.point == U'\t') return out.append("\\t"), void();
  if (hidden(next.point) == Hidden::no) return out.append(bytes), void();
  if (next.point < 0x10000) return append_json_unit(out, next.point);
  append_json_unit(out, 0xD800 + ((next.point - 0x10000) >> 10));
  append_json_unit(out, 0xDC00 + ((next.point - 0x10000) & 0x3FF));
}

}  // namespace

std::string visible(Decoded const& next, std::string_view bytes) {
  if (next.valid && hidden(next.point) == Hidden::no) return std::string(bytes.substr(0, next.size));
  if (next.valid) return "\\u{" + hex(next.point, 1) + "}";
  std::string out;
  for (char c : bytes.substr(0, next.size)) out += "\\x" + hex(static_cast<unsigned char>(c), 2);
  return out;
}

std::string terminal_safe(std::string_view text, Layout layout) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto const next = decode_utf8(text.substr(at));
    bool const keep = layout == Layout::keep && (next.point == U'\n' || next.point == U'\t');
    out += keep ? std::string(text.substr(at, 1)) : visible(next, text.substr(at));
    at += next.size;
  }
  return out;
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    auto const next = decode_utf8(text.substr(at));
    append_json(out, next, text.substr(at, next.size));
    at += next.size;
  }
  return out += "\"";
}

}  // namespace izin
