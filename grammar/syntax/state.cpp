#include "grammar/syntax/state.hpp"

#include <algorithm>
#include <array>

#include "grammar/diagnostic/suggest.hpp"

namespace izin::syntax {
namespace {

/// A token as messages show it.
std::string shown(Token const& token) { return token.kind == TokenKind::end ? "the end of the file" : backticked(token.text()); }

std::string listed(std::span<std::string const> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += "`" + words[i] + "`";
  }
  return out;
}

constexpr std::array all_levels = {Level::file,     Level::instrument, Level::rule, Level::grant,
                                   Level::question, Level::ruling,     Level::test, Level::invariant};

/// The list whose items a word begins, other than `level`.
std::string_view elsewhere(Level level, std::string_view word) {
  for (auto const other : all_levels)
    if (other != level && std::ranges::count(starters(other), word) > 0) return item_name(other);
  return {};
}

/// Operators of other languages, for what this one has.
std::string help_for_foreign(Token const& found, char const* last) {
  auto const next = token_at(found.end, last);
  auto const doubled = next.begin == found.end && next.text() == found.text();
  if (found.is("&") && doubled) return "write `and`";
  if (found.is("|") && doubled) return "write `or`";
  if (found.is("!")) return "write `not`";
  if (found.is("%")) return "a percentage has no blank before its `%`";
  if (found.is("'")) return "texts stand in double quotes";
  if (found.kind != TokenKind::foreign || static_cast<unsigned char>(*found.begin) < 0x80) return {};
  if (found.is("“") || found.is("”") || found.is("„") || found.is("«")) return "texts stand in straight double quotes";
  return "what stands outside of texts and comments is ASCII: names are made of the letters a to z, digits and `_`";
}

std::string help_for(std::string const& expected, Token const& found, std::string_view before, char const* last) {
  if (before == ",") return "no comma stands after the last one";
  if (auto advice = help_for_foreign(found, last); !advice.empty()) return advice;
  if (expected.starts_with("a term, a party, `known`")) {
    if (found.is("in")) return "leave out `is`: `x in {A, B}`";
    if (found.is("{")) return "ask with `in`: `x in {A, B}`";
    if (found.is("not")) return "`is not` takes one `not`";
    if (found.kind != TokenKind::word) return "`is` asks of terms and parties: other values are compared with `==`";
  }
  if (expected.starts_with("a term") && found.is("not")) return "`not` stands before the whole comparison, or in `is not`";
  if (expected.starts_with("a comparison") && found.is("=")) return "equality is written `==`";
  if (found.kind == TokenKind::word && is_upper(*found.begin) && expected.find("lower_snake") != std::string::npos)
    return "such names are small letters, digits and `_`; only taxonomies, terms and records begin with a capital";
  if (expected.starts_with("a term") && found.kind == TokenKind::word && is_lower(*found.begin))
    return "terms begin with a capital";
  if (expected.starts_with("an IRI") && found.kind == TokenKind::word) return "put it between `<` and `>`";
  if (expected.starts_with("an IRI") && found.kind == TokenKind::text) return "put it between `<` and `>`, without quotes";
  if (expected == "a text in quotes" && found.kind == TokenKind::quantity) return "put quotes around it";
  if (expected == "`,` or `}`" && (found.kind == TokenKind::word || found.kind == TokenKind::party))
    return "the elements of a set are separated by commas";
  if (expected.starts_with("`any` or a set") && found.kind == TokenKind::word) return "put braces around it";
  return {};
}

/// A clause's first word that was taken for a name, since a name was due.
std::string help_for_keyword(Level level, std::string const& before) {
  if (std::ranges::count(starters(level), before) == 0) return {};
  return backticked(before) + " was read as a name: is something missing before it?";
}

/// A word behind a condition: a clause's first, misspelt?
std::string help_after_condition(Level level, std::string const& word, std::string const& before) {
  auto help = help_for_keyword(level, before);
  if (!help.empty()) return help;
  if (is_digit(before.front()) && word.size() == 3) return "a currency is written in capitals";
  std::vector<std::string> words = {"and", "or", "is", "in", "has", "within", "under"};
  auto const own = starters(level);
  words.insert(words.end(), own.begin(), own.end());
  auto const near = nearest(word, words);
  return near ? "did you mean `" + *near + "`?" : std::string();
}

}  // namespace

std::string State::after(char const* item, char const* where) const {
  if (token_end != nullptr && token_end <= where && skip(token_end, last) == where) return {token_begin, token_end};
  Token before;
  for (Token token = token_at(item, last); token.begin < where; token = token_at(token.end, last)) before = token;
  return std::string(before.text());
}

void State::report_expected(char const* item, char const* where, std::string const& expected) {
  Token const found = token_at(where, last);
  if (expected == "`,` or `}`" && found.kind == TokenKind::word && is_lower(*found.begin)) unclosed_set = where;
  auto const before = after(item, where);
  auto const place = before.empty() ? std::string() : " after " + backticked(before);
  if (found.kind == TokenKind::word && is_reserved(found.text()) && expected.find("name") != std::string::npos) {
    reporter.error(Code::reserved_word, span(found.begin, found.end),
                   "expected " + expected + place + ", found the reserved word " + shown(found), {},
                   "reserved words cannot be names: choose another");
    return;
  }
  reporter.error(Code::unexpected_text, span(found.begin, found.end), "expected " + expected + place + ", found " + shown(found),
                 {}, help_for(expected, found, before, last));
}

bool State::report_bad_name(Level level, Token const& found) {
  bool const named = (level == Level::fields || level == Level::values) && token_at(found.end, last).is(":");
  if (found.kind != TokenKind::word || !named) return false;
  if (is_reserved(found.text()))
    reporter.error(Code::reserved_word, span(found.begin, found.end),
                   backticked(found.text()) + " is a reserved word and cannot be a field's name", {}, "choose another");
  else
    reporter.error(Code::wrong_name, span(found.begin, found.end), backticked(found.text()) + " is not a field's name", {},
                   "such names are small letters, digits and `_`; only taxonomies, terms and records begin with a capital");
  return true;
}

void State::report_no_item(Level level, char const* at) {
  Token const found = token_at(at, last);
  auto const place = span(found.begin, found.end);
  if (found.is("}")) {
    reporter.error(Code::stray_brace, place, "`}` closes nothing", {},
                   "remove it, or look for the `{` that is missing before it");
    return;
  }
  auto const words = starters(level);
  if (words.empty() && report_bad_name(level, found)) return;
  if (found.kind == TokenKind::word && !words.empty() && !is_reserved(found.text())) {
    std::string const word(found.text());
    if (condition_end != nullptr && skip(condition_end, last) == at) {
      reporter.error(
          Code::unexpected_text, place,
          "expected `and`, `or`, a comparison or " + std::string(item_name(level)) + after_text(at) + ", found " + shown(found),
          {}, help_after_condition(level, word, after(at, at)));
      return;
    }
    auto const near = nearest(word, words);
    auto const other = elsewhere(level, word);
    std::string help;
    if (near && other.empty())
      help = "did you mean `" + *near + "`?";
    else
      help = std::string(item_name(level)) + " begins with " + listed(words);
    auto message = backticked(word) + " does not begin " + std::string(item_name(level));
    if (!other.empty()) message += ", but " + std::string(other);
    reporter.error(Code::unknown_clause, place, std::move(message), {}, std::move(help));
    return;
  }
  std::string help = help_for_foreign(found, last);
  if (found.is(",") || found.is(";")) help = "these are separated by blanks";
  if (found.is("not") && condition_end != nullptr && skip(condition_end, last) == at)
    help = "`not` stands before the whole comparison: `not x in {A}`";
  reporter.error(Code::unexpected_text, place,
                 "expected " + std::string(item_name(level)) + after_text(at) + ", found " + shown(found), {}, std::move(help));
}

void State::report_unclosed(char const* at) {
  char const* const brace = open.back();
  if (reporter.stopped()) return;
  if (unclosed_set != nullptr && unclosed_set > brace) {  // a brace was taken for that of the set: nothing else is missing
    unclosed_set = nullptr;
    return;
  }
  Token const found = token_at(at, last);
  reporter.error({Code::unclosed_brace,
                  "a brace is opened here and not closed before " + shown(found),
                  {span(brace, brace + 1), {}},
                  found.kind == TokenKind::end ? std::vector<Label>{}
                                               : std::vector<Label>{{span(found.begin, found.end), "`}` is due before this"}},
                  "close it with `}`",
                  {}});
}

std::string State::after_text(char const* where) const {
  auto const before = after(where, where);
  return before.empty() ? std::string() : " after " + backticked(before);
}

}  // namespace izin::syntax
