// SQLite on files that fail: the n-th call that changes a file goes wrong, as a disk would do it.
#pragma once

#include <cstdint>

namespace izin::log::test {

/// What goes wrong at the n-th writing call (xWrite, xTruncate, xSync) on any file.
struct Fault {
  enum class Kind : std::uint8_t {
    io_error,     ///< the call does nothing and fails
    full,         ///< the disk is full
    torn_write,   ///< half of a write is done, then it fails
    late_error,   ///< the call is done whole and reported as failed
    death,        ///< the process is killed
    interrupted,  ///< by a signal: only of system calls (faulty_calls.hpp)
  } kind = Kind::io_error;
  std::uint64_t at = 0;   ///< 1: the first call; 0: never
  bool for_good = false;  ///< every later call fails too
};

/// From now on SQLite works through a layer that obeys arm(). For the whole process.
void install_faulty_files();
/// Starts counting anew.
void arm(Fault const& fault);
void disarm();
/// How many writing calls there were since arm().
[[nodiscard]] std::uint64_t calls();
/// Whether the fault has struck.
[[nodiscard]] bool has_struck();

}  // namespace izin::log::test
