#include "grammar/syntax/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace izin::syntax {
namespace {

/// A word of at most eight bytes as one number, to compare it with many at once.
constexpr std::uint64_t packed(std::string_view word) {
  std::uint64_t result = 0;
  for (char const c : word) result = result << 8 | static_cast<unsigned char>(c);
  return result;
}
/// `is_word` as a table: words are most of what is read.
constexpr auto word_bytes = [] {
  std::array<bool, 256> bytes{};
  for (int i = 0; i < 128; ++i) bytes[static_cast<std::size_t>(i)] = is_word(static_cast<char>(i));
  return bytes;
}();
constexpr std::size_t longest_reserved = std::string_view("unknown").size();
constexpr std::array<std::string_view, 16> unit_words = {"hour",   "hours",   "day",          "days",    "month",  "months",
                                                         "year",   "years",   "week",         "weeks",   "minute", "minutes",
                                                         "second", "seconds", "milliseconds", "quarters"};

std::string_view text_between(char const* first, char const* last) { return {first, static_cast<std::size_t>(last - first)}; }

char const* digits_end(char const* first, char const* last) {
  while (first != last && is_digit(*first)) ++first;
  return first;
}

bool starts_quantity(char const* first, char const* last) {
  if (first != last && *first == '-') ++first;
  return first != last && is_digit(*first);
}

/// Past `.name` any number of times.
char const* more_segments(char const* first, char const* last) {
  while (last - first >= 2 && *first == '.' && is_word(first[1])) first = word_end(first + 1, last);
  return first;
}

/// The number itself, with whatever stands close to it: `0.5`, `66%`, `5USD`, `1e9`.
char const* number_end(char const* first, char const* last) {
  if (*first == '-') ++first;
  while (first != last && (is_word(*first) || (*first == '.' && last - first >= 2 && is_word(first[1])))) ++first;
  if (first != last && *first == '%') ++first;
  return first;
}

/// The unit after a number and blanks, or null: `days`, `USD`.
char const* unit_end(char const* first, char const* last) {
  char const* const begin = skip_blanks(first, last);
  if (begin == first || begin == last) return nullptr;
  char const* const end = word_end(begin, last);
  if (!is_upper(*begin) && !is_unit(text_between(begin, end))) return nullptr;
  char const* const next = skip(end, last);
  return next != last && (*next == ':' || *next == '.') ? nullptr : end;
}

}  // namespace

bool is_reserved(std::string_view word) {
  if (word.size() > longest_reserved) return false;
  switch (packed(word)) {
    case packed("and"):
    case packed("or"):
    case packed("not"):
    case packed("is"):
    case packed("in"):
    case packed("has"):
    case packed("any"):
    case packed("all"):
    case packed("within"):
    case packed("under"):
    case packed("known"):
    case packed("unknown"):
    case packed("true"):
    case packed("false"):
    case packed("pool"):
      return true;
    default:
      return false;
  }
}
bool is_unit(std::string_view word) { return std::find(unit_words.begin(), unit_words.end(), word) != unit_words.end(); }

char const* skip_blanks(char const* first, char const* last) {
  while (first != last && is_blank(*first)) ++first;
  return first;
}

char const* skip(char const* first, char const* last) {
  for (;;) {
    first = skip_blanks(first, last);
    if (last - first < 2 || first[0] != '/' || first[1] != '/') return first;
    first = std::find(first, last, '\n');
  }
}

char const* word_end(char const* first, char const* last) {
  while (first != last && word_bytes[static_cast<unsigned char>(*first)]) ++first;
  return first;
}

char const* read_word(char const* first, char const* last) {
  return first != last && (is_lower(*first) || is_upper(*first)) ? word_end(first, last) : nullptr;
}

char const* read_name(char const* first, char const* last) {
  if (first == last || !is_lower(*first)) return nullptr;
  char const* const end = word_end(first, last);
  return is_reserved(text_between(first, end)) ? nullptr : end;
}

char const* read_dotted(char const* first, char const* last) {
  char const* const end = read_name(first, last);
  return end == nullptr ? nullptr : more_segments(end, last);
}

char const* read_path(char const* first, char const* last) {
  if (first == last || !is_lower(*first)) return nullptr;
  char const* const end = word_end(first, last);
  auto const word = text_between(first, end);
  return word != "pool" && is_reserved(word) ? nullptr : more_segments(end, last);
}

char const* read_term(char const* first, char const* last) {
  return first != last && is_upper(*first) ? word_end(first, last) : nullptr;
}

char const* read_party(char const* first, char const* last) {
  return last - first >= 2 && *first == '@' && is_word(first[1]) ? word_end(first + 1, last) : nullptr;
}

char const* read_tag(char const* first, char const* last) {
  char const* end = read_word(first, last);
  while (end != nullptr && last - end >= 2 && *end == '-' && is_word(end[1])) end = word_end(end + 1, last);
  return end;
}

char const* read_rule_ref(char const* first, char const* last) {
  char const* end = read_dotted(first, last);
  if (end == nullptr) return nullptr;
  if (last - end >= 2 && end[0] == '@' && end[1] == '"') {
    char const* const version = read_text(end + 1, last);
    if (version == nullptr) return end;
    end = more_segments(version, last);
  }
  return last - end >= 2 && end[0] == '.' && end[1] == '*' ? end + 2 : end;
}

char const* read_text(char const* first, char const* last) {
  if (first == last || *first != '"') return nullptr;
  for (++first; first != last; ++first) {
    if (*first == '"') return first + 1;
    if (*first == '\\' && ++first == last) return nullptr;
  }
  return nullptr;
}

char const* read_iri(char const* first, char const* last) {
  if (last - first < 3 || *first != '<' || !(is_lower(first[1]) || is_upper(first[1]))) return nullptr;
  char const* at = first + 1;
  while (at != last && (is_word(*at) || *at == '+' || *at == '-' || *at == '.')) ++at;
  if (at == last || *at != ':') return nullptr;
  while (at != last && static_cast<unsigned char>(*at) > ' ' &&
         std::string_view("<>\"{}|\\^`").find(*at) == std::string_view::npos)
    ++at;
  return at != last && *at == '>' ? at + 1 : nullptr;
}

char const* read_date(char const* first, char const* last) {
  char const* at = digits_end(first, last);
  for (int part = 0; part < 2; ++part) {
    if (at == first || last - at < 2 || *at != '-' || !is_digit(at[1])) return nullptr;
    at = digits_end(at + 1, last);
  }
  if (last - at >= 2 && (*at == 'T' || *at == 't') && is_digit(at[1])) {
    for (++at; at != last && (is_digit(*at) || *at == ':' || *at == '.');) ++at;
    if (last - at >= 2 && (*at == '+' || *at == '-') && is_digit(at[1]))
      for (++at; at != last && (is_digit(*at) || *at == ':');) ++at;
  }
  return word_end(at, last);
}

char const* read_quantity(char const* first, char const* last) {
  if (!starts_quantity(first, last)) return nullptr;
  if (char const* const end = read_date(first, last)) return end;
  char const* const end = number_end(first, last);
  if (end[-1] == '%') return end;
  char const* const unit = unit_end(end, last);
  return unit == nullptr ? end : unit;
}

char const* read_duration(char const* first, char const* last) {
  if (!starts_quantity(first, last) || read_date(first, last) != nullptr) return nullptr;
  char const* const end = number_end(first, last);
  char const* const unit = unit_end(end, last);
  return unit == nullptr || is_upper(*skip_blanks(end, last)) ? nullptr : unit;
}

char const* read_literal(char const* first, char const* last) {
  if (first == last) return nullptr;
  if (*first == '"') return read_text(first, last);
  if (!is_lower(*first)) return read_quantity(first, last);
  char const* const end = word_end(first, last);
  auto const word = text_between(first, end);
  return word == "true" || word == "false" ? end : nullptr;
}

Token token_at(char const* first, char const* last) {
  first = skip(first, last);
  if (first == last) return {TokenKind::end, last, last};
  char const c = *first;
  if (is_lower(c) || is_upper(c)) return {TokenKind::word, first, more_segments(word_end(first, last), last)};
  if (is_digit(c)) return {TokenKind::quantity, first, read_quantity(first, last)};
  bool const before_equals = last - first >= 2 && first[1] == '=';
  switch (c) {
    case '"':
      if (auto const* end = read_text(first, last)) return {TokenKind::text, first, end};
      break;
    case '@':
      if (auto const* end = read_party(first, last)) return {TokenKind::party, first, end};
      return {TokenKind::symbol, first, first + 1};
    case '<':
      if (auto const* end = read_iri(first, last)) return {TokenKind::iri, first, end};
      return {TokenKind::symbol, first, first + (before_equals ? 2 : 1)};
    case '=':
    case '>':
      return {TokenKind::symbol, first, first + (before_equals ? 2 : 1)};
    case '!':
      if (before_equals) return {TokenKind::symbol, first, first + 2};
      break;
    case '{':
    case '}':
    case '(':
    case ')':
    case '+':
    case '-':
    case ',':
    case '.':
    case ':':
    case '*':
      return {TokenKind::symbol, first, first + 1};
    default:
      break;
  }
  char const* end = first + 1;
  while (end != last && (static_cast<unsigned char>(*end) & 0xC0u) == 0x80u) ++end;
  return {TokenKind::foreign, first, end};
}

}  // namespace izin::syntax
