#include "rules/check/cycles.hpp"

#include <doctest/doctest.h>

namespace izin::check {
namespace {

using Cycles = std::vector<std::vector<std::uint32_t>>;

TEST_CASE("find_cycles: none, one, of one node, of several knots") {
  CHECK(find_cycles({}).empty());
  CHECK(find_cycles({{1, 2}, {2}, {}}).empty());
  CHECK(find_cycles({{1}, {2}, {0}}) == Cycles{{0, 1, 2}});
  CHECK(find_cycles({{}, {1}}) == Cycles{{1}});
  CHECK(find_cycles({{1}, {0}, {3}, {2}, {0, 2}}) == Cycles{{0, 1}, {2, 3}});
}

TEST_CASE("find_cycles: the shortest through the smallest node") {
  CHECK(find_cycles({{1}, {2}, {3, 0}, {0}}) == Cycles{{0, 1, 2}});
  CHECK(find_cycles({{1, 0}, {0}}) == Cycles{{0}});
}

TEST_CASE("find_cycles: a long chain needs no deep stack") {
  Graph graph(200'000);
  for (std::uint32_t i = 0; i + 1 < graph.size(); ++i) graph[i].push_back(i + 1);
  CHECK(find_cycles(graph).empty());
  graph.back().push_back(0);
  REQUIRE(find_cycles(graph).size() == 1);
  CHECK(find_cycles(graph).front().size() == graph.size());
}

}  // namespace
}  // namespace izin::check
