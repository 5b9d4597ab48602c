#include "rules/check/sides.hpp"

#include "rules/check/literals.hpp"

namespace izin::check {

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

Side Sides::read(ast::Operand const& operand) {
  return std::visit([&](auto const& tree) { return side(tree); }, operand);
}

Side Sides::side(ast::Path const& path) {
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

void Sides::not_a_value(ast::Path const& path, PathMeaning const& meaning) {
  auto const what = meaning.kind == PathMeaning::Kind::define ? "a definition" : "a question";
  context_.error(Code::not_a_field, path.span, in_backticks(path.text()) + " is " + what + ": it has no value to compare", {},
                 "it is a condition by itself: write only its name");
}

Side Sides::side(ast::Literal const& literal) {
  Side side;
  side.kind = Side::Kind::value;
  side.span = literal.span;
  side.operand.type = literal_type(literal);
  side.operand.literal = literal_value(literal, context_.model.text_store);
  side.bare_zero = is_bare_zero(literal);
  return side;
}

Side Sides::side(ast::Term const& term) {
  Side side;
  side.kind = Side::Kind::term;
  side.term = &term;
  side.span = term.name.span;
  return side;
}

Side Sides::side(ast::Party const& party) {
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

Side Sides::side(ast::Sum const& sum) {
  Side side;
  side.span = sum.span;
  side.operand.kind = Operand::Kind::sum;
  side.operand.type = {Base::instant, Many::one, {}, {}};
  bool ok = base(sum.base, side.operand);
  for (auto const& part : sum.parts) ok = amount(part, side.operand) && ok;
  if (ok) side.kind = Side::Kind::value;
  return side;
}

bool Sides::base(std::variant<ast::Literal, ast::Path> const& tree, Operand& out) {
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

bool Sides::is_moment(Type const& type, Span span) {
  if (type.many == Many::one && family(type) == Family::time) return true;
  context_.error(Code::wrong_sum, span, "only a date or an instant takes `+` and `-`, not " + type_text(context_.model, type), {},
                 "there is no arithmetic with numbers, money or durations");
  return false;
}

bool Sides::amount(ast::SumPart const& part, Operand& out) {
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

bool Sides::not_a_duration(Type const& type, Span span) {
  context_.error(Code::wrong_sum, span, "only a duration can be added or taken away, not " + type_text(context_.model, type), {},
                 "write a duration, such as `30 days`, or a field of type `Duration`");
  return false;
}

}  // namespace izin::check
