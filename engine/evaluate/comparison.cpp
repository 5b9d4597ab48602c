#include "engine/evaluate/comparison.hpp"

#include "engine/evaluate/consent_cells.hpp"

namespace izin {

Truth truth_of(Reading const& reading, ComparisonId id) {
  Comparison const& comparison = reading.model().comparisons[id.value];
  using Kind = Comparison::Kind;
  switch (comparison.kind) {
    case Kind::truth: {
      Value const& value = reading.slot(comparison.path);
      return value.given ? truth(value.number != 0) : Truth::unknown;
    }
    case Kind::known:
      return truth(reading.slot(comparison.path).given);
    case Kind::equal:
    case Kind::less:
    case Kind::less_equal:
    case Kind::greater:
    case Kind::greater_equal:
      return order_truth(reading, comparison);
    case Kind::is:
    case Kind::in: {
      std::uint32_t const table = reading.program->comparison_tables[id.value].many;
      if (table == no_table) return set_truth(reading, id);
      Value const& value = reading.slot(comparison.path);
      return value.given ? reading.program->tables[table][value.code] : Truth::unknown;
    }
    case Kind::has_one:
    case Kind::has_any:
    case Kind::has_all:
    case Kind::within:
      return set_truth(reading, id);
    case Kind::covers:
    case Kind::explicit_covers:
    case Kind::guardian_covers:
    case Kind::refuses:
      return consent_truth(reading, comparison.kind);
  }
  return Truth::unknown;
}

}  // namespace izin
