#include "tests/support/shell.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace izin::test {
namespace {

std::string slurp(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string utc_day(std::chrono::system_clock::time_point moment) {
  auto const seconds = std::chrono::system_clock::to_time_t(moment);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
  return text.data();
}

void replace_all(std::string& text, std::string const& from, std::string const& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

}  // namespace

Workspace::Workspace() {
  auto pattern = (std::filesystem::temp_directory_path() / "izin-case-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "mkdtemp");
  path_ = std::filesystem::canonical(pattern);
}

Workspace::~Workspace() {
  std::error_code ignored;  // a test may have taken the right to remove; the folder is the system's to clean
  std::filesystem::remove_all(path_, ignored);
}

void Workspace::write(std::string const& name, std::string_view content) const {
  auto const relative = std::filesystem::path(name).lexically_normal();
  if (relative.is_absolute() || relative.string().starts_with(".."))
    throw std::invalid_argument("`" + name + "` leaves the folder");
  auto const target = path_ / relative;
  std::filesystem::create_directories(target.parent_path());
  std::ofstream out(target, std::ios::binary);
  out.write(content.data(), static_cast<std::streamsize>(content.size()));
  if (!out) throw std::runtime_error("cannot write " + target.string());
}

CommandResult run(Workspace const& workspace, std::string const& line, std::filesystem::path const& program) {
  Workspace streams;
  auto const out = (streams.path() / "out").string();
  auto const err = (streams.path() / "err").string();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, workspace.path().c_str());

  auto const home = workspace.path().string();
  std::vector<std::string> environment = {"PATH=" + program.parent_path().string() + ":/usr/local/bin:/usr/bin:/bin",
                                          "HOME=" + home, "XDG_CONFIG_HOME=" + home + "/.config", "LC_ALL=C", "TZ=UTC"};
  std::vector<std::string> words = {"timeout", "60", "/bin/sh", "-c", line};
  auto pointers = [](std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (auto& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
  };
  pid_t child = 0;
  auto const failed =
      posix_spawn(&child, "/usr/bin/timeout", &actions, nullptr, pointers(words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::system_error(failed, std::generic_category(), "posix_spawn");
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return {slurp(out), slurp(err), WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

std::string steady(std::string text, Workspace const& workspace) {
  replace_all(text, workspace.path().string(), "<dir>");
  static std::regex const ulid("\\b0[0-9A-HJKMNP-TV-Z]{25}\\b");
  static std::regex const digest("(sha256:)?\\b[0-9a-f]{64}\\b");
  static std::regex const duration("\\b[0-9]+(\\.[0-9]+)? ?(ns|us|µs|ms|s)\\b");
  static std::regex const version("\\bizin [0-9]+\\.[0-9]+\\.[0-9]+\\b");
  text = std::regex_replace(text, ulid, "<ulid>");
  text = std::regex_replace(text, digest, "<sha256>");
  text = std::regex_replace(text, version, "izin <version>");
  text = std::regex_replace(text, duration, "<time>");
  auto const today = std::chrono::system_clock::now();
  for (int days = -1; days <= 1; ++days) {
    std::regex const now(utc_day(today + std::chrono::hours(24 * days)) + "T[0-9:.]+Z");
    text = std::regex_replace(text, now, "<now>");
  }
  return text;
}

}  // namespace izin::test
