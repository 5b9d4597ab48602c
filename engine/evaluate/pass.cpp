#include "engine/evaluate/pass.hpp"

namespace izin {
namespace {

Truth node_truth(Program const& program, Node const& node, std::int64_t at, Valuation const& valuation) {
  auto const edge = [&](std::uint32_t k) { return valuation.nodes[program.edges[node.first + k]]; };
  switch (node.kind) {
    case Node::Kind::no:
      return Truth::no;
    case Node::Kind::yes:
      return Truth::yes;
    case Node::Kind::comparison:
      return valuation.comparisons[node.first];
    case Node::Kind::interval:
      return truth(program.intervals[node.first].holds(at));
    case Node::Kind::question: {
      Truth const answered_true = both(edge(0), negate(edge(1)));
      if (answered_true == Truth::yes) return Truth::yes;
      return both(edge(1), negate(edge(0))) == Truth::yes ? Truth::no : Truth::unknown;
    }
    case Node::Kind::negation:
      return negate(edge(0));
    case Node::Kind::conjunction: {
      Truth all = Truth::yes;
      for (std::uint32_t k = 0; k < node.count; ++k) {
        Truth const t = edge(k);
        if (t == Truth::no) return t;
        if (t == Truth::unknown) all = t;
      }
      return all;
    }
    case Node::Kind::disjunction: {
      Truth some = Truth::no;
      for (std::uint32_t k = 0; k < node.count; ++k) {
        Truth const t = edge(k);
        if (t == Truth::yes) return t;
        if (t == Truth::unknown) some = t;
      }
      return some;
    }
  }
  return Truth::unknown;
}

}  // namespace

void compute_comparisons(Reading const& reading, std::span<std::uint32_t const> comparisons, Valuation& valuation) {
  for (std::uint32_t const i : comparisons) valuation.comparisons[i] = truth_of(reading, ComparisonId{i});
}

void compute_nodes(Program const& program, Instant at, std::span<std::uint32_t const> nodes, Valuation& valuation) {
  for (std::uint32_t const i : nodes) valuation.nodes[i] = node_truth(program, program.nodes[i], at.micros, valuation);
}

Valuation blank_valuation(Program const& program) {
  return {std::vector<Truth>(program.model->comparisons.size(), Truth::unknown),
          std::vector<Truth>(program.nodes.size(), Truth::unknown)};
}

}  // namespace izin
