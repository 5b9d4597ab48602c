#include "grammar/syntax/levels.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace izin::syntax {
namespace {

using Starters = std::vector<std::string>;

std::string_view const modalities = "forbid require permit right duty grant refuse";

bool holds(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    auto const end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

/// `keyword name {`, `keyword name version`, `define name :`, `test "…" {`.
bool is_header(char const* at, char const* last, std::string_view keywords, std::string_view after_name) {
  Token const keyword = token_at(at, last);
  if (keyword.kind != TokenKind::word || !holds(keywords, keyword.text())) return false;
  Token const name = token_at(keyword.end, last);
  if (name.kind != TokenKind::word && name.kind != TokenKind::text) return false;
  Token const next = token_at(name.end, last);
  return next.kind != TokenKind::end && holds(after_name, next.text());
}

bool begins_rule(char const* at, char const* last) { return is_header(at, last, modalities, "{"); }

bool begins_declaration(char const* at, char const* last) {
  return is_header(at, last, "taxonomy extend record party question ruling test invariant", "{") ||
         is_header(at, last, "define", ":") || is_header(at, last, "law terms charter", "{ version") ||
         is_header(at, last, "consent", "version");
}

bool is_operand_word(Token const& token) {
  return !is_reserved(token.text()) || token.is("any") || token.is("known") || token.is("unknown") || token.is("true") ||
         token.is("false");
}

/// Whether a word between two tokens may be a clause's first: neither is an operator that wants it as a name.
bool stands_free(Token const& before, Token const& next) {
  bool const joined = before.kind == TokenKind::symbol && !before.is("{") && !before.is("}") && !before.is(")");
  bool const operand = before.kind == TokenKind::word && !is_operand_word(before);
  bool const used =
      next.kind == TokenKind::symbol && !next.is("{") && !next.is("}") && !next.is("(") && !next.is("@") && !next.is("<");
  bool const compared = next.kind == TokenKind::word && is_reserved(next.text()) && !next.is("not") && !next.is("any") &&
                        !next.is("pool") && !next.is("true") && !next.is("false");
  return !joined && !operand && !used && !compared;
}

/// Whether an item of the level seems to begin with this token, judged by its neighbours: most keywords may be names.
bool begins_item(Level level, Token const& token, Token const& before, char const* last, bool nested) {
  if (token.kind != TokenKind::word) return false;
  Token const next = token_at(token.end, last);
  bool const known = std::ranges::count(starters(level), token.text()) > 0;
  bool const leads_line =
      is_lower(*token.begin) && !is_reserved(token.text()) && std::find(before.end, token.begin, '\n') != token.begin;
  switch (level) {
    case Level::file:
      return begins_declaration(token.begin, last) || (!nested && (known || leads_line) && stands_free(before, next));
    case Level::terms:
      return !nested && is_upper(*token.begin) && !before.is(",") && !before.is("under");
    case Level::fields:
      return !nested && (next.is(":") || token.is("personal"));
    case Level::values:
      return !nested && next.is(":");
    case Level::instrument:
      return begins_rule(token.begin, last) || (!nested && (known || leads_line) && stands_free(before, next));
    case Level::test:
      return !nested && (known || leads_line) && stands_free(before, next);
    case Level::rule:
    case Level::grant:
    case Level::question:
    case Level::ruling:
    case Level::invariant:
      break;
  }
  return (known || (leads_line && !nested)) && stands_free(before, next);
}

/// Braces and parentheses since an item began.
class Open {
 public:
  /// False where the token closes what was open before.
  bool take(Token const& token) {
    if (token.is("{") || token.is("(")) brackets_.push_back(*token.begin);
    if (token.is(")") && !brackets_.empty() && brackets_.back() == '(') brackets_.pop_back();
    if (!token.is("}")) return true;
    while (!brackets_.empty() && brackets_.back() == '(') brackets_.pop_back();
    if (brackets_.empty()) return false;
    brackets_.pop_back();
    return true;
  }
  [[nodiscard]] bool any() const { return !brackets_.empty(); }
  [[nodiscard]] bool any_brace() const { return brackets_.find('{') != std::string::npos; }

 private:
  std::string brackets_;
};

}  // namespace

std::string_view item_name(Level level) {
  switch (level) {
    case Level::file:
      return "a declaration";
    case Level::terms:
      return "a term (a capital, then letters, digits, `_`)";
    case Level::fields:
      return "a field `name: Type`";
    case Level::values:
      return "a field `name: value`";
    case Level::instrument:
      return "a header field or a rule of an instrument";
    case Level::rule:
      return "a clause of a rule";
    case Level::grant:
      return "a clause of a grant or refusal";
    case Level::question:
      return "a clause of a question";
    case Level::ruling:
      return "a clause of a ruling";
    case Level::test:
      return "a clause of a test";
    case Level::invariant:
      break;
  }
  return "a clause of an invariant";
}

std::span<std::string const> starters(Level level) {
  static Starters const file = {"taxonomy", "extend",  "record",  "flow",     "party",  "define", "law",
                                "terms",    "charter", "consent", "question", "ruling", "test",   "invariant"};
  static Starters const instrument = {"title",  "issuer",  "source", "in",    "default", "governs", "claims", "reviewed",
                                      "forbid", "require", "permit", "right", "duty",    "grant",   "refuse"};
  static Starters const rule = {"cite", "say", "when", "unless", "that", "overrides", "contests", "do", "by", "to", "within"};
  static Starters const grant = {"cite", "say", "data", "operation", "purpose", "recipient", "lasts"};
  static Starters const question = {"cite", "say"};
  static Starters const ruling = {"dismisses", "upholds", "answers", "when", "unless", "by", "say", "cite"};
  static Starters const test = {"at", "given", "consent", "expect"};
  static Starters const invariant = {"say", "never", "always"};
  switch (level) {
    case Level::file:
      return file;
    case Level::instrument:
      return instrument;
    case Level::rule:
      return rule;
    case Level::grant:
      return grant;
    case Level::question:
      return question;
    case Level::ruling:
      return ruling;
    case Level::test:
      return test;
    case Level::invariant:
      return invariant;
    case Level::terms:
    case Level::fields:
    case Level::values:
      break;
  }
  return {};
}

bool begins_outer_item(Level level, char const* at, char const* last) {
  if (level == Level::file) return false;
  if ((level == Level::rule || level == Level::grant) && begins_rule(at, last)) return true;
  return begins_declaration(at, last);
}

char const* brace_of_head(char const* broken, char const* last) {
  Token token = token_at(broken, last);
  for (int words = 0; words < 5 && token.kind != TokenKind::end && !token.is("}"); ++words, token = token_at(token.end, last))
    if (token.is("{")) return token.begin;
  return nullptr;
}

char const* resume(Level level, char const* item, char const* broken, char const* last) {
  Open open;
  Token before;
  bool const has_bodies = level == Level::file || level == Level::instrument;
  for (Token token = token_at(item, last); token.kind != TokenKind::end; before = token, token = token_at(token.end, last)) {
    if (before.begin == broken) before.kind = TokenKind::foreign;  // what was not expected there joins nothing
    if (token.begin > item && token.begin >= broken) {
      if (token.is("}") && !open.any_brace() && level != Level::file) return token.begin;
      if (begins_item(level, token, before, last, open.any()) || begins_outer_item(level, token.begin, last)) return token.begin;
    }
    bool const inside = open.any();
    bool const closes = !open.take(token);
    if (closes && level == Level::file && token.end > broken) return token.end;
    if (has_bodies && inside && !open.any() && token.end > broken) return token.end;
  }
  return last;
}

}  // namespace izin::syntax
