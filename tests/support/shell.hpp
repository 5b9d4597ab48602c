// A throw-away folder, and command lines run in it with a known environment.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace izin::test {

/// Removed with all that is in it when it goes.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace const&) = delete;
  Workspace& operator=(Workspace const&) = delete;

  [[nodiscard]] std::filesystem::path const& path() const { return path_; }
  /// Writes a file, with the folders above it. A name that leaves the folder throws std::invalid_argument.
  void write(std::string const& name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

struct CommandResult {
  std::string output;  ///< standard output
  std::string errors;  ///< standard error
  int code = 0;        ///< 124 when it took over 60 seconds
};

/// `/bin/sh -c line` in the folder: `program`'s folder first on the path, HOME and XDG_CONFIG_HOME in the workspace, LC_ALL=C.
[[nodiscard]] CommandResult run(Workspace const& workspace, std::string const& line, std::filesystem::path const& program);

/// What differs from run to run replaced by `<dir>`, `<ulid>`, `<now>`, `<sha256>`, `<time>`, `<version>`.
[[nodiscard]] std::string steady(std::string text, Workspace const& workspace);

}  // namespace izin::test
