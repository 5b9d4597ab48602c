// One pass over the graph: the truth of some nodes for one reading of a flow.
#pragma once

#include <span>

#include "engine/evaluate/comparison.hpp"

namespace izin {

/// Computes these comparisons.
void compute_comparisons(Reading const& reading, std::span<std::uint32_t const> comparisons, Valuation& valuation);

/// Computes these nodes, ascending, from the comparisons; what they read and is not among them is there already.
void compute_nodes(Program const& program, Instant at, std::span<std::uint32_t const> nodes, Valuation& valuation);

/// A valuation in which nothing is known.
[[nodiscard]] Valuation blank_valuation(Program const& program);

/// `at` of a flow's slots.
[[nodiscard]] inline Instant instant_of(Reading const& reading) {
  return {static_cast<std::int64_t>(reading.slot(reading.model().at).number)};
}

}  // namespace izin
