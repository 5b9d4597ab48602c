// Work that falls into parts which do not need each other, on as many threads as there are processors. The one way in:
// for_each_index().
#pragma once

#include <cstddef>
#include <functional>

namespace izin::check {

/// Small bundles are read sooner than a thread is started.
enum class Threads : bool { one, many };

/// Calls `work(0)` … `work(count - 1)`, each once, in no order that could be relied on, and returns when all are done. An
/// exception of one of them is thrown on; of several, that of the lowest index. Where no thread can be had, the caller's does
/// all.
void for_each_index(std::size_t count, Threads threads, std::function<void(std::size_t)> const& work);

}  // namespace izin::check
