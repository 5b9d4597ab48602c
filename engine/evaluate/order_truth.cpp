// `==` and `<` over every type: which of less, equal, greater are possible, and what that says of the comparison.
#include <algorithm>

#include "engine/evaluate/comparison.hpp"

namespace izin {
namespace {

/// Which outcomes are possible given what is known.
using Possible = DurationOrder;
constexpr Possible anything{true, true, true};
constexpr Possible different{true, false, true};
constexpr Possible same{false, true, false};

Possible between(Int128 a, Int128 b) { return {a<b, a == b, a> b}; }

Truth verdict(Comparison::Kind kind, Possible p) {
  auto const certain = [](bool always, bool never) { return always ? Truth::yes : (never ? Truth::no : Truth::unknown); };
  switch (kind) {
    case Comparison::Kind::equal:
      return certain(!p.may_less && !p.may_greater, !p.may_equal);
    case Comparison::Kind::less:
      return certain(!p.may_equal && !p.may_greater, !p.may_less);
    case Comparison::Kind::less_equal:
      return certain(!p.may_greater, !p.may_less && !p.may_equal);
    case Comparison::Kind::greater:
      return certain(!p.may_less && !p.may_equal, !p.may_greater);
    default:
      return certain(!p.may_less, !p.may_equal && !p.may_greater);
  }
}

std::optional<Int128> sum(Reading const& reading, Operand const& operand) {
  Value const& base = operand.slot.valid() ? reading.slot(operand.slot) : operand.literal;
  if (!base.given) return std::nullopt;
  WideMicros at = base.number;
  for (SumTerm const& term : operand.terms) {
    if (auto const* literal = std::get_if<Duration>(&term.amount)) {
      at = shift(at, *literal, term.sign);
      continue;
    }
    Value const& amount = reading.slot(std::get<SlotId>(term.amount));
    if (!amount.given) return std::nullopt;
    at = shift(at, Duration{static_cast<Duration::Unit>(amount.unit), static_cast<std::int64_t>(amount.number)}, term.sign);
  }
  return at;
}

/// One side of a comparison: its value where it has one, its number by itself, since a sum has no more.
struct Side {
  bool known = false;
  Int128 number = 0;
  Value const* value = nullptr;  ///< null: a sum
};

Side side(Reading const& reading, Operand const& operand) {
  if (operand.kind == Operand::Kind::sum) {
    std::optional<Int128> const at = sum(reading, operand);
    return {at.has_value(), at.value_or(0), nullptr};
  }
  if (operand.kind == Operand::Kind::slot) {
    Value const& value = reading.slot(operand.slot);
    return {value.given, value.number, &value};
  }
  return {true, operand.literal.number, &operand.literal};
}

Possible terms(Taxonomy const& taxonomy, std::uint32_t a, std::uint32_t b) {
  if (a == b && taxonomy.is_leaf[a]) return same;
  return taxonomy.terms[a].leaves.disjoint(taxonomy.terms[b].leaves) ? different : anything;
}

Possible values(Reading const& reading, Comparison const& comparison) {
  Side const a = side(reading, comparison.left);
  Side const b = side(reading, comparison.right);
  if (!a.known || !b.known) return anything;
  Base const left = comparison.left.type.base;
  Base const right = comparison.right.type.base;
  switch (left) {
    case Base::text:
      return a.value->text == b.value->text ? same : different;
    case Base::term:
      return terms(reading.model().schema.of(comparison.left.type.taxonomy), a.value->code, b.value->code);
    case Base::party:
      if (a.value->code == nobody_known || b.value->code == nobody_known) return anything;
      return a.value->code == b.value->code ? same : different;
    case Base::money:
      if (!comparison.left.zero && !comparison.right.zero && a.value->code != b.value->code) return anything;
      return between(a.number, b.number);
    case Base::duration: {
      auto const duration = [](Side const& s) {
        return Duration{static_cast<Duration::Unit>(s.value->unit), static_cast<std::int64_t>(s.number)};
      };
      return compare(duration(a), duration(b));
    }
    case Base::integer:
      return right == Base::decimal ? between(a.number * nano, b.number) : between(a.number, b.number);
    case Base::decimal:
      return right == Base::integer ? between(a.number, b.number * nano) : between(a.number, b.number);
    default:
      return between(a.number, b.number);
  }
}

/// `pool.permitted` may become any number from the permitted to the permitted and pending together.
class PoolSides {
 public:
  PoolSides(Reading const& reading, Comparison const& comparison) : reading_(reading), comparison_(comparison) {}

  Possible possible() const {
    if (reading_.pool == nullptr) return anything;
    auto const first = static_cast<Int128>(reading_.pool->permitted);
    auto const last = first + static_cast<Int128>(reading_.pool->pending);
    auto const low = difference(first);
    auto const high = difference(last);
    if (!low || !high) return anything;
    Possible possible{*low < 0 || *high < 0, *low == 0 || *high == 0, *low > 0 || *high > 0};
    if (possible.may_equal || !possible.may_less || !possible.may_greater) return possible;
    Int128 const step = *difference(first + 1) - *low;  // the difference is linear: does it pass through zero at a whole number?
    possible.may_equal = -*low % step == 0;
    return possible;
  }

 private:
  static bool is_share(Operand const& o) { return o.kind == Operand::Kind::pool && o.pool == PoolFact::share; }

  std::optional<Int128> value(Operand const& operand, Int128 permitted) const {
    if (operand.kind != Operand::Kind::pool) {
      Side const known = side(reading_, operand);
      if (!known.known) return std::nullopt;
      return operand.type.base == Base::integer && scaled_ ? known.number * nano : known.number;
    }
    Int128 const count = operand.pool == PoolFact::size ? static_cast<Int128>(reading_.pool->size) : permitted;
    if (operand.pool == PoolFact::share) return permitted * 100 * nano;  // over the pool's size
    return scaled_ ? count * nano : count;
  }

  std::optional<Int128> difference(Int128 permitted) const {
    auto left = value(comparison_.left, permitted);
    auto right = value(comparison_.right, permitted);
    if (!left || !right) return std::nullopt;
    auto const size = static_cast<Int128>(reading_.pool->size);
    if (is_share(comparison_.left) && !is_share(comparison_.right)) *right *= size;
    if (is_share(comparison_.right) && !is_share(comparison_.left)) *left *= size;
    return *left - *right;
  }

  Reading const& reading_;
  Comparison const& comparison_;
  bool scaled_ = comparison_.left.type.base == Base::decimal || comparison_.right.type.base == Base::decimal;
};

}  // namespace

Truth order_truth(Reading const& reading, Comparison const& comparison) {
  bool const of_pool = comparison.left.kind == Operand::Kind::pool || comparison.right.kind == Operand::Kind::pool;
  if (of_pool) return verdict(comparison.kind, PoolSides(reading, comparison).possible());
  return verdict(comparison.kind, values(reading, comparison));
}

}  // namespace izin
