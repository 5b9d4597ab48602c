// `== != < <= > >=`: what may stand beside what. LANGUAGE.md section 4.
#include "rules/check/literals.hpp"
#include "rules/check/sides.hpp"

namespace izin::check {
namespace {

bool has_order(Family f) {
  return f == Family::number || f == Family::percent || f == Family::money || f == Family::time || f == Family::duration;
}

/// Checks that two sides fit together and completes their types.
class Pair {
 public:
  Pair(Context& context, Side& left, Side& right, ast::Order order)
      : context_(context), left_(left), right_(right), order_(order) {}

  bool fit() {
    if (left_.kind == Side::Kind::bad || right_.kind == Side::Kind::bad) return false;
    if (left_.kind == Side::Kind::term && right_.kind == Side::Kind::term) {
      context_.error(Code::untyped_term, join(left_.span, right_.span),
                     "neither side is a field: the terms' taxonomy cannot be told", {}, "compare a field with a term");
      return false;
    }
    if (left_.kind == Side::Kind::term) return give_taxonomy(left_, right_) && may_stand();
    if (right_.kind == Side::Kind::term) return give_taxonomy(right_, left_) && may_stand();
    give_zero(left_, right_);
    give_zero(right_, left_);
    return may_stand();
  }

 private:
  bool is_order() const { return order_ != ast::Order::equal && order_ != ast::Order::not_equal; }

  bool give_taxonomy(Side& term, Side const& other) {
    auto const& type = other.operand.type;
    if (type.base != Base::term) {
      context_.error(Code::type_mismatch, term.span,
                     in_backticks(term.term->name.text) + " is a term, but the other side is " + type_text(context_.model, type),
                     {}, hint(type), {{other.span, "this is " + type_text(context_.model, type)}});
      return false;
    }
    if (!single(other)) return false;
    auto const id = find_term(context_, type.taxonomy, term.term->name);
    if (!id) return false;
    term.kind = Side::Kind::value;
    term.operand.type = type;
    term.operand.literal.given = true;
    term.operand.literal.code = id->value;
    return true;
  }

  static std::string hint(Type const& type) {
    return type.base == Base::party ? "compare a field of the party, such as its `kind`" : std::string();
  }

  /// A bare `0` beside money or a duration is of that type.
  static void give_zero(Side& side, Side const& other) {
    auto const base = other.operand.type.base;
    if (!side.bare_zero || other.operand.type.many != Many::one || (base != Base::money && base != Base::duration)) return;
    side.operand.type = other.operand.type;
    side.operand.zero = true;
  }

  bool single(Side const& side) {
    auto const& type = side.operand.type;
    if (type.many == Many::one && type.base != Base::record) return true;
    bool const set = type.many != Many::one;
    context_.error(
        Code::wrong_operator, side.span,
        type_text(context_.model, type) + " cannot be compared: " + (set ? "sets" : "records") + " have no equality and no order",
        {}, set ? "ask with `has`, `within` or `is known`" : "compare its fields, or ask whether it `is known`");
    return false;
  }

  bool may_stand() {
    if (!single(left_) || !single(right_)) return false;
    auto const& a = left_.operand.type;
    auto const& b = right_.operand.type;
    if (family(a) != family(b) || a.taxonomy != b.taxonomy) return mismatch(a, b);
    if (!is_order() || has_order(family(a))) return true;
    context_.error(Code::wrong_operator, join(left_.span, right_.span), type_text(context_.model, a) + " has no order", {},
                   family(a) == Family::term ? "use `is`, `in` or `==`" : "use `==` or `!=`");
    return false;
  }

  bool mismatch(Type const& a, Type const& b) {
    std::string help;
    if (right_.bare_zero || left_.bare_zero) help = "a bare `0` stands beside numbers, money and durations only";
    if (family(a) == Family::money || family(b) == Family::money) help = "an amount has its currency: `55000 USD`";
    if (family(a) == Family::percent || family(b) == Family::percent) help = "a percentage is written `66%`";
    context_.error(Code::type_mismatch, right_.span,
                   type_text(context_.model, a) + " and " + type_text(context_.model, b) + " cannot be compared", {}, help,
                   {{left_.span, "this is " + type_text(context_.model, a)}});
    return false;
  }

  Context& context_;
  Side& left_;
  Side& right_;
  ast::Order order_;
};

Comparison::Kind kind_of(ast::Order order) {
  switch (order) {
    case ast::Order::equal:
    case ast::Order::not_equal:
      return Comparison::Kind::equal;
    case ast::Order::less:
      return Comparison::Kind::less;
    case ast::Order::less_equal:
      return Comparison::Kind::less_equal;
    case ast::Order::greater:
      return Comparison::Kind::greater;
    case ast::Order::greater_equal:
      break;
  }
  return Comparison::Kind::greater_equal;
}

}  // namespace

Condition Expressions::node(ast::Compare const& tree, Span span) {
  Sides sides(context_, reads_);
  auto left = sides.read(tree.left);
  auto right = sides.read(tree.right);
  Condition failed;
  failed.span = span;
  if (!Pair(context_, left, right, tree.order).fit()) return failed;
  Comparison comparison;
  comparison.kind = kind_of(tree.order);
  comparison.left = std::move(left.operand);
  comparison.right = std::move(right.operand);
  auto condition = intern(context_, std::move(comparison), span);
  return tree.order == ast::Order::not_equal ? negated(std::move(condition)) : condition;
}

}  // namespace izin::check
