// Text for people: indented lines, wrapped paragraphs, colour where it is wanted. Whatever comes from a user is made safe here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/diagnostic/render.hpp"

namespace izin::tool {

enum class Ink : std::uint8_t { plain, bold, dim, red, green, yellow, cyan };

class Page {
 public:
  explicit Page(Colour colour) : colour_(colour) {}

  /// Safe for a terminal, in a colour.
  [[nodiscard]] std::string inked(std::string_view text, Ink ink) const;
  [[nodiscard]] static std::string safe(std::string_view text) { return terminal_safe(text); }

  /// A line of text that is safe already.
  void line(std::size_t indent, std::string_view text);
  /// A text of any length, made safe and wrapped.
  void paragraph(std::size_t indent, std::string_view text, Ink ink = Ink::plain);
  /// A blank line and a heading.
  void heading(std::string_view text);
  void blank() { out_ += '\n'; }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Colour colour_;
  std::string out_;
};

/// How many columns a text takes, as near as code points tell.
[[nodiscard]] std::size_t columns(std::string_view text);
/// With blanks up to a width.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
/// `10,412`.
[[nodiscard]] std::string grouped(std::uint64_t number);

}  // namespace izin::tool
