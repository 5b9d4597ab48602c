#include "rules/check/cycles.hpp"

#include <algorithm>

namespace izin::check {
namespace {

constexpr std::uint32_t none = UINT32_MAX;

/// Tarjan's algorithm with a stack of its own: graphs may be deep.
class Knots {
 public:
  explicit Knots(Graph const& graph)
      : graph_(graph), order_(graph.size(), none), low_(graph.size(), none), knot(graph.size(), none) {
    for (std::uint32_t node = 0; node < graph.size(); ++node) {
      if (order_[node] == none) visit(node);
    }
  }

 private:
  struct Frame {
    std::uint32_t node;
    std::size_t next = 0;
  };

  void open(std::uint32_t node) {
    order_[node] = low_[node] = counter_++;
    pending_.push_back(node);
    frames_.push_back({node});
  }

  void visit(std::uint32_t start) {
    open(start);
    while (!frames_.empty()) {
      auto& frame = frames_.back();
      if (frame.next < graph_[frame.node].size()) {
        auto const to = graph_[frame.node][frame.next++];
        if (order_[to] == none) {
          open(to);
        } else if (knot[to] == none) {
          low_[frame.node] = std::min(low_[frame.node], order_[to]);
        }
        continue;
      }
      auto const node = frame.node;
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == order_[node]) close(node);
    }
  }

  void close(std::uint32_t root) {
    for (;;) {
      auto const node = pending_.back();
      pending_.pop_back();
      knot[node] = count;
      if (node == root) break;
    }
    ++count;
  }

  Graph const& graph_;
  std::vector<std::uint32_t> order_, low_, pending_;
  std::vector<Frame> frames_;
  std::uint32_t counter_ = 0;

 public:
  std::vector<std::uint32_t> knot;  ///< by node
  std::uint32_t count = 0;
};

/// Breadth first from `start` through its knot until an edge leads back; empty when none does.
std::vector<std::uint32_t> shortest_cycle(Graph const& graph, std::vector<std::uint32_t> const& knot, std::uint32_t start,
                                          std::vector<std::uint32_t>& came_from) {
  std::vector<std::uint32_t> queue{start};
  for (std::size_t next = 0; next < queue.size(); ++next) {
    auto const node = queue[next];
    for (auto const to : graph[node]) {
      if (to == start) {
        std::vector<std::uint32_t> cycle;
        for (auto at = node; at != start; at = came_from[at]) cycle.push_back(at);
        cycle.push_back(start);
        std::reverse(cycle.begin(), cycle.end());
        return cycle;
      }
      if (knot[to] != knot[start] || came_from[to] != none) continue;
      came_from[to] = node;
      queue.push_back(to);
    }
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::uint32_t>> find_cycles(Graph const& graph) {
  Knots const knots(graph);
  std::vector<std::vector<std::uint32_t>> cycles;
  std::vector<bool> done(knots.count, false);
  std::vector<std::uint32_t> came_from(graph.size(), none);
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    if (done[knots.knot[node]]) continue;
    done[knots.knot[node]] = true;
    auto cycle = shortest_cycle(graph, knots.knot, node, came_from);
    if (!cycle.empty()) cycles.push_back(std::move(cycle));
  }
  return cycles;
}

}  // namespace izin::check
