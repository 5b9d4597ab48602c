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

void make_log(GateCommand const& command, log::Environment const& environment, Console& console) {
  if (command.log_key)
    throw Failure(Code::wrong_usage,
                  fmt::format("`{}` does not exist, and `--log-key` is the key of a log that does", command.log->string()),
                  "make it first, with `izin log init`");
  log::InitOptions options;
  options.file = *command.log;
  options.key_folder = default_key_folder();
  options.witness = command.witness;
  log::Initialised const made = log::init(options, environment);
  console.note(fmt::format("made the log {}", options.file.string()));
  tell_made(made, options, console);
}

}  // namespace

fs::path default_key_folder() {
  if (auto const config = folder_of("XDG_CONFIG_HOME")) return *config / "izin" / "keys";
  if (auto const home = folder_of("HOME")) return *home / ".config" / "izin" / "keys";
  throw Failure(Code::wrong_usage, "there is no folder for keys: neither XDG_CONFIG_HOME nor HOME is set",
                "name one with `--key-dir` or `--log-key`");
}

std::unique_ptr<log::Writer> open_log(GateCommand const& command, log::Environment const& environment, Console& console) {
  std::error_code unreadable;
  if (!fs::exists(*command.log, unreadable) && !unreadable) {
    try {
      make_log(command, environment, console);
    } catch (log::Error const&) {
      if (!fs::exists(*command.log)) throw;  // else somebody made it just now
    }
  }
  log::WriterOptions options;
  options.file = *command.log;
  options.key_file = command.log_key;
  if (!command.log_key) options.key_folder = default_key_folder();
  options.witness = command.witness;
  options.wait = command.log_wait;
  return std::make_unique<log::Writer>(options, environment);
}

void tell_made(log::Initialised const& made, log::InitOptions const& options, Console& console) {
  console.note(fmt::format("its key is {}; give auditors {}", made.key_file.string(), made.public_file.string()));
  console.note(fmt::format("verifier key {}", made.verifier_key));
  if (!options.witness)
    console.warn("the log has no witness file: a restored backup or a rewritten history cannot be told from the log alone");
}

}  // namespace izin::tool
