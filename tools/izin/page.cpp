#include "tools/izin/page.hpp"

#include <algorithm>

namespace izin::tool {
namespace {

constexpr std::size_t widest = 100;

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return "";
    case Ink::bold:
      return "1";
    case Ink::dim:
      return "2";
    case Ink::red:
      return "1;31";
    case Ink::green:
      return "1;32";
    case Ink::yellow:
      return "1;33";
    case Ink::cyan:
      return "36";
  }
  return "";
}

}  // namespace

std::string Page::inked(std::string_view text, Ink ink) const {
  std::string shown = safe(text);
  if (colour_ == Colour::off || ink == Ink::plain) return shown;
  return "\x1b[" + std::string(code_of(ink)) + "m" + shown + "\x1b[0m";
}

void Page::line(std::size_t indent, std::string_view text) {
  out_.append(indent, ' ');
  out_ += text;
  while (out_.ends_with(' ')) out_.pop_back();
  out_ += '\n';
}

void Page::paragraph(std::size_t indent, std::string_view text, Ink ink) {
  std::string const shown = safe(text);
  std::string_view rest = shown;
  std::string current;
  while (!rest.empty()) {
    std::size_t const blank = std::min(rest.find(' '), rest.size());
    std::string_view const word = rest.substr(0, blank);
    rest.remove_prefix(std::min(blank + 1, rest.size()));
    if (!current.empty() && indent + columns(current) + 1 + columns(word) > widest) {
      line(indent, inked(current, ink));
      current.clear();
    }
    if (!current.empty()) current += ' ';
    current += word;
  }
  if (!current.empty()) line(indent, inked(current, ink));
}

void Page::heading(std::string_view text) {
  blank();
  line(0, inked(text, Ink::bold));
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  std::size_t const used = columns(text);
  out.append(used < width ? width - used : 0, ' ');
  return out;
}

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, 1, ',');
  return text;
}

}  // namespace izin::tool
