// `and`, `or`, `not`, constants, and the conditions that are one word.
#include "rules/check/expressions.hpp"

namespace izin::check {
namespace {

Condition leaf(Condition::Kind kind, std::uint32_t index, Span span) {
  Condition condition;
  condition.kind = kind;
  condition.index = index;
  condition.span = span;
  return condition;
}

Condition constant(bool value, Span span) {
  auto condition = leaf(Condition::Kind::constant, 0, span);
  condition.value = value;
  return condition;
}

}  // namespace

Condition negated(Condition condition) {
  auto outer = leaf(Condition::Kind::negation, 0, condition.span);
  outer.operands.push_back(std::move(condition));
  return outer;
}

Condition Expressions::resolve(ast::Expr const& expr) {
  return std::visit([&](auto const& tree) { return node(tree, expr.span); }, expr.node);
}

Condition Expressions::node(ast::Constant const& tree, Span span) { return constant(tree.value, span); }

Condition Expressions::node(ast::Condition const& tree, Span span) {
  auto const meaning = resolve_path(context_, tree.path);
  switch (meaning.kind) {
    case PathMeaning::Kind::nothing:
      break;
    case PathMeaning::Kind::define:
      reads_.defines.emplace_back(DefineId{meaning.index}, tree.path.span);
      return leaf(Condition::Kind::define, meaning.index, span);
    case PathMeaning::Kind::question:
      reads_.questions.emplace_back(QuestionId{meaning.index}, tree.path.span);
      return leaf(Condition::Kind::question, meaning.index, span);
    case PathMeaning::Kind::field:
      if (meaning.type == Type{Base::boolean, Many::one, {}, {}}) {
        Comparison comparison;
        comparison.kind = Comparison::Kind::truth;
        comparison.path = slot_of(context_, meaning, tree.path.span, reads_);
        return intern(context_, std::move(comparison), span);
      }
      [[fallthrough]];
    case PathMeaning::Kind::pool:
      context_.error(Code::not_boolean, tree.path.span,
                     in_backticks(meaning.text) + " is " + type_text(context_.model, meaning.type) + ", not a condition", {},
                     "compare it with something, or ask whether it `is known`");
  }
  return constant(false, span);
}

Condition Expressions::node(ast::Consent const& tree, Span span) {
  static constexpr Comparison::Kind kinds[] = {Comparison::Kind::covers, Comparison::Kind::explicit_covers,
                                               Comparison::Kind::guardian_covers, Comparison::Kind::refuses};
  reads_.consent.push_back(span);
  Comparison comparison;
  comparison.kind = kinds[static_cast<std::size_t>(tree.word)];
  return intern(context_, std::move(comparison), span);
}

Condition Expressions::node(ast::Known const& tree, Span span) {
  auto const field = resolve_field(context_, tree.left);
  if (field.kind == PathMeaning::Kind::nothing) return constant(false, span);
  Comparison comparison;
  comparison.kind = Comparison::Kind::known;
  comparison.path = slot_of(context_, field, tree.left.span, reads_);
  auto condition = intern(context_, std::move(comparison), span);
  return tree.negated ? negated(std::move(condition)) : condition;
}

Condition Expressions::node(ast::Not const& tree, Span span) {
  auto outer = negated(resolve(*tree.operand));
  outer.span = span;
  return outer;
}

Condition Expressions::node(ast::And const& tree, Span span) {
  return several(tree.operands, Condition::Kind::conjunction, span);
}

Condition Expressions::node(ast::Or const& tree, Span span) { return several(tree.operands, Condition::Kind::disjunction, span); }

Condition Expressions::several(std::vector<ast::Expr> const& operands, Condition::Kind kind, Span span) {
  auto condition = leaf(kind, 0, span);
  condition.operands.reserve(operands.size());
  for (auto const& operand : operands) condition.operands.push_back(resolve(operand));
  return condition;
}

}  // namespace izin::check
