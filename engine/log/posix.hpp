// Files as the log needs them: made with their mode and never over another, written whole and synced. Every failure is an Error
// that names the file.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace izin::log {

/// Closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// `the file `NAME` cannot be WHAT: REASON` with the reason of errno.
[[noreturn]] void fail_errno(std::filesystem::path const& file, std::string_view what);

/// open(2) with O_CLOEXEC and O_NOFOLLOW; throws.
[[nodiscard]] Descriptor open_file(std::filesystem::path const& file, int flags, mode_t mode, std::string_view what);
void write_all(Descriptor const& file, std::string_view data, std::filesystem::path const& name);
void sync_file(Descriptor const& file, std::filesystem::path const& name);
/// Makes a name in it durable.
void sync_folder_of(std::filesystem::path const& file);
/// A new file, durable, with its name; throws where one is there.
void create_file(std::filesystem::path const& file, std::string_view data, mode_t mode);
/// Whole; throws beyond the limit.
[[nodiscard]] std::string read_all(Descriptor const& file, std::size_t limit, std::filesystem::path const& name);

enum class LockKind : unsigned char { exclusive, shared };
/// flock(2) on a file, polled until `wait` has passed; Error(log_busy) then. Holds until it is closed.
[[nodiscard]] Descriptor lock_file(std::filesystem::path const& file, LockKind kind, std::chrono::milliseconds wait);

}  // namespace izin::log
