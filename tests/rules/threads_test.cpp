// Work on several threads: each part once, and what is thrown does not depend on who was first.
#include "rules/check/threads.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

using izin::check::for_each_index;
using izin::check::Threads;

TEST_CASE("each index is worked on once") {
  for (auto const threads : {Threads::one, Threads::many}) {
    std::vector<std::atomic<int>> times(1'000);
    for_each_index(times.size(), threads, [&](std::size_t i) { ++times[i]; });
    for (auto const& count : times) CHECK(count == 1);
  }
  for_each_index(0, Threads::many, [](std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("the exception of the lowest index is thrown, after all is done") {
  std::atomic<int> done = 0;
  auto const work = [&](std::size_t i) {
    ++done;
    if (i >= 3) throw std::runtime_error(std::to_string(i));
  };
  CHECK_THROWS_WITH_AS(for_each_index(100, Threads::many, work), "3", std::runtime_error);
  CHECK(done == 100);
}
