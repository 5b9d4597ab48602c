// The unknown part of one pass: what is unknown and still matters, down to the comparisons that are waited for.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/evaluate/missing.hpp"

namespace izin {

/// Whether a node is waited for by itself: a comparison, or a question that rulings do not settle.
[[nodiscard]] bool is_atom(Node const& node);

/// The unknown nodes at or below some unknown roots, going down through unknown nodes only; ascending.
class Cone {
 public:
  explicit Cone(Part const& part);

  /// The nodes that a root reaches, itself included; nothing when it is known.
  [[nodiscard]] std::vector<std::uint32_t> below(std::vector<NodeId> const& roots);

  [[nodiscard]] Truth of(NodeId node) const { return part_.valuation->nodes[node.value]; }

 private:
  Part const& part_;
  std::vector<std::uint32_t> stamp_;
  std::uint32_t round_ = 0;
};

}  // namespace izin
