#include "engine/gate/json_text.hpp"

#include <algorithm>
#include <array>

namespace izin {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Range {
  char32_t first, last;
};
/// Control, invisible and bidirectional characters beyond ASCII (Unicode Cc, Cf, and the two line separators).
constexpr std::array<Range, 21> unseen = {
    {{0x7F, 0x9F},       {0xAD, 0xAD},       {0x600, 0x605},     {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},
     {0x890, 0x891},     {0x8E2, 0x8E2},     {0x180E, 0x180E},   {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},
     {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3},
     {0x1D173, 0x1D17A}, {0xE0001, 0xE0001}, {0xE0020, 0xE007F}}};

bool is_unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && std::ranges::any_of(unseen, [c](Range const& r) { return r.first <= c && c <= r.last; }));
}

/// Takes one character off the front; malformed bytes give U+FFFD, one each.
char32_t take_character(std::string_view& text) {
  auto const byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto const tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  unsigned const lead = byte(0);
  std::size_t length = 1;
  char32_t value = lead;
  if (lead >= 0xC2 && lead < 0xE0 && tail(1)) {
    length = 2;
    value = (lead & 0x1Fu) << 6u | (byte(1) & 0x3Fu);
  } else if (lead >= 0xE0 && lead < 0xF0 && tail(1) && tail(2)) {
    length = 3;
    value = (lead & 0x0Fu) << 12u | (byte(1) & 0x3Fu) << 6u | (byte(2) & 0x3Fu);
    if (value < 0x800 || (value >= 0xD800 && value < 0xE000)) length = 1, value = replacement;
  } else if (lead >= 0xF0 && lead < 0xF5 && tail(1) && tail(2) && tail(3)) {
    length = 4;
    value = (lead & 0x07u) << 18u | (byte(1) & 0x3Fu) << 12u | (byte(2) & 0x3Fu) << 6u | (byte(3) & 0x3Fu);
    if (value < 0x10000 || value > 0x10FFFF) length = 1, value = replacement;
  } else if (lead >= 0x80) {
    value = replacement;
  }
  text.remove_prefix(length);
  return value;
}

void append_unit(std::string& out, unsigned unit) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u";
  for (unsigned shift = 16; shift != 0;) out += digits[unit >> (shift -= 4) & 0xFu];
}

void append_escape(std::string& out, char32_t c) {
  if (c == '\n') {
    out += "\\n";
  } else if (c == '\t') {
    out += "\\t";
  } else if (c >= 0x10000) {
    append_unit(out, static_cast<unsigned>(0xD800 + ((c - 0x10000) >> 10u)));
    append_unit(out, static_cast<unsigned>(0xDC00 + ((c - 0x10000) & 0x3FFu)));
  } else {
    append_unit(out, static_cast<unsigned>(c));
  }
}

}  // namespace

void JsonText::new_line(std::size_t depth) {
  out_ += '\n';
  out_.append(2 * depth, ' ');
}

void JsonText::before_item() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) out_ += level.layout == JsonLayout::line ? ", " : ",";
  if (level.layout == JsonLayout::indented) new_line(levels_.size());
  level.empty = false;
}

JsonText& JsonText::open(char begin, JsonLayout layout) {
  before_item();
  if (!levels_.empty() && levels_.back().layout == JsonLayout::line) layout = JsonLayout::line;
  out_ += begin;
  levels_.push_back({begin == '{' ? '}' : ']', layout});
  return *this;
}

JsonText& JsonText::close() {
  Level const level = levels_.back();
  levels_.pop_back();
  if (!level.empty && level.layout == JsonLayout::indented) new_line(levels_.size());
  out_ += level.end;
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  before_item();
  write(name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonText& JsonText::text(std::string_view value) {
  before_item();
  write(value);
  return *this;
}

JsonText& JsonText::number(std::uint64_t value) { return raw(std::to_string(value)); }
JsonText& JsonText::word(JsonWord value) {
  return raw(value == JsonWord::nothing ? "null" : value == JsonWord::yes ? "true" : "false");
}

JsonText& JsonText::raw(std::string_view json) {
  before_item();
  out_ += json;
  return *this;
}

JsonText& JsonText::texts(std::span<std::string const> values) {
  open_list_line();
  for (std::string const& value : values) text(value);
  return close();
}

void JsonText::write(std::string_view text) {
  out_ += '"';
  while (!text.empty()) {
    std::string_view const rest = text;
    char32_t const c = take_character(text);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += static_cast<char>(c);
    } else if (is_unseen(c)) {
      append_escape(out_, c);
    } else if (c == replacement) {
      out_ += "\xEF\xBF\xBD";
    } else {
      out_ += rest.substr(0, rest.size() - text.size());
    }
  }
  out_ += '"';
}

}  // namespace izin
