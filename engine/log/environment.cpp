// The machine's clocks and randomness.
#include <sodium.h>

#include <csignal>
#include <ctime>
#include <fstream>

#include "engine/log/keys.hpp"
#include "engine/log/log.hpp"

namespace izin::log {
namespace {

std::int64_t micros(clockid_t clock) {
  timespec now{};
  if (::clock_gettime(clock, &now) != 0) throw Error("the machine's clock cannot be read");
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

std::string read_boot_id() {
  std::string id;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
  return id.empty() ? "unknown" : id;
}

}  // namespace

Environment system_environment() {
  start_cryptography();
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  Environment environment;
  environment.wall_micros = [] { return micros(CLOCK_REALTIME); };
  environment.monotonic_micros = [] { return micros(CLOCK_MONOTONIC); };
  environment.boot_id = read_boot_id();
  environment.random = [](std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); };
  return environment;
}

}  // namespace izin::log
