// UTF-8, strictly (RFC 3629), and the characters that a reader cannot see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace izin {

/// One character read from the front of a text.
struct Decoded {
  char32_t point = 0;     ///< the scalar value; U+FFFD where malformed
  std::uint8_t size = 0;  ///< bytes it takes, 1 to 4; where malformed, the bytes that cannot begin anything else; 0 at the end
  bool valid = false;
};

/// Reads the first character. Overlong forms, surrogates, values over U+10FFFF and truncated forms are malformed.
[[nodiscard]] Decoded decode_utf8(std::string_view text);

/// The offset of the first malformed byte, or nothing for valid UTF-8. U+0000 is valid here.
[[nodiscard]] std::optional<std::size_t> first_malformed(std::string_view text);

/// A scalar value: up to U+10FFFF and no surrogate.
[[nodiscard]] constexpr bool is_scalar(char32_t point) { return point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF); }

/// `point` must be a scalar value.
void append_utf8(std::string& out, char32_t point);

/// Why a character is not seen as itself.
enum class Hidden : unsigned char {
  no,             ///< an ordinary character
  control,        ///< Unicode Cc: C0 (tab, line feed and carriage return too), DEL, C1
  bidirectional,  ///< changes the direction of what stands around it
  invisible,      ///< another of Unicode Cf, a BOM among them
  separator,      ///< U+2028, U+2029
};
[[nodiscard]] Hidden hidden(char32_t point);

/// A character that a policy file may not hold: hidden, and neither a tab, a line feed, nor (by itself: the caller sees
/// to what follows) a carriage return.
[[nodiscard]] bool forbidden_in_policy(char32_t point);

/// How many columns of a terminal a character takes: 0 (combining), 1 or 2 (East Asian wide, emoji).
[[nodiscard]] unsigned display_width(char32_t point);

}  // namespace izin
