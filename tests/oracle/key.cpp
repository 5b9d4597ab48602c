// When two comparisons are the same: equal text once set elements are sorted.
#include <algorithm>

#include "tests/oracle/scene.hpp"

namespace izin::oracle {
namespace {

template <class Variant>
std::string literal_or_path(Variant const& what) {
  auto const* literal = std::get_if<ast::Literal>(&what);
  return literal != nullptr ? literal->raw : text_of(std::get<ast::Path>(what));
}

std::string text(ast::Operand const& operand) {
  if (auto const* path = std::get_if<ast::Path>(&operand)) return text_of(*path);
  if (auto const* literal = std::get_if<ast::Literal>(&operand)) return literal->raw;
  if (auto const* term = std::get_if<ast::Term>(&operand)) return term->name.text;
  if (auto const* party = std::get_if<ast::Party>(&operand)) return "@" + party->name.text;
  auto const& sum = std::get<ast::Sum>(operand);
  auto result = literal_or_path(sum.base);
  for (auto const& part : sum.parts) result += (part.sign == Sign::plus ? " + " : " - ") + literal_or_path(part.amount);
  return result;
}

std::string element(std::variant<ast::Term, ast::Party> const& what) {
  auto const* term = std::get_if<ast::Term>(&what);
  return term != nullptr ? term->name.text : "@" + std::get<ast::Party>(what).name.text;
}

std::string text(ast::Many const& many) {
  if (auto const* path = std::get_if<ast::Path>(&many)) return text_of(*path);
  if (auto const* term = std::get_if<ast::Term>(&many)) return term->name.text;
  if (auto const* party = std::get_if<ast::Party>(&many)) return "@" + party->name.text;
  std::set<std::string> sorted;
  for (auto const& one : std::get<ast::SetLiteral>(many).elements) sorted.insert(element(one));
  std::string result = "{";
  for (auto const& one : sorted) result += " " + one;
  return result + " }";
}

std::string under(ast::OptionalBox<ast::Term> const& term) { return term ? " under " + term->name.text : ""; }

}  // namespace

std::string key_of(ast::Expr const& expr) {
  if (auto const* e = std::get_if<ast::Compare>(&expr.node)) {
    static char const* const signs[] = {" == ", " == ", " < ", " <= ", " > ", " >= "};  // `!=` is a negated `==`
    return text(*e->left) + signs[static_cast<int>(e->order)] + text(*e->right);
  }
  if (auto const* e = std::get_if<ast::Is>(&expr.node)) return text_of(e->left) + " is " + element(*e->right);
  if (auto const* e = std::get_if<ast::In>(&expr.node)) return text_of(e->left) + " in " + text(*e->right);
  if (auto const* e = std::get_if<ast::Has>(&expr.node)) {
    static char const* const words[] = {" has ", " has any ", " has all "};
    return text_of(e->left) + under(e->under) + words[static_cast<int>(e->quantifier)] + text(*e->right);
  }
  if (auto const* e = std::get_if<ast::Within>(&expr.node)) {
    return text_of(e->left) + under(e->under) + " within " + text(*e->right);
  }
  if (auto const* e = std::get_if<ast::Known>(&expr.node)) return text_of(e->left) + " is known";
  return text_of(std::get<ast::Condition>(expr.node).path);
}

}  // namespace izin::oracle
