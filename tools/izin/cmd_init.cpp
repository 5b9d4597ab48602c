// `izin init DIR`: a folder that tests and gates at once.
#include <fmt/core.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "tools/izin/console.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/interrupt.hpp"
#include "tools/izin/starter.hpp"
#include "tools/izin/verbs.hpp"

namespace izin::tool {
namespace {

[[noreturn]] void fail(fs::path const& path, std::string const& why) {
  throw Failure(Code::output_not_written, fmt::format("`{}` cannot be made: {}", path.string(), why));
}

void write_all_files(fs::path const& folder) {
  for (StarterFile const& file : starter_files()) {
    check_interrupt();
    fs::path const path = folder / file.path;
    fs::create_directories(path.parent_path());
    write_file(path, file.text);
  }
}

/// A folder beside the one wanted, which takes its name when it is complete; removed if it never is.
class NewFolder {
 public:
  explicit NewFolder(fs::path target) : target_(std::move(target)) {
    if (target_.has_parent_path()) fs::create_directories(target_.parent_path());
    std::string pattern = target_.string() + ".XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) fail(target_, std::strerror(errno));
    temporary_ = pattern;
    mode_t const mask = ::umask(0);
    ::umask(mask);
    if (::chmod(temporary_.c_str(), 0777u & ~mask) != 0) fail(target_, std::strerror(errno));
  }
  ~NewFolder() {
    std::error_code ignored;
    if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
  }
  NewFolder(NewFolder const&) = delete;
  NewFolder& operator=(NewFolder const&) = delete;

  [[nodiscard]] fs::path const& path() const { return temporary_; }
  void put_in_place() {
    fs::rename(temporary_, target_);
    temporary_.clear();
  }

 private:
  fs::path target_, temporary_;
};

void make(fs::path folder) {
  if (!folder.has_filename()) folder = folder.parent_path();  // `demo/` is `demo`
  if (fs::exists(fs::symlink_status(folder))) {
    if (!fs::is_directory(folder))
      throw Failure(Code::folder_in_use, fmt::format("`{}` exists and is no folder", folder.string()), "name another");
    if (!fs::is_empty(folder))
      throw Failure(Code::folder_in_use, fmt::format("`{}` holds something already", folder.string()),
                    "name a folder that does not exist, or is empty");
    write_all_files(folder);
    return;
  }
  NewFolder made(folder);
  write_all_files(made.path());
  made.put_in_place();
}

}  // namespace

Exit run_init(InitCommand const& command) {
  Console console(command.common);
  try {
    make(command.folder);
  } catch (fs::filesystem_error const& e) {
    fail(command.folder, e.code().message());
  }
  std::string const shown = terminal_safe(command.folder.generic_string());
  std::string text = fmt::format("made {}\n", shown);
  for (StarterFile const& file : starter_files()) text += fmt::format("  {}\n", file.path);
  text += fmt::format("next: cd {} && izin test && izin gate flows/first.json\n", shown);
  console.data(text);
  console.finish();
  return Exit::ok;
}

}  // namespace izin::tool
