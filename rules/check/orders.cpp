// `== != < <= > >=`: what may stand beside what. LANGUAGE.md section 4.
#include "rules/check/expressions.hpp"
#include "rules/check/literals.hpp"

namespace izin::check {
namespace {

/// One side: a value, a term that waits for the other side's taxonomy, or an error that was reported.
struct Side {
  enum class Kind : std::uint8_t { bad, value, term } kind = Kind::bad;
  Operand operand;
  ast::Term const* term = nullptr;
  Span span;
  bool bare_zero = false;
};

/// Types that can stand beside each other.
enum class Family : std::uint8_t { boolean, number, percent, money, text, time, duration, term, party, record };

Family family(Type const& type) {
  switch (type.base) {
    case Base::boolean:
      return Family::boolean;
    case Base::integer:
    case Base::decimal:
      return Family::number;
    case Base::percent:
      return Family::percent;
    case Base::money:
      return Family::money;
    case Base::text:
      return Family::text;
    case Base::date:
    case Base::instant:
      return Family::time;
    case Base::duration:
      return Family::duration;
    case Base::term:
      return Family::term;
    case Base::party:
      return Family::party;
    case Base::record:
      break;
  }
  return Family::record;
}

bool has_order(Family f) {
  return f == Family::number || f == Family::percent || f == Family::money || f == Family::time || f == Family::duration;
}

class Sides {
 public:
  Sides(Context& context, Reads& reads) : context_(context), reads_(reads) {}

  Side read(ast::Operand const& operand) {
    return std::visit([&](auto const& tree) { return side(tree); }, operand);
  }

 private:
  Side side(ast::Path const& path) {
    Side side;
    side.span = path.span;
    auto const meaning = resolve_path(context_, path);
    if (meaning.kind == PathMeaning::Kind::pool) {
      reads_.pool.push_back(path.span);
      side.operand.kind = Operand::Kind::pool;
      side.operand.pool = meaning.pool;
    } else if (meaning.kind == PathMeaning::Kind::field) {
      side.operand.kind = Operand::Kind::slot;
      side.operand.slot = slot_of(context_, meaning, path.span, reads_);
    } else {
      if (meaning.kind != PathMeaning::Kind::nothing) not_a_value(path, meaning);
      return side;
    }
    side.operand.type = meaning.type;
    side.kind = Side::Kind::value;
    return side;
  }

  void not_a_value(ast::Path const& path, PathMeaning const& meaning) {
    auto const what = meaning.kind == PathMeaning::Kind::define ? "a definition" : "a question";
    context_.error(Code::not_a_field, path.span, in_backticks(path.text()) + " is " + what + ": it has no value to compare", {},
                   "it is a condition by itself: write only its name");
  }

  Side side(ast::Literal const& literal) {
    Side side;
    side.kind = Side::Kind::value;
    side.span = literal.span;
    side.operand.type = literal_type(literal);
    side.operand.literal = literal_value(literal, context_.model.text_store);
    side.bare_zero = is_bare_zero(literal);
    return side;
  }

  Side side(ast::Term const& term) {
    Side side;
    side.kind = Side::Kind::term;
    side.term = &term;
    side.span = term.name.span;
    return side;
  }

  Side side(ast::Party const& party) {
    Side side;
    side.span = party.name.span;
    auto const id = find_party(context_, party);
    if (!id) return side;
    side.kind = Side::Kind::value;
    side.operand.type = {Base::party, Many::one, {}, context_.model.schema.party_record};
    side.operand.literal.given = true;
    side.operand.literal.code = id->value;
    return side;
  }

  Side side(ast::Sum const& sum) {
    Side side;
    side.span = sum.span;
    side.operand.kind = Operand::Kind::sum;
    side.operand.type = {Base::instant, Many::one, {}, {}};
    bool ok = base(sum.base, side.operand);
    for (auto const& part : sum.parts) ok = amount(part, side.operand) && ok;
    if (ok) side.kind = Side::Kind::value;
    return side;
  }

  bool base(std::variant<ast::Literal, ast::Path> const& tree, Operand& out) {
    if (auto const* literal = std::get_if<ast::Literal>(&tree)) {
      out.literal = literal_value(*literal, context_.model.text_store);
      return is_moment(literal_type(*literal), literal->span);
    }
    auto const& path = std::get<ast::Path>(tree);
    auto const field = resolve_field(context_, path);
    if (field.kind == PathMeaning::Kind::nothing || !is_moment(field.type, path.span)) return false;
    out.slot = slot_of(context_, field, path.span, reads_);
    return true;
  }

  bool is_moment(Type const& type, Span span) {
    if (type.many == Many::one && family(type) == Family::time) return true;
    context_.error(Code::wrong_sum, span, "only a date or an instant takes `+` and `-`, not " + type_text(context_.model, type),
                   {}, "there is no arithmetic with numbers, money or durations");
    return false;
  }

  bool amount(ast::SumPart const& part, Operand& out) {
    if (auto const* literal = std::get_if<ast::Literal>(&part.amount)) {
      auto const* duration = std::get_if<Duration>(&literal->value);
      if (duration == nullptr) return not_a_duration(literal_type(*literal), literal->span);
      out.terms.push_back({part.sign, *duration});
      return true;
    }
    auto const& path = std::get<ast::Path>(part.amount);
    auto const field = resolve_field(context_, path);
    if (field.kind == PathMeaning::Kind::nothing) return false;
    if (field.type != Type{Base::duration, Many::one, {}, {}}) return not_a_duration(field.type, path.span);
    out.terms.push_back({part.sign, slot_of(context_, field, path.span, reads_)});
    return true;
  }

  bool not_a_duration(Type const& type, Span span) {
    context_.error(Code::wrong_sum, span, "only a duration can be added or taken away, not " + type_text(context_.model, type),
                   {}, "write a duration, such as `30 days`, or a field of type `Duration`");
    return false;
  }

  Context& context_;
  Reads& reads_;
};

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
    bool const left = single(left_);
    if (!single(right_) || !left) return false;
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
