#include "engine/log/witness.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace izin::log {
namespace {

constexpr off_t tail_size = 64 * 1024;
constexpr std::string_view incomplete = "\n(incomplete)\n\n";
constexpr std::string_view between = "\n\n";

/// The end of the file: enough for several notes.
std::string read_tail(Descriptor const& file, std::filesystem::path const& name) {
  struct stat is {};
  if (::fstat(file.get(), &is) != 0) fail_errno(name, "read");
  if (!S_ISREG(is.st_mode)) throw Error("the witness `" + name.string() + "` is not a regular file");
  off_t const begin = is.st_size > tail_size ? is.st_size - tail_size : 0;
  std::string tail(static_cast<std::size_t>(is.st_size - begin), '\0');
  std::size_t filled = 0;
  while (filled < tail.size()) {
    ssize_t const got = ::pread(file.get(), tail.data() + filled, tail.size() - filled, begin + static_cast<off_t>(filled));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail_errno(name, "read");
    filled += static_cast<std::size_t>(got);
  }
  return tail;
}

/// Where the note begins that ends (with the line feed of its signature) at `end`.
std::size_t note_begin(std::string_view text, std::size_t end) {
  // Five lines: origin, size, root, nothing, signature.
  std::size_t begin = end;
  for (int lines = 0; lines < 5; ++lines) {
    if (begin == 0) return std::string_view::npos;
    std::size_t const before = text.rfind('\n', begin - 2);
    if (begin < 2 || before == std::string_view::npos) return lines == 4 ? 0 : std::string_view::npos;
    begin = before + 1;
  }
  return begin;
}

}  // namespace

Witness::Witness(std::filesystem::path file, Reading const& read, Open how) : name_(std::move(file)) {
  bool const there = ::access(name_.c_str(), F_OK) == 0;
  if (!there && how == Open::existing)
    throw Error("the witness file `" + name_.string() +
                "` is not there: make its disk available, put it back, or name another with `--witness`");
  file_ = open_file(name_, O_RDWR | O_APPEND | O_CREAT | O_NONBLOCK, 0644, "opened as a witness");
  if (!there) sync_folder_of(name_);
  read_end(read);
}

void Witness::read_end(Reading const& read) {
  std::string const tail = read_tail(file_, name_);
  if (tail.empty()) return;
  torn_ = !tail.ends_with("\n\n");
  // A complete note ends with its signature's line feed and an empty line. The last such place counts.
  for (std::size_t end = tail.rfind(between); end != std::string::npos && end > 0; end = tail.rfind(between, end - 1)) {
    std::size_t const begin = note_begin(tail, end + 1);
    if (begin == std::string_view::npos) continue;
    newest_ = read(std::string_view(tail).substr(begin, end + 1 - begin));
    if (newest_) {
      torn_ = torn_ || end + 2 != tail.size();
      return;
    }
  }
  if (tail.size() == static_cast<std::size_t>(tail_size) || tail.find("\xE2\x80\x94 ") != std::string::npos)
    throw Error("the witness file `" + name_.string() + "` holds no checkpoint of this log: name the right one with `--witness`",
                Code::anchor_contradicts);
  torn_ = true;
}

void Witness::append(std::string_view note, Checkpoint const& checkpoint) {
  std::string text;
  if (torn_) text = incomplete;
  text += note;
  text += '\n';
  torn_ = true;  // until it is known to stand there whole
  write_all(file_, text, name_);
  sync_file(file_, name_);
  torn_ = false;
  newest_ = checkpoint;
}

}  // namespace izin::log
