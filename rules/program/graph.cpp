#include "rules/program/graph.hpp"

#include <algorithm>

namespace izin {
namespace {

std::uint64_t hash_of(Node::Kind kind, std::vector<std::uint32_t> const& content) {
  std::uint64_t hash = 0xcbf29ce484222325u ^ static_cast<std::uint64_t>(kind);
  for (std::uint32_t const value : content) hash = (hash ^ value) * 0x100000001b3u;
  return hash;
}

bool has_edges(Node::Kind kind) { return kind >= Node::Kind::question; }

}  // namespace

Graph::Graph(Program& program) : program_(program), no_(add({Node::Kind::no, 0, 0})), yes_(add({Node::Kind::yes, 0, 0})) {}

NodeId Graph::add(Node node) {
  program_.nodes.push_back(node);
  return NodeId{static_cast<std::uint32_t>(program_.nodes.size() - 1)};
}

NodeId Graph::intern(Node::Kind kind, std::vector<std::uint32_t> const& content) {
  std::uint64_t const hash = hash_of(kind, content);
  auto const [begin, end] = known_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    Node const& node = program_.nodes[at->second.value];
    if (node.kind != kind) continue;
    if (!has_edges(kind) && node.first == content.front()) return at->second;
    if (has_edges(kind) && node.count == content.size() &&
        std::equal(content.begin(), content.end(), program_.edges.begin() + static_cast<std::ptrdiff_t>(node.first)))
      return at->second;
  }
  Node node{kind, content.front(), static_cast<std::uint32_t>(content.size())};
  if (has_edges(kind)) {
    node.first = static_cast<std::uint32_t>(program_.edges.size());
    program_.edges.insert(program_.edges.end(), content.begin(), content.end());
  }
  NodeId const id = add(node);
  known_.emplace(hash, id);
  return id;
}

NodeId Graph::comparison(ComparisonId id) { return intern(Node::Kind::comparison, {id.value}); }

NodeId Graph::interval(Interval const& interval) {
  if (interval == Interval{}) return yes_;
  auto const at = std::ranges::find(program_.intervals, interval);
  auto const place = static_cast<std::uint32_t>(at - program_.intervals.begin());
  if (at == program_.intervals.end()) program_.intervals.push_back(interval);
  return intern(Node::Kind::interval, {place});
}

NodeId Graph::question(NodeId some_true, NodeId some_false) {
  auto const first = static_cast<std::uint32_t>(program_.edges.size());
  program_.edges.push_back(some_true.value);
  program_.edges.push_back(some_false.value);
  return add({Node::Kind::question, first, 2});
}

NodeId Graph::negation(NodeId of) {
  if (of == no_) return yes_;
  if (of == yes_) return no_;
  Node const& node = program_.nodes[of.value];
  if (node.kind == Node::Kind::negation) return NodeId{program_.edges[node.first]};
  return intern(Node::Kind::negation, {of.value});
}

NodeId Graph::join(Node::Kind kind, std::vector<NodeId> operands, NodeId neutral, NodeId absorbing) {
  std::ranges::sort(operands);
  operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
  std::vector<std::uint32_t> content;
  for (NodeId const operand : operands) {
    if (operand == absorbing) return absorbing;
    if (operand != neutral) content.push_back(operand.value);
  }
  if (content.empty()) return neutral;
  if (content.size() == 1) return NodeId{content.front()};
  return intern(kind, content);
}

NodeId Graph::conjunction(std::vector<NodeId> operands) { return join(Node::Kind::conjunction, std::move(operands), yes_, no_); }

NodeId Graph::disjunction(std::vector<NodeId> operands) { return join(Node::Kind::disjunction, std::move(operands), no_, yes_); }

}  // namespace izin
