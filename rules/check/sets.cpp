// `is`, `in`, `has`, `within`: what may stand on either side. LANGUAGE.md section 4.
#include "rules/check/expressions.hpp"
#include "rules/check/literals.hpp"

namespace izin::check {
namespace {

Type element_type(Type const& type) { return {type.base, Many::one, type.taxonomy, type.record}; }

bool of_terms_or_parties(Type const& type) { return type.base == Base::term || type.base == Base::party; }

Condition failed(Span span) {
  Condition condition;
  condition.span = span;
  return condition;
}

ast::Name const& name_of(std::variant<ast::Term, ast::Party> const& one) {
  if (auto const* term = std::get_if<ast::Term>(&one)) return term->name;
  return std::get<ast::Party>(one).name;
}

}  // namespace

PathMeaning Expressions::left_side(ast::Path const& path) { return resolve_field(context_, path); }

bool Expressions::read_one(std::variant<ast::Term, ast::Party> const& one, Type const& type, Comparison& out) {
  auto const elements = read_elements(context_, {one}, type);
  if (elements) out.many.elements = *elements;
  return elements.has_value();
}

bool Expressions::read_many(ast::Many const& many, Type const& left, Comparison& out) {
  if (auto const* set = std::get_if<ast::SetLiteral>(&many)) {
    auto const elements = read_elements(context_, set->elements, left);
    if (elements) out.many.elements = *elements;
    return elements.has_value();
  }
  if (auto const* term = std::get_if<ast::Term>(&many)) return read_one(*term, left, out);
  if (auto const* party = std::get_if<ast::Party>(&many)) return read_one(*party, left, out);
  auto const& path = std::get<ast::Path>(many);
  auto const field = resolve_field(context_, path);
  if (field.kind == PathMeaning::Kind::nothing) return false;
  if (field.type.many == Many::one) {
    context_.error(Code::unfit_operand, path.span,
                   in_backticks(field.text) + " is " + type_text(context_.model, field.type) + ", not a set", {},
                   "a set is written between `{` and `}`, or is a field of type `set of` or `some of`");
    return false;
  }
  if (element_type(field.type) != element_type(left)) {
    context_.error(Code::type_mismatch, path.span,
                   in_backticks(field.text) + " is " + type_text(context_.model, field.type) + ": its elements are not " +
                       type_text(context_.model, element_type(left)));
    return false;
  }
  out.many.slot = slot_of(context_, field, path.span, reads_);
  return true;
}

bool Expressions::read_under(ast::OptionalBox<ast::Term> const& under, PathMeaning const& left, Span left_span, Comparison& out) {
  if (!under) return true;
  if (left.type.many == Many::one || left.type.base != Base::term) {
    context_.error(Code::unfit_operand, left_span,
                   in_backticks(left.text) + " is " + type_text(context_.model, left.type) + ": `under` asks of a set of terms");
    return false;
  }
  out.under = find_term(context_, left.type.taxonomy, under->name);
  return out.under.has_value();
}

Condition Expressions::node(ast::Is const& tree, Span span) {
  auto const left = left_side(tree.left);
  if (left.kind == PathMeaning::Kind::nothing) return failed(span);
  if (left.type.many != Many::one || !of_terms_or_parties(left.type)) {
    context_.error(Code::unfit_operand, tree.left.span,
                   in_backticks(left.text) + " is " + type_text(context_.model, left.type) + ": `is` asks of one term or party",
                   {}, left.type.many != Many::one ? "ask a set with `has` or `within`" : "compare it with `==`");
    return failed(span);
  }
  if (left.type.base == Base::party && std::holds_alternative<ast::Term>(*tree.right)) {
    auto const& name = name_of(*tree.right);
    context_.error(Code::type_mismatch, name.span,
                   in_backticks(left.text) + " is a party, " + in_backticks(name.text) + " is a term", {},
                   "ask of the party's field, such as " + in_backticks(left.text + ".kind is " + name.text));
    return failed(span);
  }
  Comparison comparison;
  comparison.kind = Comparison::Kind::is;
  if (!read_one(tree.right, left.type, comparison)) return failed(span);
  comparison.path = slot_of(context_, left, tree.left.span, reads_);
  auto condition = intern(context_, std::move(comparison), span, Right::one);
  return tree.negated ? negated(std::move(condition)) : condition;
}

Condition Expressions::node(ast::In const& tree, Span span) {
  auto const left = left_side(tree.left);
  if (left.kind == PathMeaning::Kind::nothing) return failed(span);
  if (left.type.many != Many::one || !of_terms_or_parties(left.type)) {
    context_.error(Code::unfit_operand, tree.left.span,
                   in_backticks(left.text) + " is " + type_text(context_.model, left.type) + ": `in` asks of one term or party",
                   {}, left.type.many != Many::one ? "ask a set with `within` or `has any`" : "compare it with `==`");
    return failed(span);
  }
  if (std::holds_alternative<ast::Term>(*tree.right) || std::holds_alternative<ast::Party>(*tree.right)) {
    context_.error(Code::unfit_operand, ast::span_of(*tree.right), "`in` takes a set on its right", {},
                   "write `is` for one term or party, or a set between `{` and `}`");
    return failed(span);
  }
  Comparison comparison;
  comparison.kind = Comparison::Kind::in;
  if (!read_many(tree.right, left.type, comparison)) return failed(span);
  comparison.path = slot_of(context_, left, tree.left.span, reads_);
  return intern(context_, std::move(comparison), span);
}

Condition Expressions::node(ast::Has const& tree, Span span) {
  auto const left = left_side(tree.left);
  if (left.kind == PathMeaning::Kind::nothing) return failed(span);
  if (left.type.many == Many::one) {
    context_.error(Code::unfit_operand, tree.left.span,
                   in_backticks(left.text) + " is " + type_text(context_.model, left.type) + ": `has` asks of a set", {},
                   of_terms_or_parties(left.type) ? "ask with `is` or `in`" : "compare it with `==`");
    return failed(span);
  }
  bool const one = std::holds_alternative<ast::Term>(*tree.right) || std::holds_alternative<ast::Party>(*tree.right);
  if (one != (tree.quantifier == ast::Quantifier::one)) {
    context_.error(Code::unfit_operand, ast::span_of(*tree.right),
                   one ? "`has any` and `has all` take a set on their right" : "`has` takes one term or party on its right", {},
                   one ? "write `has` for one term or party" : "write `has any` or `has all` for several");
    return failed(span);
  }
  Comparison comparison;
  comparison.kind = tree.quantifier == ast::Quantifier::one   ? Comparison::Kind::has_one
                    : tree.quantifier == ast::Quantifier::any ? Comparison::Kind::has_any
                                                              : Comparison::Kind::has_all;
  bool const under = read_under(tree.under, left, tree.left.span, comparison);
  if (!read_many(tree.right, left.type, comparison) || !under) return failed(span);
  comparison.path = slot_of(context_, left, tree.left.span, reads_);
  return intern(context_, std::move(comparison), span, one ? Right::one : Right::set);
}

Condition Expressions::node(ast::Within const& tree, Span span) {
  auto const left = left_side(tree.left);
  if (left.kind == PathMeaning::Kind::nothing) return failed(span);
  bool const fits = left.type.many != Many::one || left.type.base == Base::term;
  if (!fits) {
    context_.error(
        Code::unfit_operand, tree.left.span,
        in_backticks(left.text) + " is " + type_text(context_.model, left.type) + ": `within` asks of a set or of one term", {},
        left.type.base == Base::party ? "ask of one party with `is` or `in`" : "compare it with `==`");
    return failed(span);
  }
  Comparison comparison;
  comparison.kind = Comparison::Kind::within;
  bool const under = read_under(tree.under, left, tree.left.span, comparison);
  if (!read_many(tree.right, left.type, comparison) || !under) return failed(span);
  comparison.path = slot_of(context_, left, tree.left.span, reads_);
  bool const one = std::holds_alternative<ast::Term>(*tree.right) || std::holds_alternative<ast::Party>(*tree.right);
  return intern(context_, std::move(comparison), span, one ? Right::one : Right::set);
}

}  // namespace izin::check
