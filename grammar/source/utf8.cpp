#include "grammar/source/utf8.hpp"

#include <algorithm>
#include <span>

namespace izin {
namespace {

struct Range {
  char32_t first, last;
};

// Unicode 15.0, general category Cf, without those that are told apart as bidirectional.
constexpr Range format_characters[] = {
    {0xAD, 0xAD},       {0x600, 0x605},     {0x61C, 0x61C},     {0x6DD, 0x6DD},     {0x70F, 0x70F},     {0x890, 0x891},
    {0x8E2, 0x8E2},     {0x180E, 0x180E},   {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x2064},   {0x2066, 0x206F},
    {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0001, 0xE0001}, {0xE0020, 0xE007F},
};

// Unicode Bidi_Control.
constexpr Range bidi_controls[] = {{0x61C, 0x61C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}};

// The common blocks of combining marks: they stand on the character before them.
constexpr Range combining[] = {{0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},    {0x610, 0x61A},
                               {0x64B, 0x65F},   {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},  {0x20D0, 0x20FF},
                               {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};

// East_Asian_Width W and F, by block.
constexpr Range wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},  {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
                          {0xA000, 0xA4CF},   {0xA960, 0xA97F},  {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                          {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                          {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD}};

bool within(std::span<Range const> ranges, char32_t point) {
  auto const after = std::upper_bound(ranges.begin(), ranges.end(), point, [](char32_t p, Range r) { return p < r.first; });
  return after != ranges.begin() && point <= std::prev(after)->last;
}

// What the first byte says: the length, and the range of the second byte, which excludes overlong forms and surrogates.
struct Lead {
  std::uint8_t size, low, high;
};

Lead lead(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte < 0xF0)
    return {3, static_cast<std::uint8_t>(byte == 0xE0 ? 0xA0 : 0x80), static_cast<std::uint8_t>(byte == 0xED ? 0x9F : 0xBF)};
  if (byte < 0xF5)
    return {4, static_cast<std::uint8_t>(byte == 0xF0 ? 0x90 : 0x80), static_cast<std::uint8_t>(byte == 0xF4 ? 0x8F : 0xBF)};
  return {0, 0, 0};
}

constexpr Decoded malformed(std::size_t size) { return {0xFFFD, static_cast<std::uint8_t>(size), false}; }

}  // namespace

Decoded decode_utf8(std::string_view text) {
  if (text.empty()) return {};
  auto const first = static_cast<unsigned char>(text[0]);
  auto const [size, low, high] = lead(first);
  if (size == 1) return {first, 1, true};
  if (size == 0) return malformed(1);
  char32_t point = first & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (i == text.size()) return malformed(i);
    auto const byte = static_cast<unsigned char>(text[i]);
    if (i == 1 ? byte < low || byte > high : (byte & 0xC0) != 0x80) return malformed(i);
    point = (point << 6) | (byte & 0x3F);
  }
  return {point, size, true};
}

std::optional<std::size_t> first_malformed(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    auto const next = decode_utf8(text.substr(at));
    if (!next.valid) return at;
    at += next.size;
  }
  return std::nullopt;
}

void append_utf8(std::string& out, char32_t point) {
  auto const byte = [&out](char32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
  auto const rest = [&](int shift) { byte(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6)), rest(0);
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12)), rest(6), rest(0);
  } else {
    byte(0xF0 | (point >> 18)), rest(12), rest(6), rest(0);
  }
}

Hidden hidden(char32_t point) {
  if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) return Hidden::control;
  if (point < 0xAD) return Hidden::no;
  if (point == 0x2028 || point == 0x2029) return Hidden::separator;
  if (within(bidi_controls, point)) return Hidden::bidirectional;
  return within(format_characters, point) ? Hidden::invisible : Hidden::no;
}

bool forbidden_in_policy(char32_t point) {
  return point != U'\t' && point != U'\n' && point != U'\r' && hidden(point) != Hidden::no;
}

unsigned display_width(char32_t point) {
  if (point < 0x300) return 1;
  if (within(combining, point)) return 0;
  return within(wide, point) ? 2 : 1;
}

}  // namespace izin
