// Reads one regular file, and nothing that could block, answer twice differently, or have side effects when opened.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/gate/files.hpp"

namespace izin {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { ::close(fd_); }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void fail(std::filesystem::path const& path, std::string const& why) {
  throw FileError("`" + path.string() + "` " + why);
}

[[noreturn]] void fail_errno(std::filesystem::path const& path, int error) {
  struct stat link {};
  if (error == ENOENT && ::lstat(path.c_str(), &link) == 0) fail(path, "is a link that leads nowhere");
  if (error == ENOENT) fail(path, "does not exist");
  if (error == EACCES) fail(path, "may not be read: permission denied");
  if (error == ELOOP) fail(path, "is a link that leads to itself");
  fail(path, std::string("cannot be read: ") + std::strerror(error));
}

/// What a file is, where it is not a regular one.
char const* kind_text(mode_t mode) {
  if (S_ISDIR(mode)) return "is a folder, and a file is due";
  if (S_ISFIFO(mode)) return "is a pipe, and only regular files are read: use `-` for standard input";
  if (S_ISSOCK(mode)) return "is a socket, and only regular files are read";
  return "is a device, and only regular files are read";
}

bool same_file(struct stat const& a, struct stat const& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

bool unchanged(struct stat const& a, struct stat const& b) {
  return same_file(a, b) && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

}  // namespace

std::string read_regular_file(std::filesystem::path const& path, std::uintmax_t limit) {
  struct stat seen {};
  if (::stat(path.c_str(), &seen) != 0) fail_errno(path, errno);
  if (!S_ISREG(seen.st_mode)) fail(path, kind_text(seen.st_mode));
  // Between stat and open the name may come to mean something else: neither wait for a pipe's writer nor take a terminal.
  int const fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) fail_errno(path, errno);
  Descriptor const file(fd);
  struct stat opened {};
  if (::fstat(file.get(), &opened) != 0) fail_errno(path, errno);
  if (!S_ISREG(opened.st_mode) || !same_file(seen, opened)) fail(path, "changed while it was being read: try again");
  auto const size = static_cast<std::uintmax_t>(opened.st_size);
  if (size > limit) fail(path, "holds " + std::to_string(size) + " bytes, and at most " + std::to_string(limit) + " are read");

  std::string text(size + 1, '\0');  // one more byte shows whether the file has grown
  std::size_t filled = 0;
  while (filled < text.size()) {
    ssize_t const n = ::read(file.get(), text.data() + filled, text.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) fail_errno(path, errno);
    if (n == 0) break;
    filled += static_cast<std::size_t>(n);
  }
  struct stat after {};
  if (::fstat(file.get(), &after) != 0) fail_errno(path, errno);
  if (filled != size || !unchanged(opened, after)) fail(path, "changed while it was being read: try again");
  text.resize(filled);
  return text;
}

}  // namespace izin
