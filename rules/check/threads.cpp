#include "rules/check/threads.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace izin::check {

void for_each_index(std::size_t count, Threads threads, std::function<void(std::size_t)> const& work) {
  std::atomic<std::size_t> next{0};
  std::vector<std::exception_ptr> failures(count);
  auto const take_some = [&] {
    for (std::size_t i = 0; (i = next.fetch_add(1)) < count;) {
      try {
        work(i);
      } catch (...) {
        failures[i] = std::current_exception();
      }
    }
  };
  std::vector<std::thread> others;
  std::size_t const at_once = threads == Threads::one ? 1 : std::min<std::size_t>(count, std::thread::hardware_concurrency());
  try {
    while (others.size() + 1 < at_once) others.emplace_back(take_some);
  } catch (std::system_error const&) {  // no more threads: those that run suffice
  }
  take_some();
  for (auto& thread : others) thread.join();
  for (auto const& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace izin::check
