#include "engine/log/posix.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

#include "engine/log/log.hpp"

namespace izin::log {

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}
Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.fd_;
    other.fd_ = -1;
  }
  return *this;
}

void fail_errno(std::filesystem::path const& file, std::string_view what) {
  int const error = errno;
  char const* const reason = error == ELOOP ? "it is a link, and the file itself is due" : std::strerror(error);
  throw Error("the file `" + file.string() + "` cannot be " + std::string(what) + ": " + reason);
}

Descriptor open_file(std::filesystem::path const& file, int flags, mode_t mode, std::string_view what) {
  Descriptor opened(::open(file.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, mode));
  if (opened.get() < 0) fail_errno(file, what);
  return opened;
}

void write_all(Descriptor const& file, std::string_view data, std::filesystem::path const& name) {
  while (!data.empty()) {
    ssize_t const written = ::write(file.get(), data.data(), data.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail_errno(name, "written");
    data.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync_file(Descriptor const& file, std::filesystem::path const& name) {
  if (::fdatasync(file.get()) != 0) fail_errno(name, "synced");
}

void sync_folder_of(std::filesystem::path const& file) {
  std::filesystem::path const parent = file.parent_path();
  std::filesystem::path const folder = parent.empty() ? "." : parent;
  Descriptor const opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.get() < 0) fail_errno(folder, "opened");
  if (::fsync(opened.get()) != 0) fail_errno(folder, "synced");
}

void create_file(std::filesystem::path const& file, std::string_view data, mode_t mode) {
  {
    Descriptor const made = open_file(file, O_WRONLY | O_CREAT | O_EXCL, mode, "made");
    write_all(made, data, file);
    sync_file(made, file);
  }
  sync_folder_of(file);
}

std::string read_all(Descriptor const& file, std::size_t limit, std::filesystem::path const& name) {
  std::string text;
  for (;;) {
    std::size_t const filled = text.size();
    text.resize(filled + 64 * 1024);
    ssize_t const got = ::read(file.get(), text.data() + filled, text.size() - filled);
    text.resize(filled + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_errno(name, "read");
    if (got == 0) return text;
    if (text.size() > limit) throw Error("the file `" + name.string() + "` is larger than such a file can be");
  }
}

Descriptor lock_file(std::filesystem::path const& file, LockKind kind, std::chrono::milliseconds wait) {
  Descriptor lock =
      kind == LockKind::exclusive ? open_file(file, O_RDWR | O_CREAT, 0600, "made") : open_file(file, O_RDONLY, 0, "opened");
  int const operation = (kind == LockKind::exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB;
  std::chrono::milliseconds waited{0};
  std::chrono::milliseconds step{1};
  for (;;) {
    if (::flock(lock.get(), operation) == 0) return lock;
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK) fail_errno(file, "locked");
    if (waited >= wait)
      throw Error("another program has held `" + file.string() + "` for " + std::to_string(wait.count()) +
                      " ms: wait until it is done, or give a longer `--log-wait`",
                  Code::log_busy);
    std::this_thread::sleep_for(step);
    waited += step;
    step = std::min(step * 2, std::chrono::milliseconds{10});
  }
}

}  // namespace izin::log
