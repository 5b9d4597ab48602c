// Defined in the program, these take the place of the C library's for every library that it has loaded.
#include "tests/faults/faulty_calls.hpp"

#include <dlfcn.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace izin::log::test {
namespace {

Fault armed;
bool is_armed = false;
std::uint64_t count = 0;
bool struck = false;

template <class Function>
Function* real(char const* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

bool is_file(int fd) {
  struct stat is {};
  return fd > STDERR_FILENO && ::fstat(fd, &is) == 0 && (S_ISREG(is.st_mode) || S_ISDIR(is.st_mode));
}

bool strikes() {
  ++count;
  bool const now = armed.at != 0 && (count == armed.at || (armed.for_good && count > armed.at));
  struck = struck || now;
  if (now && armed.kind == Fault::Kind::death) ::raise(SIGKILL);
  return now;
}

void set_error() { errno = armed.kind == Fault::Kind::full ? ENOSPC : armed.kind == Fault::Kind::interrupted ? EINTR : EIO; }

/// A call that writes `size` bytes; `act` does it for so many.
template <class Act>
ssize_t writing(int fd, std::size_t size, Act const& act) {
  if (!is_armed || !is_file(fd) || !strikes()) return act(size);
  if (armed.kind == Fault::Kind::torn_write && size > 1) return act(size / 2);  // short: the rest is the caller's to write
  if (armed.kind == Fault::Kind::late_error) static_cast<void>(act(size));
  set_error();
  return -1;
}

/// Any other.
template <class Act>
int changing(bool counts, Act const& act) {
  if (!is_armed || !counts || !strikes()) return act();
  if (armed.kind == Fault::Kind::late_error) static_cast<void>(act());
  set_error();
  if (errno == EINTR) errno = EIO;
  return -1;
}

}  // namespace

void arm_calls(Fault const& fault) {
  armed = fault;
  count = 0;
  struck = false;
  is_armed = true;
}
void disarm_calls() { is_armed = false; }
std::uint64_t file_calls() { return count; }
bool call_has_struck() { return struck; }

}  // namespace izin::log::test

using namespace izin::log::test;

extern "C" {

ssize_t write(int fd, void const* data, std::size_t size) {
  static auto* const next = real<ssize_t(int, void const*, std::size_t)>("write");
  return writing(fd, size, [&](std::size_t n) { return next(fd, data, n); });
}
ssize_t pwrite(int fd, void const* data, std::size_t size, off_t offset) {
  static auto* const next = real<ssize_t(int, void const*, std::size_t, off_t)>("pwrite");
  return writing(fd, size, [&](std::size_t n) { return next(fd, data, n, offset); });
}
ssize_t pwrite64(int fd, void const* data, std::size_t size, off64_t offset) {
  static auto* const next = real<ssize_t(int, void const*, std::size_t, off64_t)>("pwrite64");
  return writing(fd, size, [&](std::size_t n) { return next(fd, data, n, offset); });
}
int ftruncate(int fd, off_t size) noexcept {
  static auto* const next = real<int(int, off_t)>("ftruncate");
  return changing(is_file(fd), [&] { return next(fd, size); });
}
int ftruncate64(int fd, off64_t size) noexcept {
  static auto* const next = real<int(int, off64_t)>("ftruncate64");
  return changing(is_file(fd), [&] { return next(fd, size); });
}
int fsync(int fd) {
  static auto* const next = real<int(int)>("fsync");
  return changing(is_file(fd), [&] { return next(fd); });
}
int fdatasync(int fd) {
  static auto* const next = real<int(int)>("fdatasync");
  return changing(is_file(fd), [&] { return next(fd); });
}
int unlink(char const* name) noexcept {
  static auto* const next = real<int(char const*)>("unlink");
  return changing(true, [&] { return next(name); });
}
int rename(char const* from, char const* to) noexcept {
  static auto* const next = real<int(char const*, char const*)>("rename");
  return changing(true, [&] { return next(from, to); });
}

}  // extern "C"
