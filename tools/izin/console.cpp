#include "tools/izin/console.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

constexpr std::size_t keep_at_most = 1u << 16;

bool wants_colour(int fd, bool no_colour) {
  char const* const no = std::getenv("NO_COLOR");
  char const* const terminal = std::getenv("TERM");
  bool const dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return !no_colour && (no == nullptr || *no == '\0') && !dumb && ::isatty(fd) == 1;
}

[[noreturn]] void fail_write(fs::path const& path, int error) {
  throw Failure(Code::output_not_written, fmt::format("`{}` cannot be written: {}", path.string(), std::strerror(error)));
}

void write_all(int fd, std::string_view text, fs::path const& name) {
  while (!text.empty()) {
    ssize_t const n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EPIPE && fd == 1) throw BrokenPipe();
    if (n < 0) fail_write(name, errno);
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

/// Something that exists and is no regular file is written straight: /dev/null cannot be replaced.
bool is_replaceable(fs::path const& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) != 0 || S_ISREG(found.st_mode);
}

/// A link keeps being one: what it leads to is replaced.
fs::path real_target(fs::path const& path) {
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  return error ? path : real;
}

int open_neighbour(fs::path const& target, fs::path& temporary) {
  if (::access(target.c_str(), W_OK) != 0 && errno != ENOENT) fail_write(target, errno);
  std::string pattern = target.string() + ".XXXXXX";
  int const fd = ::mkostemp(pattern.data(), O_CLOEXEC);
  if (fd < 0) fail_write(target, errno);
  temporary = pattern;
  struct stat old {};
  mode_t const mask = ::umask(0);
  ::umask(mask);
  mode_t const mode = ::stat(target.c_str(), &old) == 0 ? old.st_mode & 07777u : 0666u & ~mask;
  if (::fchmod(fd, mode) == 0) return fd;
  int const error = errno;
  ::close(fd);
  ::unlink(temporary.c_str());
  fail_write(target, error);
}

void close_and_rename(int fd, fs::path const& temporary, fs::path const& target) {
  bool const synced = ::fsync(fd) == 0;
  int const error = errno;
  ::close(fd);
  if (!synced) fail_write(target, error);
  if (::rename(temporary.c_str(), target.c_str()) != 0) fail_write(target, errno);
}

}  // namespace

Console::Console(Common const& common) : common_(common) {
  if (!common_.output) {
    if ((::fcntl(1, F_GETFL) & O_ACCMODE) == O_RDONLY) fail_write("standard output", EBADF);
    data_colour_ = wants_colour(1, common_.no_colour) ? Colour::on : Colour::off;
  } else if (is_replaceable(*common_.output)) {
    fd_ = open_neighbour(real_target(*common_.output), temporary_);
  } else {
    fd_ = ::open(common_.output->c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd_ < 0) fail_write(*common_.output, errno);
  }
}

Console::~Console() {
  if (fd_ > 2) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Console::data(std::string_view text) {
  pending_ += text;
  if (pending_.size() > keep_at_most) flush();
}

void Console::flush() {
  std::string const text = std::move(pending_);
  pending_.clear();
  write_all(fd_, text, common_.output ? *common_.output : fs::path("standard output"));
}

void Console::finish() {
  flush();
  if (temporary_.empty()) return;
  int const fd = std::exchange(fd_, -1);
  close_and_rename(fd, temporary_, real_target(*common_.output));
  temporary_.clear();
}

void Console::note(std::string_view text) {
  if (common_.volume != Volume::quiet) write_error(fmt::format("note: {}\n", terminal_safe(text)));
}

void Console::warn(std::string_view text) {
  if (common_.volume != Volume::quiet) write_error(fmt::format("warning: {}\n", terminal_safe(text)));
}

void Console::detail(std::string_view text) {
  if (common_.volume == Volume::verbose) write_error(fmt::format("{}\n", terminal_safe(text)));
}

void Console::message(std::string_view text) {
  if (common_.volume != Volume::quiet) write_error(fmt::format("{}\n", text));
}

void write_error(std::string_view text) {
  while (!text.empty()) {
    ssize_t const n = ::write(2, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;  // nobody listens: there is nowhere left to say so
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

Colour error_colour(bool no_colour) { return wants_colour(2, no_colour) ? Colour::on : Colour::off; }

void show_problems(std::span<Diagnostic const> problems, SourceMap const& sources, Format format, bool no_colour) {
  if (format == Format::json || format == Format::jsonl)
    write_all(1, fmt::format("{{\"diagnostics\": {}}}\n", render_json(problems, sources)), "standard output");
  else
    write_error(render_text(problems, sources, error_colour(no_colour)));
}

void write_file(fs::path const& path, std::string_view text) {
  StagedFile file(path);
  file.write(text);
  file.put_in_place();
}

StagedFile::StagedFile(fs::path const& path) : path_(real_target(path)) {
  if (!is_replaceable(path_))
    throw Failure(Code::output_not_written, fmt::format("`{}` is not a regular file", path_.string()),
                  "name a file that can be replaced");
  fd_ = open_neighbour(path_, temporary_);
}

StagedFile::~StagedFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void StagedFile::write(std::string_view text) {
  write_all(fd_, text, path_);
  if (::fsync(fd_) != 0) fail_write(path_, errno);
}

void StagedFile::put_in_place() {
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail_write(path_, errno);
  temporary_.clear();
}

}  // namespace izin::tool
