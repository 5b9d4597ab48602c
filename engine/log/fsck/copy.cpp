// Copies under the shared lock, so that no writer is at work; where the lock cannot be had, until two readings are equal.
#include "engine/log/fsck/copy.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <thread>

#include "engine/log/hash.hpp"
#include "engine/log/log.hpp"

namespace izin::log::fsck {
namespace {

namespace fs = std::filesystem;

struct File {
  int fd = -1;
  explicit File(int opened) : fd(opened) {}
  ~File() {
    if (fd >= 0) ::close(fd);
  }
  File(File const&) = delete;
  File& operator=(File const&) = delete;
};

[[noreturn]] void fail(fs::path const& file, char const* what) {
  throw Error("`" + file.string() + "` cannot be " + what + ": " +
              (errno == ELOOP ? "it is a link, and the log itself is due" : std::strerror(errno)));
}

constexpr std::array<char const*, 2> log_parts{"", "-wal"};
constexpr std::array<char const*, 2> keys_parts{".keys", ".keys-journal"};

bool is_there(fs::path const& file) {
  struct stat is {};
  return ::lstat(file.c_str(), &is) == 0;
}

/// Reads a regular file block by block.
template <class Each>
void read_blocks(fs::path const& from, Each const& each) {
  File const in(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
  struct stat is {};
  if (in.fd < 0 || ::fstat(in.fd, &is) != 0) fail(from, "read");
  if (!S_ISREG(is.st_mode)) throw Error("`" + from.string() + "` is not a regular file", Code::not_a_log);
  std::vector<std::uint8_t> block(1 << 20);
  for (;;) {
    ssize_t const got = ::read(in.fd, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(from, "read");
    if (got == 0) return;
    each(Bytes(block).first(static_cast<std::size_t>(got)));
  }
}

void copy_bytes(fs::path const& from, fs::path const& to) {
  File const out(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (out.fd < 0) fail(to, "made");
  read_blocks(from, [&](Bytes block) {
    while (!block.empty()) {
      ssize_t const put = ::write(out.fd, block.data(), block.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) fail(to, "written");
      block = block.subspan(static_cast<std::size_t>(put));
    }
  });
}

/// A running digest: equal files give equal ones.
Hash digest_of(fs::path const& file) {
  Hash digest{};
  read_blocks(file, [&](Bytes block) { digest = sha256({digest, block}); });
  return digest;
}

std::string copied_name(std::string const& part) {
  return part.starts_with(".keys") ? "keys.db" + part.substr(5) : "log.db" + part;
}

template <class Each>
void for_parts(fs::path const& log, Each const& each) {
  for (char const* const part : log_parts) each(fs::path(log.string() + part), copied_name(part));
  for (char const* const part : keys_parts) each(fs::path(log.string() + part), copied_name(part));
}

/// Whether the shared lock was had, and the descriptor that holds it.
bool take_lock(File const& lock, std::chrono::milliseconds wait) {
  std::chrono::milliseconds const step{5};
  if (lock.fd < 0) return false;
  for (std::chrono::milliseconds waited{0};; waited += step) {
    if (::flock(lock.fd, LOCK_SH | LOCK_NB) == 0) return true;
    if (waited >= wait) return false;
    std::this_thread::sleep_for(step);
  }
}

}  // namespace

Copy::Copy(fs::path const& log, fs::path const& scratch, std::chrono::milliseconds wait) {
  std::string name = (scratch / "izin-verify-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) fail(name, "made as a folder for a copy");
  folder_ = name;
  try {
    File const lock(::open((log.string() + ".lock").c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    bool const locked = take_lock(lock, wait);
    for (int attempt = 0;; ++attempt) {
      copy_all(log);
      if (locked || is_equal(log)) break;
      if (attempt == 20)
        throw Error("`" + log.string() + "` is being written all the time: verify it when its writer is done", Code::log_busy);
    }
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    throw;
  }
}

Copy::~Copy() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Copy::copy_all(fs::path const& log) {
  has_keys_ = is_there(log.string() + ".keys");
  for_parts(log, [&](fs::path const& from, std::string const& to) {
    std::error_code ignored;
    fs::remove(folder_ / to, ignored);
    if (to == "log.db" || is_there(from)) copy_bytes(from, folder_ / to);
  });
}

bool Copy::is_equal(fs::path const& log) const {
  bool equal = true;
  for_parts(log, [&](fs::path const& from, std::string const& to) {
    bool const copied = is_there(folder_ / to);
    if (is_there(from) != copied)
      equal = false;
    else if (copied && digest_of(from) != digest_of(folder_ / to))
      equal = false;
  });
  return equal;
}

}  // namespace izin::log::fsck
