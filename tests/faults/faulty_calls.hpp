// The system calls that change files, the n-th of which goes wrong: those of SQLite and our own alike. tests/faults/faulty_files
// does the same at the level of SQLite's files.
#pragma once

#include "tests/faults/faulty_files.hpp"

namespace izin::log::test {

/// From now on the n-th of write, pwrite, ftruncate, fsync, fdatasync, unlink and rename on regular files goes wrong, counted
/// anew. `torn_write` of what does not write, and `interrupted` of what cannot be, is an I/O error.
void arm_calls(Fault const& fault);
void disarm_calls();
/// How many such calls there were since arm_calls().
[[nodiscard]] std::uint64_t file_calls();
[[nodiscard]] bool call_has_struck();

}  // namespace izin::log::test
