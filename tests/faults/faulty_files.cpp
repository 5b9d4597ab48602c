#include "tests/faults/faulty_files.hpp"

#include <signal.h>
#include <sqlite3.h>

#include <cstring>
#include <stdexcept>

namespace izin::log::test {
namespace {

Fault armed;
std::uint64_t count = 0;
bool struck = false;
sqlite3_vfs* real = nullptr;
sqlite3_vfs shim;

/// Our file, with the real one behind it.
struct ShimFile {
  sqlite3_file base;
  sqlite3_io_methods methods;
};
sqlite3_file* real_file(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(ShimFile));
}

bool strikes() {
  ++count;
  bool const now = armed.at != 0 && (count == armed.at || (armed.for_good && count > armed.at));
  struck = struck || now;
  if (now && armed.kind == Fault::Kind::death) ::raise(SIGKILL);
  return now;
}

int write(sqlite3_file* file, void const* data, int amount, sqlite3_int64 offset) {
  sqlite3_file* const inner = real_file(file);
  if (!strikes()) return inner->pMethods->xWrite(inner, data, amount, offset);
  switch (armed.kind) {
    case Fault::Kind::death:
    case Fault::Kind::interrupted:
    case Fault::Kind::io_error:
      return SQLITE_IOERR_WRITE;
    case Fault::Kind::full:
      return SQLITE_FULL;
    case Fault::Kind::torn_write:
      inner->pMethods->xWrite(inner, data, amount / 2, offset);
      return SQLITE_IOERR_WRITE;
    case Fault::Kind::late_error:
      inner->pMethods->xWrite(inner, data, amount, offset);
      return SQLITE_IOERR_WRITE;
  }
  return SQLITE_IOERR_WRITE;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  sqlite3_file* const inner = real_file(file);
  return strikes() ? SQLITE_IOERR_TRUNCATE : inner->pMethods->xTruncate(inner, size);
}
int sync(sqlite3_file* file, int flags) {
  sqlite3_file* const inner = real_file(file);
  return strikes() ? SQLITE_IOERR_FSYNC : inner->pMethods->xSync(inner, flags);
}

// The others are handed on.
int close(sqlite3_file* f) { return real_file(f)->pMethods->xClose(real_file(f)); }
int read(sqlite3_file* f, void* data, int amount, sqlite3_int64 offset) {
  return real_file(f)->pMethods->xRead(real_file(f), data, amount, offset);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) { return real_file(f)->pMethods->xFileSize(real_file(f), size); }
int lock(sqlite3_file* f, int level) { return real_file(f)->pMethods->xLock(real_file(f), level); }
int unlock(sqlite3_file* f, int level) { return real_file(f)->pMethods->xUnlock(real_file(f), level); }
int check_lock(sqlite3_file* f, int* out) { return real_file(f)->pMethods->xCheckReservedLock(real_file(f), out); }
int control(sqlite3_file* f, int op, void* arg) { return real_file(f)->pMethods->xFileControl(real_file(f), op, arg); }
int sector_size(sqlite3_file* f) { return real_file(f)->pMethods->xSectorSize(real_file(f)); }
int characteristics(sqlite3_file* f) { return real_file(f)->pMethods->xDeviceCharacteristics(real_file(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real_file(f)->pMethods->xShmMap(real_file(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return real_file(f)->pMethods->xShmLock(real_file(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) { real_file(f)->pMethods->xShmBarrier(real_file(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return real_file(f)->pMethods->xShmUnmap(real_file(f), remove); }

int open(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out) {
  auto* const ours = reinterpret_cast<ShimFile*>(file);
  ours->base.pMethods = nullptr;
  sqlite3_file* const inner = real_file(file);
  int const result = real->xOpen(real, name, inner, flags, out);
  if (inner->pMethods == nullptr) return result;
  ours->methods = {2,         close,      read,    write,       truncate,        sync,    file_size, lock,
                   unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
                   shm_unmap, nullptr,    nullptr};
  ours->base.pMethods = &ours->methods;
  return result;
}

}  // namespace

void install_faulty_files() {
  if (real != nullptr) return;
  sqlite3_initialize();
  real = sqlite3_vfs_find(nullptr);
  if (real == nullptr) throw std::runtime_error("SQLite has no file layer");
  shim = *real;
  shim.szOsFile = static_cast<int>(sizeof(ShimFile)) + real->szOsFile;
  shim.zName = "faulty";
  shim.xOpen = open;
  if (sqlite3_vfs_register(&shim, 1) != SQLITE_OK) throw std::runtime_error("SQLite does not take the layer");
}

void arm(Fault const& fault) {
  armed = fault;
  count = 0;
  struck = false;
}
void disarm() { armed = {}; }
std::uint64_t calls() { return count; }
bool has_struck() { return struck; }

}  // namespace izin::log::test
