#include "engine/facts/json_problem.hpp"

#include <algorithm>

#include "grammar/source/utf8.hpp"

namespace izin::input {
namespace {

constexpr int number_out_of_range = 406;  // nlohmann::json::out_of_range of a number that no double holds

/// What the parser says, in a few words of its own; what we say for it.
struct Wording {
  std::string_view sign;  ///< part of the parser's message
  std::string_view message, help;
};
constexpr Wording wordings[] = {
    {"control character", "a string holds a raw control character", "write it as an escape: `\\n` for a line feed, `\\u0007`"},
    {"forbidden character after backslash", "a string has an escape that JSON does not know",
     "there are `\\\"` `\\\\` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` and `\\u` with four hexadecimal digits"},
    {"must be followed by 4 hex digits", "a string has `\\u` without four hexadecimal digits after it",
     "write it as in `\\u00e9`"},
    {"surrogate", "a string has half of a surrogate pair", "write both halves, as in `\\ud83c\\udfb5`, or the character itself"},
    {"invalid number", "a number is not written as JSON writes numbers", "write digits, as in `18`, `-3` or `0.5`"},
    {"missing closing quote", "a string is not closed", "end it with `\"`"},
};

JsonProblem problem(Code code, std::uint32_t begin, std::uint32_t end, std::string message, std::string help = {}) {
  return {code, begin, end, std::move(message), {}, std::move(help), {}};
}

/// What the parser would have taken instead: the part of its message after `expected `.
std::string expected(std::string_view what) {
  auto const at = what.rfind("expected ");
  if (at == std::string_view::npos || (at > 1 && what.substr(at - 2, 2) == "un")) return {};
  std::string_view const wanted = what.substr(at + 9);
  if (wanted == "end of input") return "the document ends before this";
  if (wanted.find("object key") != std::string_view::npos || wanted.find("string literal") != std::string_view::npos)
    return "a key in double quotes is due here";
  if (wanted.find("':'") != std::string_view::npos) return "`:` is due here";
  if (wanted.find("'}'") != std::string_view::npos) return "`,` or `}` is due here";
  if (wanted.find("']'") != std::string_view::npos) return "`,` or `]` is due here";
  return "a value is due here";
}

/// One token as people see it: a word, or one character.
std::string_view shown(BadToken const& token) {
  auto const word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  std::uint32_t end = token.first;
  while (end < token.end && word(token.text[end])) ++end;
  if (end == token.first) end += decode_utf8(token.text.substr(token.first, token.end - token.first)).size;
  return token.text.substr(token.first, end - token.first);
}

}  // namespace

JsonProblem syntax_problem(BadToken const& token, int id, std::string_view what) {
  if (id == number_out_of_range)
    return problem(Code::bad_value, token.first, std::min(token.last + 1, token.end), "a number is out of range",
                   "a number has at most 18 digits and no exponent");
  if (auto const bad = first_malformed(token.text.substr(token.first, token.end - token.first));
      bad && token.first + *bad <= token.last) {
    auto const at = token.first + static_cast<std::uint32_t>(*bad);
    return problem(Code::input_not_utf8, at, at + 1, "the input is not valid UTF-8", "save the file as UTF-8");
  }
  for (Wording const& wording : wordings) {
    if (what.find(wording.sign) == std::string_view::npos) continue;
    bool const string = token.first < token.end && token.text[token.first] == '"' && wording.sign != "missing closing quote";
    std::uint32_t begin = string ? std::min(token.last, token.end - 1) : token.first;
    if (wording.sign == "surrogate") {  // the parser has read on to what should have been the other half
      auto const escape = token.text.substr(0, begin + 1).rfind("\\u");
      if (escape != std::string_view::npos && escape >= token.first) begin = static_cast<std::uint32_t>(escape);
    }
    return problem(Code::not_json, begin, std::clamp(token.last + 1, begin, token.end), std::string(wording.message),
                   std::string(wording.help));
  }
  if (token.first >= token.end)
    return problem(Code::not_json, token.end, token.end, "the JSON ends before it is complete", expected(what));
  std::string_view const word = shown(token);
  return problem(Code::not_json, token.first, token.first + static_cast<std::uint32_t>(word.size()),
                 "this is not valid JSON: " + in_backticks(word) + " cannot stand here", expected(what));
}

std::optional<JsonProblem> unfit_document(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::string_view const document = text.substr(begin, end - begin);
  if (document.size() > largest_document)
    return problem(Code::input_too_large, begin, begin, "a JSON document is larger than 64 MiB", "give the flows as JSON Lines");
  if (document.starts_with("\xEF\xBB\xBF"))
    return problem(Code::not_json, begin, begin + 3, "the input begins with a byte order mark",
                   "save the file as UTF-8 without one");
  if (auto const zero = document.find('\0'); zero != std::string_view::npos) {
    auto const at = begin + static_cast<std::uint32_t>(zero);
    return problem(Code::not_json, at, at + 1, "the input holds the character U+0000", "in a string it is written `\\u0000`");
  }
  return std::nullopt;
}

void append_step(std::string& pointer, std::string_view key) {
  pointer += '/';
  for (char const c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

}  // namespace izin::input
