// What the command_line*.cpp files share. Includes CLI11: included by them alone.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tools/izin/options.hpp"

namespace izin::tool {

/// One verb under construction: its CLI11 node, and how its struct is made once everything is parsed.
struct Verb {
  CLI::App* app = nullptr;
  std::function<Command()> make;
};
using Verbs = std::map<CLI::App const*, Verb>;

/// The raw texts of the flags that every verb has.
struct CommonFlags {
  std::string verb, format;
  std::vector<Format> formats;
  std::string output;
  std::string jobs;
  bool quiet = false, verbose = false, no_colour = false;

  /// Checks the texts. Throws Failure.
  [[nodiscard]] Common common() const;
};

/// Adds them; the first of `formats` is the default.
void add_common(CLI::App& app, CommonFlags& flags, std::string verb, std::vector<Format> formats);

/// `izin log verify`.
[[nodiscard]] std::string full_name(CLI::App const& app);
/// A value that the flag does not take.
[[noreturn]] void refuse_value(std::string const& flag, std::string const& value, std::vector<std::string> const& allowed);
/// Throws Failure for each argument that nothing took.
void refuse_extras(CLI::App const& app);
/// The same for a verb that there is not, whatever else was asked.
void refuse_verbs(CLI::App const& app);
/// What CLI11 says, in our words.
[[noreturn]] void refuse_arguments(std::string const& name, CLI::ParseError const& e);

/// `5`, `0.5`, `5s`, `500ms`. Throws Failure.
[[nodiscard]] std::chrono::milliseconds parse_wait(std::string const& text);

/// A repeatable option that takes one value each time.
CLI::Option* add_repeated(CLI::App& app, std::string const& names, std::vector<fs::path>& values, std::string const& help);
/// An option with an optional value's place.
template <class T>
CLI::Option* add_value(CLI::App& app, std::string const& names, std::optional<T>& value, std::string const& help,
                       std::string const& type) {
  return app
      .add_option_function<std::string>(
          names, [&value](std::string const& text) { value = T(text); }, help)
      ->type_name(type);
}

/// `--lang`, a BCP 47 tag. What is no tag is refused when the line is parsed.
void add_language(CLI::App& app, std::string& tag, std::string const& help);

void add_gate(CLI::App& root, Verbs& verbs);
void add_log(CLI::App& root, Verbs& verbs);
void add_others(CLI::App& root, Verbs& verbs);

}  // namespace izin::tool
