#include "grammar/syntax/readers.hpp"

#include <initializer_list>

namespace izin::syntax {
namespace {

std::string_view word_at(char const* first, char const* last) {
  return {first, static_cast<std::size_t>(word_end(first, last) - first)};
}

/// The end of `word` when it stands at `first`, else null.
char const* read(std::string_view word, char const* first, char const* last) {
  return word_at(first, last) == word ? first + word.size() : nullptr;
}

/// The same after blanks and comments; null stays null.
char const* then(char const* end, std::string_view word, char const* last) {
  return end == nullptr ? nullptr : read(word, skip(end, last), last);
}

char const* first_of(std::initializer_list<Reader> readers, char const* first, char const* last) {
  for (auto const reader : readers)
    if (char const* const end = reader(first, last)) return end;
  return nullptr;
}

}  // namespace

char const* read_atom(char const* first, char const* last) {
  return first_of({read_literal, read_term, read_party, read_path}, first, last);
}

char const* read_sign(char const* first, char const* last) {
  return first != last && (*first == '+' || *first == '-') ? first + 1 : nullptr;
}

char const* read_element(char const* first, char const* last) { return first_of({read_term, read_party}, first, last); }
char const* read_many(char const* first, char const* last) { return first_of({read_term, read_party, read_path}, first, last); }
char const* read_holder(char const* first, char const* last) { return first_of({read_party, read_path}, first, last); }

char const* read_comparison(char const* first, char const* last) {
  if (first == last) return nullptr;
  bool const two = last - first >= 2 && first[1] == '=';
  if (*first == '!') return two ? first + 2 : nullptr;
  return *first == '=' || *first == '<' || *first == '>' ? first + (two ? 2 : 1) : nullptr;
}

char const* read_is_right(char const* first, char const* last) {
  if (char const* const end = read_element(first, last)) return end;
  char const* const end = read("known", first, last);
  return end != nullptr ? end : read("unknown", first, last);
}

char const* read_in(char const* first, char const* last) {
  char const* const end = read("in", first, last);
  return then(then(end, "force", last), "from", last) != nullptr ? nullptr : end;
}

char const* read_within(char const* first, char const* last) {
  char const* const end = read("within", first, last);
  if (end == nullptr) return nullptr;
  return then(read_duration(skip(end, last), last), "after", last) != nullptr ? nullptr : end;
}

char const* read_within_or_has(char const* first, char const* last) {
  char const* const end = read("within", first, last);
  return end != nullptr ? end : read("has", first, last);
}

char const* read_nots(char const* first, char const* last) {
  char const* end = read("not", first, last);
  while (char const* const next = then(end, "not", last)) end = next;
  return end;
}

char const* read_consent(char const* first, char const* last) {
  auto const word = word_at(first, last);
  char const* const end =
      word == "explicit" || word == "guardian" ? then(first + word.size(), "consent", last) : read("consent", first, last);
  char const* const covers = then(end, "covers", last);
  char const* const verb = covers != nullptr ? covers : then(end, "refuses", last);
  if (verb == nullptr) return nullptr;
  // `define a: explicit` may stand before a form that is named `covers`.
  char const* const next = skip(verb, last);
  return (next != last && *next == '{') || then(verb, "version", last) != nullptr ? nullptr : verb;
}

char const* read_personal(char const* first, char const* last) {
  char const* const end = read("personal", first, last);
  if (end == nullptr) return nullptr;
  char const* const next = skip(end, last);
  return next != last && *next == ':' ? nullptr : end;
}

char const* read_value_word(char const* first, char const* last) {
  return first_of({read_literal, read_term, read_party}, first, last);
}

char const* read_field_name(char const* first, char const* last) {
  char const* const end = read_word(first, last);
  if (end == nullptr) return nullptr;
  char const* const next = skip(end, last);
  return next != last && *next == ':' ? end : nullptr;
}

char const* read_none(char const* first, char const* last) {
  char const* const end = read("none", first, last);
  if (end == nullptr) return nullptr;
  char const* const next = skip(end, last);
  return next != last && (*next == '"' || *next == '{' || *next == '.') ? nullptr : end;
}

char const* read_given(char const* first, char const* last) {
  char const* const end = read("given", first, last);
  return end != nullptr && read_date(skip(end, last), last) != nullptr ? end : nullptr;
}

char const* read_act(char const* first, char const* last) {
  auto const word = word_at(first, last);
  for (std::string_view const other : {"at", "given", "consent", "expect", "withdrawn"})
    if (word == other) return nullptr;
  return read_name(first, last);
}

char const* read_forbid(char const* first, char const* last) { return read("forbid", first, last); }
char const* read_when(char const* first, char const* last) { return read("when", first, last); }

char const* read_colon(char const* first, char const* last) { return first != last && *first == ':' ? first + 1 : nullptr; }

char const* read_bool(char const* first, char const* last) {
  char const* const end = read("true", first, last);
  return end != nullptr ? end : read("false", first, last);
}

char const* read_number(char const* first, char const* last) {
  return first != last && is_digit(*first) ? word_end(first, last) : nullptr;
}

}  // namespace izin::syntax
