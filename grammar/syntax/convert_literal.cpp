// Literals: raw text to values, by the readers of literals.hpp; escapes of texts.
#include "grammar/source/utf8.hpp"
#include "grammar/syntax/converter.hpp"
#include "grammar/syntax/lexer.hpp"
#include "grammar/syntax/literals.hpp"

namespace izin::syntax {
namespace {

/// One blank where blanks stand between a number and its unit.
std::string with_one_blank(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (char const c : raw) {
    if (!is_blank(c))
      out += c;
    else if (out.back() != ' ')
      out += ' ';
  }
  return out;
}

enum class Sort : unsigned char { number, percent, money, date, instant, duration };

Sort sort_of(std::string_view raw) {
  char const* const first = raw.data();
  char const* const last = first + raw.size();
  if (read_date(first, last) == last) {
    auto const time = raw.find_first_not_of("0123456789-");
    return time == std::string_view::npos ? Sort::date : Sort::instant;
  }
  auto const blank = raw.find(' ');
  if (blank != std::string_view::npos) return is_upper(raw[blank + 1]) ? Sort::money : Sort::duration;
  return raw.ends_with('%') ? Sort::percent : Sort::number;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// `{…}` of `\u{…}`: its scalar value and its length, or nothing.
struct Point {
  char32_t value = 0;
  std::size_t size = 0;
};
std::optional<Point> read_point(std::string_view text) {
  if (!text.starts_with('{')) return std::nullopt;
  Point out;
  std::size_t at = 1;
  for (; at < text.size() && hex_value(text[at]) >= 0; ++at) {
    if (at > 6) return std::nullopt;
    out.value = out.value * 16 + static_cast<char32_t>(hex_value(text[at]));
  }
  if (at == 1 || at == text.size() || text[at] != '}') return std::nullopt;
  out.size = at + 1;
  return out;
}

}  // namespace

Maybe<ast::Literal> Converter::literal(tree::Range range) {
  auto const written = text(range);
  ast::Literal out;
  out.span = span(range);
  if (written[0] == '"') {
    out.value = ast::Text{unescaped(range)};
    out.raw = written;
    return out;
  }
  out.raw = with_one_blank(written);
  if (written == "true" || written == "false") {
    out.value = written == "true";
    return out;
  }
  bool right = true;
  auto const take = [&](auto parsed) {
    if (auto* const error = std::get_if<LiteralError>(&parsed)) {
      reporter_.error(Code::wrong_literal, out.span, std::move(error->message));
      right = false;
    } else {
      out.value = std::get<0>(parsed);
    }
  };
  switch (sort_of(out.raw)) {
    case Sort::number:
      take(parse_number(out.raw));
      break;
    case Sort::percent:
      take(parse_percent(out.raw));
      break;
    case Sort::money:
      take(parse_money(out.raw));
      break;
    case Sort::date:
      take(parse_date(out.raw));
      break;
    case Sort::instant:
      take(parse_instant(out.raw));
      break;
    case Sort::duration:
      take(parse_duration(out.raw));
      break;
  }
  if (!right) return std::nullopt;
  return out;
}

Maybe<ast::Literal> Converter::date(tree::Range range) { return literal(range); }

ast::OptionalBox<ast::Literal> Converter::optional_date(tree::Range range) {
  if (!range) return {};
  auto out = literal(range);
  if (!out) return {};
  return std::move(*out);
}

std::string Converter::unescaped(tree::Range range) {
  auto const body = text({range.begin + 1, range.end - 1});
  std::string out;
  out.reserve(body.size());
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] == '\r') continue;  // a line end is a line feed, however the file writes it
    if (body[at] != '\\') {
      out += body[at];
      continue;
    }
    auto const begin = range.begin + 1 + static_cast<std::uint32_t>(at);
    auto const wrong = [&](std::size_t size, std::string const& message, std::string const& help) {
      reporter_.error(Code::wrong_escape, reporter_.span(begin, begin + static_cast<std::uint32_t>(size)), message, {}, help);
    };
    switch (char const c = body[++at]; c) {
      case '"':
      case '\\':
        out += c;
        break;
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'u': {
        auto const point = read_point(body.substr(at + 1));
        if (!point) {
          wrong(2, "`\\u` is not followed by one to six hexadecimal digits in braces", "write `\\u{e9}` for é");
          break;
        }
        if (point->value == 0 || !is_scalar(point->value))
          wrong(2 + point->size, backticked(body.substr(at - 1, 2 + point->size)) + " is no character that a text may hold",
                "any Unicode scalar value but zero may stand there");
        else
          append_utf8(out, point->value);
        at += point->size;
        break;
      }
      default: {
        auto const size = std::size_t{1} + decode_utf8(body.substr(at)).size;
        wrong(size, backticked(body.substr(at - 1, size)) + " is no escape", R"(there are `\"`, `\\`, `\n`, `\t` and `\u{…}`)");
        at += size - 2;
      }
    }
  }
  return out;
}

}  // namespace izin::syntax
