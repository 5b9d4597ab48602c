// Builds the graph of a program: equal nodes are one, constants are folded as Kleene's tables allow (which changes no value).
#pragma once

#include <unordered_map>
#include <vector>

#include "rules/program/program.hpp"

namespace izin {

class Graph {
 public:
  explicit Graph(Program& program);

  [[nodiscard]] NodeId yes() const { return yes_; }
  [[nodiscard]] NodeId no() const { return no_; }
  [[nodiscard]] NodeId comparison(ComparisonId id);
  [[nodiscard]] NodeId interval(Interval const& interval);
  /// Never shared: two questions that nobody answers are two unknowns.
  [[nodiscard]] NodeId question(NodeId some_true, NodeId some_false);
  [[nodiscard]] NodeId negation(NodeId of);
  [[nodiscard]] NodeId conjunction(std::vector<NodeId> operands);
  [[nodiscard]] NodeId disjunction(std::vector<NodeId> operands);

 private:
  NodeId join(Node::Kind kind, std::vector<NodeId> operands, NodeId neutral, NodeId absorbing);
  NodeId intern(Node::Kind kind, std::vector<std::uint32_t> const& content);
  NodeId add(Node node);

  Program& program_;
  NodeId no_, yes_;
  std::unordered_multimap<std::uint64_t, NodeId> known_;
};

}  // namespace izin
