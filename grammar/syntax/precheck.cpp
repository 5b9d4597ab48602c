#include "grammar/syntax/precheck.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "grammar/source/utf8.hpp"
#include "grammar/syntax/lexer.hpp"

namespace izin::syntax {
namespace {

std::uint32_t offset(std::size_t value) { return static_cast<std::uint32_t>(value); }

constexpr std::size_t byte(char c) { return static_cast<unsigned char>(c); }

/// The bytes of which `holds` is true, as a table: these passes see every byte of every file.
template <class Holds>
constexpr std::array<bool, 256> set_of_bytes(Holds holds) {
  std::array<bool, 256> result{};
  for (int i = 0; i < 256; ++i) result[static_cast<std::size_t>(i)] = holds(static_cast<char>(i));
  return result;
}

std::string scalar_text(char32_t point) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(point));
  return text;
}

char const* what_it_is(Hidden kind) {
  switch (kind) {
    case Hidden::control:
      return "a control character";
    case Hidden::bidirectional:
      return "a bidirectional control, which shows text in another order than it is read";
    case Hidden::separator:
      return "a line separator that is no line end here";
    case Hidden::invisible:
    case Hidden::no:
      break;
  }
  return "an invisible character";
}

/// Bytes that were reported give way to something harmless of the same length.
void blank_out(CheckedText& out, std::string_view text, std::size_t at, std::size_t size) {
  if (out.replaced.empty()) out.replaced = text;
  bool const inside_word = at > 0 && is_word(text[at - 1]) && at + size < text.size() && is_word(text[at + size]);
  out.replaced.replace(at, size, size, inside_word ? '_' : ' ');
}

constexpr auto plain_bytes = set_of_bytes([](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\t'; });

void check_characters(std::string_view text, CheckedText& out, Reporter& reporter) {
  for (std::size_t at = 0; !reporter.stopped();) {
    while (at < text.size() && plain_bytes[byte(text[at])]) ++at;
    if (at == text.size()) return;
    auto const next = decode_utf8(text.substr(at));
    std::size_t size = next.size;
    auto const here = [&] { return reporter.span(offset(at), offset(at + size)); };
    if (!next.valid) {
      while (at + size < text.size() && !decode_utf8(text.substr(at + size)).valid) ++size;
      reporter.error(Code::not_utf8, here(), "the text is not valid UTF-8 here", {}, "save the file as UTF-8");
      blank_out(out, text, at, size);
    } else if (next.point == U'\r' && (at + 1 == text.size() || text[at + 1] != '\n')) {
      reporter.error(Code::hidden_character, here(), "a carriage return (U+000D) stands without a line feed", {},
                     "end lines with a line feed, or with both");
      blank_out(out, text, at, size);
    } else if (forbidden_in_policy(next.point)) {
      reporter.error(Code::hidden_character, here(), scalar_text(next.point) + " is " + what_it_is(hidden(next.point)), {},
                     "remove it; a text may name it as `\\u{…}`: a reader must see what the program reads");
      blank_out(out, text, at, size);
    }
    at += size;
  }
}

/// A text that runs to the file's end without a quote, and where its line ends.
struct Unclosed {
  std::size_t begin = 0;
  std::size_t line_end = 0;
};

/// What begins a text, or a comment or an IRI, in which a quote begins none.
constexpr auto may_hide_a_quote = set_of_bytes([](char c) { return c == '"' || c == '/' || c == '<'; });

/// The one to blame is the first that runs over a line's end up to what looks like another text's beginning, a quote with a
/// word right behind it; where there is none, the first that runs over a line's end.
std::optional<Unclosed> find_unclosed(std::string_view text) {
  char const* const base = text.data();
  char const* const last = base + text.size();
  std::optional<Unclosed> first;
  std::optional<Unclosed> suspect;
  for (char const* at = base;;) {
    while (at != last && !may_hide_a_quote[byte(*at)]) ++at;
    if (at == last) return std::nullopt;
    if (*at != '"') {
      auto const* end = *at == '/' ? skip(at, last) : read_iri(at, last);
      at = end == nullptr || end == at ? at + 1 : end;
      continue;
    }
    auto const* end = read_text(at, last);
    auto const* stop = end == nullptr ? last : end;
    if (!suspect) {
      auto const* line_end = std::find(at, stop, '\n');
      Unclosed const here{offset(static_cast<std::size_t>(at - base)), offset(static_cast<std::size_t>(line_end - base))};
      bool const long_one = end == nullptr || line_end != stop;
      if (long_one && !first) first = here;
      if (long_one && end != nullptr && end != last && (is_word(*end) || static_cast<unsigned char>(*end) >= 0x80))
        suspect = here;
    }
    if (end == nullptr) return suspect ? suspect : first;
    at = end;
  }
}

/// Where a text that never closes is taken to end: at its line's end, but before the braces and parentheses that stand last on
/// the line, which are most likely meant as such.
std::size_t likely_end(std::string_view text, Unclosed const& found) {
  auto end = found.line_end;
  while (end > found.begin + 1 && std::string_view("{}() \t\r").find(text[end - 1]) != std::string_view::npos) --end;
  auto const brackets = text.substr(end, found.line_end - end);
  bool const any = brackets.find_first_of("{}()") != std::string_view::npos;
  return any && is_blank(brackets.front()) ? end : found.line_end;
}

/// Closes each text that never closes.
void close_texts(CheckedText& out, Reporter& reporter) {
  for (int round = 0; round < 3; ++round) {
    auto const found = find_unclosed(out.text());
    if (!found) return;
    auto end = likely_end(out.text(), *found);
    reporter.error(Code::unclosed_text, reporter.span(offset(found->begin), offset(end)), "a quoted text is never closed",
                   "opened here", "close it with `\"`; a quote inside a text is written `\\\"`");
    if (out.replaced.empty()) out.replaced = out.original;
    if (end == out.replaced.size()) out.replaced += ' ';
    out.replaced[end] = '"';
    while (end > found->begin + 1 && (out.replaced[end - 1] == '\r' || out.replaced[end - 1] == '\\')) out.replaced[--end] = ' ';
    out.size = out.replaced.size();
  }
}

/// Counts open braces, parentheses and `not`s, and gathers comments.
class Nesting {
 public:
  Nesting(CheckedText& out, Reporter& reporter, std::size_t most) : out_(out), reporter_(reporter), most_(most) {}

  void run() {
    auto const text = out_.text();
    char const* const base = text.data();
    char const* const last = base + text.size();
    for (char const* at = base;;) {
      at = gather_comments(at, base, last);
      Token const token = token_at(at, last);
      if (token.kind == TokenKind::end || !count(token, base)) return;
      at = token.end;
    }
  }

 private:
  char const* gather_comments(char const* at, char const* base, char const* last) {
    auto const first_new = out_.comments.size();
    bool own_line = at == base;
    for (;; ++at) {
      if (at == last) break;
      if (*at == '\n') own_line = true;
      if (is_blank(*at)) continue;
      if (last - at < 2 || at[0] != '/' || at[1] != '/') break;
      char const* const line_end = std::find(at, last, '\n');
      char const* end = line_end;
      while (end[-1] == '\r' || end[-1] == ' ' || end[-1] == '\t') --end;
      bool const is_doc = own_line && end - at >= 3 && at[2] == '/' && (end - at == 3 || at[3] != '/');
      out_.comments.push_back({offset(at - base), offset(end - base), 0, own_line, is_doc});
      at = line_end;
      if (at == last) break;
      own_line = true;
    }
    for (auto i = first_new; i < out_.comments.size(); ++i) out_.comments[i].next_token = offset(at - base);
    return at;
  }
  static std::uint32_t offset(std::ptrdiff_t value) { return static_cast<std::uint32_t>(value); }

  /// False when the limit is passed.
  bool count(Token const& token, char const* base) {
    auto const text = token.text();
    bool const name = is_name(token);
    if (name || (token.kind != TokenKind::symbol && token.kind != TokenKind::word)) {
      if (name && previous_is_name_) drop_nots();
    } else if (text == "{" || text == "(") {
      if (!keeps_nots(text)) drop_nots();
      open_.push_back(nots_);
      depth_ += 1;
      nots_ = 0;
    } else if (text == "}" || text == ")") {
      drop_nots();
      if (!open_.empty()) {
        depth_ -= 1;
        nots_ = open_.back();
        open_.pop_back();
      }
      if (open_.empty()) top_ = offset(token.end - base);
    } else if (text == "not" && !previous_is("is")) {
      if (!previous_is("not")) drop_nots();
      nots_ += 1;
      depth_ += 1;
    } else if (text == "and" || text == "or") {
      drop_nots();
    }
    previous_ = text;
    previous_is_name_ = name;
    if (depth_ <= most_) return true;
    report(token, base);
    return false;
  }

  /// Whether a bracket belongs to the operand of the `not`s before it: `not (`, `not x in {`.
  [[nodiscard]] bool keeps_nots(std::string_view bracket) const {
    if (bracket == "(") return !previous_is_name_ && !previous_is("}") && !previous_is(")");
    return previous_is("in") || previous_is("within") || previous_is("any") || previous_is("all") || previous_is("has");
  }
  static bool is_name(Token const& token) {
    return token.kind == TokenKind::party || (token.kind == TokenKind::word && !is_reserved(token.text()));
  }
  [[nodiscard]] bool previous_is(std::string_view word) const { return previous_ == word; }
  void drop_nots() {
    depth_ -= nots_;
    nots_ = 0;
  }

  void report(Token const& token, char const* base) {
    reporter_.error(Code::nested_too_deeply, reporter_.span(offset(token.begin - base), offset(token.end - base)),
                    "braces, parentheses and `not`s are nested over " + std::to_string(most_) + " deep", {},
                    "name a part of the condition with `define`");
    out_.size = top_;
    out_.complete = false;
    while (!out_.comments.empty() && out_.comments.back().begin >= top_) out_.comments.pop_back();
  }

  CheckedText& out_;
  Reporter& reporter_;
  std::size_t most_;
  std::size_t depth_ = 0;
  std::size_t nots_ = 0;           ///< open at the innermost bracket
  std::vector<std::size_t> open_;  ///< the `nots_` of each bracket that is open around it
  std::uint32_t top_ = 0;          ///< the end of the last bracket that closed at the top: what stands before it is whole
  std::string_view previous_;
  bool previous_is_name_ = false;
};

}  // namespace

CheckedText precheck(SourceFile const& source, Reporter& reporter, ParseLimits const& limits) {
  CheckedText out;
  auto const text = source.text();
  if (text.size() > limits.bytes) {
    auto const at = offset(limits.bytes);
    reporter.error(
        Code::file_too_large, reporter.span(at, at),
        "the file has " + std::to_string(text.size()) + " bytes: a policy file holds at most " + std::to_string(limits.bytes), {},
        "split it: the declarations of a bundle may stand in any number of files");
    out.complete = false;
    return out;
  }
  out.original = text;
  out.size = text.size();
  check_characters(text, out, reporter);
  close_texts(out, reporter);
  Nesting(out, reporter, limits.nesting).run();
  return out;
}

}  // namespace izin::syntax
