#include "grammar/ast/print_parts.hpp"

#include <cstdio>

#include "grammar/source/utf8.hpp"

namespace izin::ast {
namespace {

std::string escaped(char32_t point) {
  char text[16];
  std::snprintf(text, sizeof text, "\\u{%x}", static_cast<unsigned>(point));
  return text;
}

}  // namespace

std::string quoted_text(std::string_view value) {
  std::string out = "\"";
  out.reserve(value.size() + 2);
  for (std::size_t at = 0; at < value.size();) {
    char const c = value[at];
    auto const next = decode_utf8(value.substr(at));
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (next.valid && (c == '\r' || forbidden_in_policy(next.point)))
      out += escaped(next.point);
    else
      out += value.substr(at, next.size);
    at += next.size;
  }
  return out += '"';
}

std::string text_of(Literal const& literal) {
  if (auto const* text = std::get_if<Text>(&literal.value)) return quoted_text(text->value);
  return literal.raw;
}

std::string text_of(RuleRef const& ref) {
  std::string out;
  for (std::size_t i = 0; i < ref.segments.size(); ++i) {
    if (i > 0) out += '.';
    out += ref.segments[i].text;
    if (ref.version && i + 1 == ref.version_after) out += "@" + quoted_text(ref.version->value);
  }
  return out + (ref.all ? ".*" : "");
}

std::string text_of(std::variant<Term, Party> const& element) {
  if (auto const* party = std::get_if<Party>(&element)) return "@" + party->name.text;
  return std::get<Term>(element).name.text;
}

std::string text_of(std::variant<Party, Path> const& holder) {
  if (auto const* party = std::get_if<Party>(&holder)) return "@" + party->name.text;
  return std::get<Path>(holder).text();
}

std::string_view text_of(Order order) {
  switch (order) {
    case Order::equal:
      return "==";
    case Order::not_equal:
      return "!=";
    case Order::less:
      return "<";
    case Order::less_equal:
      return "<=";
    case Order::greater:
      return ">";
    case Order::greater_equal:
      break;
  }
  return ">=";
}

std::string_view text_of(ConsentWord word) {
  switch (word) {
    case ConsentWord::covers:
      return "consent covers flow";
    case ConsentWord::explicit_covers:
      return "explicit consent covers flow";
    case ConsentWord::guardian_covers:
      return "guardian consent covers flow";
    case ConsentWord::refuses:
      break;
  }
  return "consent refuses flow";
}

std::string_view text_of(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::law:
      return "law";
    case InstrumentKind::terms:
      return "terms";
    case InstrumentKind::charter:
      return "charter";
    case InstrumentKind::consent:
      break;
  }
  return "consent";
}

std::string_view text_of(Modality modality) {
  switch (modality) {
    case Modality::forbid:
      return "forbid";
    case Modality::require:
      return "require";
    case Modality::permit:
      return "permit";
    case Modality::right:
      return "right";
    case Modality::duty:
      break;
  }
  return "duty";
}

std::string_view text_of(Dimension::Which which) {
  switch (which) {
    case Dimension::Which::data:
      return "data";
    case Dimension::Which::operation:
      return "operation";
    case Dimension::Which::purpose:
      return "purpose";
    case Dimension::Which::recipient:
      break;
  }
  return "recipient";
}

}  // namespace izin::ast
