#include "tools/izin/open_log.hpp"

#include <fmt/core.h>

#include <cstdlib>

#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

/// An absolute path of the environment: the XDG specification has relative ones ignored.
std::optional<fs::path> folder_of(char const* variable) {
  char const* const value = std::getenv(variable);
  if (value == nullptr || *value != '/') return std::nullopt;
  return fs::path(value);
}

}  // namespace

fs::path default_key_folder() {
  if (auto const config = folder_of("XDG_CONFIG_HOME")) return *config / "izin" / "keys";
  if (auto const home = folder_of("HOME")) return *home / ".config" / "izin" / "keys";
  throw Failure(Code::wrong_usage, "there is no folder for keys: neither XDG_CONFIG_HOME nor HOME is set",
                "name one with `--key-dir` or `--log-key`");
}

std::unique_ptr<log::Writer> open_log(GateCommand const& command, log::Environment const& environment, Console& console) {
  log::WriterOptions options;
  options.file = *command.log;
  options.key_file = command.log_key;
  if (!command.log_key) options.key_folder = default_key_folder();
  options.witness = command.witness;
  options.wait = command.log_wait;
  log::Opened opened = log::open_or_init(options, environment);
  if (opened.made) {
    console.note(fmt::format("made the log {}", command.log->string()));
    tell_made(*opened.made, command.witness, console);
  }
  return std::move(opened.writer);
}

void tell_made(log::Initialised const& made, std::optional<fs::path> const& witness, Console& console) {
  console.note(fmt::format("its key is {}; auditors get {}", made.key_file.string(), made.public_file.string()));
  if (!witness)
    console.warn(
        "the log has no witness file: from the log alone nobody can tell a restored backup or a history that was written anew");
}

}  // namespace izin::tool
