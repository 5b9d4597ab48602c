#include "rules/check/comparison_text.hpp"

namespace izin::check {
namespace {

std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string value_text(Model const& model, Type const& type, Value const& value) {
  switch (type.base) {
    case Base::boolean:
      return value.number != 0 ? "true" : "false";
    case Base::integer:
      return to_text(Number{value.number * nano, false});
    case Base::decimal:
      return to_text(Number{value.number, true});
    case Base::percent:
      return to_text(Percent{value.number});
    case Base::money:
      return to_text(Money{value.number, value.code});
    case Base::text:
      return quoted_text(value.text);
    case Base::date:
      return to_text(Date{static_cast<std::int32_t>(value.number / micros_per_day)});
    case Base::instant:
      return to_text(Instant{static_cast<std::int64_t>(value.number)});
    case Base::duration:
      return to_text(Duration{static_cast<Duration::Unit>(value.unit), static_cast<std::int64_t>(value.number)});
    case Base::term:
      return model.schema.of(type.taxonomy).terms[value.code].name;
    case Base::party:
      return "@" + model.schema.parties[value.code].name;
    case Base::record:
      break;
  }
  return {};
}

std::string_view pool_text(PoolFact fact) {
  return fact == PoolFact::size ? "pool.size" : fact == PoolFact::permitted ? "pool.permitted" : "pool.share";
}

std::string operand_text(Model const& model, Operand const& operand) {
  if (operand.kind == Operand::Kind::pool) return std::string(pool_text(operand.pool));
  if (operand.kind == Operand::Kind::literal) return operand.zero ? "0" : value_text(model, operand.type, operand.literal);
  std::string text;
  if (operand.slot.valid()) {
    text = model.slots[operand.slot.value].path;
  } else {
    bool const midnight = operand.literal.number % micros_per_day == 0;  // shown as a date, which is its first moment
    text = value_text(model, {midnight ? Base::date : Base::instant, Many::one, {}, {}}, operand.literal);
  }
  for (auto const& term : operand.terms) {
    text += term.sign == Sign::plus ? " + " : " - ";
    if (auto const* duration = std::get_if<Duration>(&term.amount)) {
      text += to_text(*duration);
    } else {
      text += model.slots[std::get<SlotId>(term.amount).value].path;
    }
  }
  return text;
}

std::string element_text(Model const& model, Type const& type, std::uint32_t element) {
  Value value;
  value.code = element;
  return value_text(model, type, value);
}

std::string many_text(Model const& model, Comparison const& c, Right right) {
  if (c.many.slot.valid()) return model.slots[c.many.slot.value].path;
  auto const& type = model.slots[c.path.value].type;
  if (right == Right::one) return element_text(model, type, c.many.elements.front());
  std::string text = "{";
  for (std::size_t i = 0; i < c.many.elements.size(); ++i) {
    if (i > 0) text += ", ";
    text += element_text(model, type, c.many.elements[i]);
  }
  return text + "}";
}

std::string_view order_text(Comparison::Kind kind) {
  switch (kind) {
    case Comparison::Kind::equal:
      return " == ";
    case Comparison::Kind::less:
      return " < ";
    case Comparison::Kind::less_equal:
      return " <= ";
    case Comparison::Kind::greater:
      return " > ";
    default:
      return " >= ";
  }
}

std::string set_text(Model const& model, Comparison const& c, Right right) {
  std::string text = model.slots[c.path.value].path;
  if (c.under) text += " under " + model.schema.of(model.slots[c.path.value].type.taxonomy).terms[c.under->value].name;
  switch (c.kind) {
    case Comparison::Kind::is:
      return text + " is " + many_text(model, c, right);
    case Comparison::Kind::in:
      return text + " in " + many_text(model, c, right);
    case Comparison::Kind::has_one:
      return text + " has " + many_text(model, c, right);
    case Comparison::Kind::has_any:
      return text + " has any " + many_text(model, c, right);
    case Comparison::Kind::has_all:
      return text + " has all " + many_text(model, c, right);
    default:
      return text + " within " + many_text(model, c, right);
  }
}

}  // namespace

std::string comparison_text(Model const& model, Comparison const& c, Right right) {
  switch (c.kind) {
    case Comparison::Kind::truth:
      return model.slots[c.path.value].path;
    case Comparison::Kind::known:
      return model.slots[c.path.value].path + " is known";
    case Comparison::Kind::covers:
      return "consent covers flow";
    case Comparison::Kind::explicit_covers:
      return "explicit consent covers flow";
    case Comparison::Kind::guardian_covers:
      return "guardian consent covers flow";
    case Comparison::Kind::refuses:
      return "consent refuses flow";
    case Comparison::Kind::equal:
    case Comparison::Kind::less:
    case Comparison::Kind::less_equal:
    case Comparison::Kind::greater:
    case Comparison::Kind::greater_equal:
      return operand_text(model, c.left) + std::string(order_text(c.kind)) + operand_text(model, c.right);
    default:
      return set_text(model, c, right);
  }
}

}  // namespace izin::check
