// Cycles of a graph: of terms, records, definitions, rulings, overrides.
#pragma once

#include <cstdint>
#include <vector>

namespace izin::check {

/// By node, the nodes it leads to.
using Graph = std::vector<std::vector<std::uint32_t>>;

/// One shortest cycle for each knot (strongly connected component) of the graph, from its smallest node on, in the order of
/// those nodes. A node that leads to itself is a cycle of one.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> find_cycles(Graph const& graph);

}  // namespace izin::check
