// Readers of tokens that only the grammar knows: words that mean something at one place, and look-ahead of a few words.
#pragma once

#include "grammar/syntax/lexer.hpp"

namespace izin::syntax {

[[nodiscard]] char const* read_atom(char const* first, char const* last);        ///< literal, term, party or path
[[nodiscard]] char const* read_sign(char const* first, char const* last);        ///< `+` or `-`
[[nodiscard]] char const* read_element(char const* first, char const* last);     ///< term or party
[[nodiscard]] char const* read_many(char const* first, char const* last);        ///< path, term or party
[[nodiscard]] char const* read_holder(char const* first, char const* last);      ///< path or party
[[nodiscard]] char const* read_comparison(char const* first, char const* last);  ///< `==` … `>=`; also `=`, for a better message
[[nodiscard]] char const* read_is_right(char const* first, char const* last);    ///< term, party, `known`, `unknown`
[[nodiscard]] char const* read_in(char const* first, char const* last);          ///< `in`, unless `force from` follows
[[nodiscard]] char const* read_within(char const* first, char const* last);  ///< `within`, unless a duration and `after` follow
[[nodiscard]] char const* read_within_or_has(char const* first, char const* last);
[[nodiscard]] char const* read_nots(char const* first, char const* last);        ///< a run of `not`s
[[nodiscard]] char const* read_consent(char const* first, char const* last);     ///< `[qualifier] consent covers|refuses`
[[nodiscard]] char const* read_personal(char const* first, char const* last);    ///< `personal`, unless it is a field's name
[[nodiscard]] char const* read_value_word(char const* first, char const* last);  ///< literal, term or party
[[nodiscard]] char const* read_field_name(char const* first, char const* last);  ///< a name before a colon
[[nodiscard]] char const* read_none(char const* first, char const* last);        ///< `none`, unless it is a form's name
[[nodiscard]] char const* read_given(char const* first, char const* last);       ///< `given` before a date
[[nodiscard]] char const* read_act(char const* first, char const* last);         ///< a name that begins no clause of a test
[[nodiscard]] char const* read_forbid(char const* first, char const* last);
[[nodiscard]] char const* read_when(char const* first, char const* last);
[[nodiscard]] char const* read_colon(char const* first, char const* last);
[[nodiscard]] char const* read_bool(char const* first, char const* last);    ///< `true`, `false`
[[nodiscard]] char const* read_number(char const* first, char const* last);  ///< what begins with a digit

}  // namespace izin::syntax
