// Expressions as written, turned into conditions over interned comparisons. LANGUAGE.md section 4.
#pragma once

#include "rules/check/comparison_text.hpp"
#include "rules/check/context.hpp"
#include "rules/check/paths.hpp"

namespace izin::check {

/// One expression, or several of one rule: what they read adds up in `reads`.
class Expressions {
 public:
  Expressions(Context& context, Reads& reads) : context_(context), reads_(reads) {}

  /// Every mistake is reported; the result then only keeps the shape.
  [[nodiscard]] Condition resolve(ast::Expr const& expr);

 private:
  // logic.cpp
  Condition node(ast::Condition const& tree, Span span);
  Condition node(ast::Constant const& tree, Span span);
  Condition node(ast::Consent const& tree, Span span);
  Condition node(ast::Known const& tree, Span span);
  Condition node(ast::Not const& tree, Span span);
  Condition node(ast::And const& tree, Span span);
  Condition node(ast::Or const& tree, Span span);
  Condition several(std::vector<ast::Expr> const& operands, Condition::Kind kind, Span span);
  // orders.cpp
  Condition node(ast::Compare const& tree, Span span);
  // sets.cpp
  Condition node(ast::Is const& tree, Span span);
  Condition node(ast::In const& tree, Span span);
  Condition node(ast::Has const& tree, Span span);
  Condition node(ast::Within const& tree, Span span);

  /// The left side of `is`, `in`, `has`, `within`: a field, whose slot the comparison reads.
  [[nodiscard]] PathMeaning left_side(ast::Path const& path);
  /// `under T` of a set of terms; false on an error.
  [[nodiscard]] bool read_under(ast::OptionalBox<ast::Term> const& under, PathMeaning const& left, Span left_span,
                                Comparison& out);
  /// X, of elements like the left side's; false on an error.
  [[nodiscard]] bool read_many(ast::Many const& many, Type const& left, Comparison& out);
  /// One literal term or party, as what `type` holds.
  [[nodiscard]] bool read_one(std::variant<ast::Term, ast::Party> const& one, Type const& type, Comparison& out);

  Context& context_;
  Reads& reads_;
};

/// Negation around a condition.
[[nodiscard]] Condition negated(Condition condition);

/// The comparison as an atom: the one that is there already, if an equal one is. Completes its text.
[[nodiscard]] Condition intern(Context& context, Comparison comparison, Span span, Right right = Right::set);

}  // namespace izin::check
