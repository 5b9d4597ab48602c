// What the words of the language look like, one function each: from where a token may begin to where it ends. The grammar's
// terminals, the check of nesting and the recovery from errors all read text through these, so that they see the same tokens.
#pragma once

#include <string_view>

namespace izin::syntax {

/// A reader of one kind of token: the end of the token that begins at `first`, or null when there is none.
using Reader = char const* (*)(char const* first, char const* last);

[[nodiscard]] constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_word(char c) { return is_lower(c) || is_upper(c) || is_digit(c) || c == '_'; }
[[nodiscard]] constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// `and or not is in has any all within under known unknown true false pool`.
[[nodiscard]] bool is_reserved(std::string_view word);
/// `hour`, `days`, …; also the units that people try and the language lacks (`weeks`), so that their message names them.
[[nodiscard]] bool is_unit(std::string_view word);

/// Past blanks; past blanks and comments.
[[nodiscard]] char const* skip_blanks(char const* first, char const* last);
[[nodiscard]] char const* skip(char const* first, char const* last);
/// The end of a run of word characters, which may be empty.
[[nodiscard]] char const* word_end(char const* first, char const* last);

[[nodiscard]] char const* read_word(char const* first, char const* last);  ///< letters, digits, `_`; begins with a letter
[[nodiscard]] char const* read_name(char const* first, char const* last);  ///< begins with a small letter; not reserved
[[nodiscard]] char const* read_dotted(char const* first,
                                      char const* last);                    ///< names joined by dots; only the first is looked at
[[nodiscard]] char const* read_path(char const* first, char const* last);   ///< as dotted; may begin with `pool`
[[nodiscard]] char const* read_term(char const* first, char const* last);   ///< begins with a capital
[[nodiscard]] char const* read_party(char const* first, char const* last);  ///< `@name`
[[nodiscard]] char const* read_tag(char const* first, char const* last);    ///< a BCP 47 tag: `en`, `zh-Hans`
[[nodiscard]] char const* read_rule_ref(char const* first, char const* last);  ///< `a.b@"1".c`, `a.*`
/// A text with its quotes; escapes are passed over, not judged. Null when it never closes.
[[nodiscard]] char const* read_text(char const* first, char const* last);
/// `<scheme:…>`, without blanks.
[[nodiscard]] char const* read_iri(char const* first, char const* last);
[[nodiscard]] char const* read_date(char const* first, char const* last);  ///< a date or an instant, right or not
/// What begins with a digit, or `-` and a digit: number, percent, money, duration, date, instant; right or not. A word after a
/// number is its unit unless a colon follows (`age: 30 days: 5`).
[[nodiscard]] char const* read_quantity(char const* first, char const* last);
/// A number and a unit of time, nothing else.
[[nodiscard]] char const* read_duration(char const* first, char const* last);
/// `true`, `false`, a text or a quantity.
[[nodiscard]] char const* read_literal(char const* first, char const* last);

/// Whether a token is what it seems by its first character.
enum class TokenKind : unsigned char { end, word, party, quantity, text, iri, symbol, foreign };
struct Token {
  TokenKind kind = TokenKind::end;
  char const* begin = nullptr;
  char const* end = nullptr;
  [[nodiscard]] std::string_view text() const { return {begin, static_cast<std::size_t>(end - begin)}; }
  [[nodiscard]] bool is(std::string_view other) const { return text() == other; }
};
/// The token after blanks and comments. A word goes on over dots (`subject.age`); a foreign one is a character that begins no
/// token, or a `"` that never closes.
[[nodiscard]] Token token_at(char const* first, char const* last);

}  // namespace izin::syntax
