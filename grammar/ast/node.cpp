// Texts and places of tree nodes.
#include "grammar/ast/policy.hpp"

namespace izin::ast {
namespace {

std::string joined(std::vector<Name> const& names, std::size_t begin, std::size_t end) {
  std::string out;
  for (auto i = begin; i < end; ++i) {
    if (i > begin) out += '.';
    out += names[i].text;
  }
  return out;
}

}  // namespace

std::string Path::text() const { return joined(segments, 0, segments.size()); }

Span span_of(Operand const& operand) {
  if (auto const* term = std::get_if<Term>(&operand)) return term->name.span;
  if (auto const* party = std::get_if<Party>(&operand)) return party->name.span;
  if (auto const* path = std::get_if<Path>(&operand)) return path->span;
  if (auto const* literal = std::get_if<Literal>(&operand)) return literal->span;
  return std::get<Sum>(operand).span;
}

Span span_of(Many const& many) {
  if (auto const* term = std::get_if<Term>(&many)) return term->name.span;
  if (auto const* party = std::get_if<Party>(&many)) return party->name.span;
  if (auto const* path = std::get_if<Path>(&many)) return path->span;
  return std::get<SetLiteral>(many).span;
}

std::string RuleRef::text() const {
  if (!version) return joined(segments, 0, segments.size()) + (all ? ".*" : "");
  auto out = joined(segments, 0, version_after) + "@\"" + version->value + "\"";
  if (version_after < segments.size()) out += "." + joined(segments, version_after, segments.size());
  return out + (all ? ".*" : "");
}

}  // namespace izin::ast
