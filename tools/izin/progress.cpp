#include "tools/izin/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>

#include "tools/izin/console.hpp"

namespace izin::tool {
namespace {

constexpr auto patience = std::chrono::seconds(1);
constexpr auto between = std::chrono::milliseconds(100);
constexpr std::size_t width = 30;

}  // namespace

Progress::Progress(Common const& common, std::string what, std::size_t total)
    : what_(std::move(what)), total_(total), enabled_(total > 0 && common.volume != Volume::quiet && ::isatty(2) == 1) {}

Progress::~Progress() {
  if (shown_) write_error("\r\x1b[K");
}

void Progress::done(std::size_t count) {
  if (!enabled_) return;
  std::lock_guard const lock(mutex_);
  Clock::time_point const now = Clock::now();
  if (now - started_ < patience || now - drawn_ < between) return;
  drawn_ = now;
  draw(std::min(count, total_));
}

void Progress::draw(std::size_t count) {
  shown_ = true;
  std::size_t const filled = count * width / total_;
  double const seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  double const left = count == 0 ? 0 : seconds * static_cast<double>(total_ - count) / static_cast<double>(count);
  write_error(fmt::format("\r{} [{}{}] {}/{} {:.0f} s left\x1b[K", what_, std::string(filled, '#'),
                          std::string(width - filled, '.'), count, total_, left));
}

}  // namespace izin::tool
