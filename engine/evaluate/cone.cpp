#include "engine/evaluate/cone.hpp"

#include <algorithm>

namespace izin {

bool is_atom(Node const& node) { return node.kind == Node::Kind::comparison || node.kind == Node::Kind::question; }

Cone::Cone(Part const& part) : part_(part), stamp_(part.reading.program->nodes.size(), 0) {}

std::vector<std::uint32_t> Cone::below(std::vector<NodeId> const& roots) {
  ++round_;
  Program const& program = *part_.reading.program;
  std::vector<std::uint32_t> found;
  auto const reach = [&](std::uint32_t node) {
    if (part_.valuation->nodes[node] != Truth::unknown || stamp_[node] == round_) return;
    stamp_[node] = round_;
    found.push_back(node);
  };
  for (NodeId const root : roots) reach(root.value);
  for (std::size_t i = 0; i < found.size(); ++i) {
    Node const& node = program.nodes[found[i]];
    if (is_atom(node)) continue;
    for (std::uint32_t k = 0; k < node.count; ++k) reach(program.edges[node.first + k]);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace izin
