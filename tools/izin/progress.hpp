// A progress bar on standard error: only on a terminal, only when work lasts over a second.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "tools/izin/options.hpp"

namespace izin::tool {

/// Thread-safe. Erases its line when it goes.
class Progress {
 public:
  Progress(Common const& common, std::string what, std::size_t total);
  ~Progress();
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  /// So many are done now.
  void done(std::size_t count);

 private:
  using Clock = std::chrono::steady_clock;
  void draw(std::size_t count);

  std::mutex mutex_;
  std::string what_;
  std::size_t total_;
  bool shown_ = false;
  bool enabled_;
  Clock::time_point started_ = Clock::now(), drawn_ = started_;
};

}  // namespace izin::tool
