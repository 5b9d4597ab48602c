// The root of the command line: parses, suggests, and hands over what was asked for.
#include "tools/izin/command_line.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <thread>

#include "engine/gate/gate.hpp"
#include "tools/izin/command_line_parts.hpp"
#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

constexpr unsigned most_jobs = 1024;

std::string_view format_text(Format format) {
  switch (format) {
    case Format::pretty:
      return "pretty";
    case Format::json:
      return "json";
    case Format::jsonl:
      return "jsonl";
    case Format::junit:
      return "junit";
    case Format::tiles:
      return "tiles";
    case Format::opa:
      return "opa";
  }
  return {};
}

/// The verb that was chosen, innermost (`log verify`).
CLI::App* chosen(CLI::App& root) {
  CLI::App* at = &root;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return at;
}

/// How many threads: a number from 1 to the most there can be; empty: one a core.
unsigned parse_jobs(std::string const& text) {
  if (text.empty()) return std::max(1u, std::thread::hardware_concurrency());
  unsigned jobs = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (error != std::errc() || end != text.data() + text.size() || jobs == 0 || jobs > most_jobs)
    throw Failure(Code::wrong_usage,
                  fmt::format("`{}` is not a value of `--jobs`: it takes a number from 1 to {}", text, most_jobs));
  return jobs;
}

/// Words of one to eight letters or digits, joined by hyphens; the first of letters alone.
bool is_language_tag(std::string_view text) {
  std::size_t length = 0;
  bool first = true;
  for (char const c : text) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    bool const digit = c >= '0' && c <= '9';
    if (c == '-' && length != 0) {
      length = 0;
      first = false;
    } else if (!(letter || (digit && !first)) || ++length > 8) {
      return false;
    }
  }
  return length != 0;
}

}  // namespace

Common CommonFlags::common() const {
  Common common;
  common.verb = verb;
  std::vector<std::string> names;
  for (Format const each : formats) names.emplace_back(format_text(each));
  auto const at = std::ranges::find(names, format);
  if (!formats.empty() && at == names.end()) refuse_value("--format", format, names);
  if (!formats.empty()) common.format = formats[static_cast<std::size_t>(at - names.begin())];
  if (!output.empty() && output != "-") common.output = output;
  if (quiet && verbose) throw Failure(Code::wrong_usage, "`--quiet` and `--verbose` exclude each other");
  common.volume = quiet ? Volume::quiet : verbose ? Volume::verbose : Volume::normal;
  common.no_colour = no_colour;
  common.jobs = parse_jobs(jobs);
  return common;
}

void add_common(CLI::App& app, CommonFlags& flags, std::string verb, std::vector<Format> formats) {
  flags.verb = std::move(verb);
  flags.formats = std::move(formats);
  app.allow_extras();
  app.group("Verbs");
  if (!flags.formats.empty()) {
    std::string names;
    for (Format const each : flags.formats) names += (names.empty() ? "" : "|") + std::string(format_text(each));
    flags.format = format_text(flags.formats.front());
    app.add_option("--format", flags.format, "how to print the result")->type_name(names);
  }
  app.add_option("-o,--output", flags.output, "write the result to FILE instead of standard output")->type_name("FILE");
  app.add_flag("-q,--quiet", flags.quiet, "no notes and no progress on standard error");
  app.add_flag("-v,--verbose", flags.verbose, "say more on standard error");
  app.add_flag("--no-color", flags.no_colour, "no colour, also on a terminal (as does the variable NO_COLOR)");
  app.add_option("--jobs", flags.jobs, "threads to use where there is work for several; left out: one a core")->type_name("N");
}

std::chrono::milliseconds parse_wait(std::string const& text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string_view const unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  double const scale = unit == "ms" ? 1 : 1000;
  if (error != std::errc() || !(value >= 0) || value > 1e6 || (unit != "ms" && unit != "s" && !unit.empty()))
    throw Failure(Code::wrong_usage, fmt::format("`{}` is not a time to wait", text),
                  "write seconds, as in `5`, `0.5s` or `500ms`");
  return std::chrono::milliseconds(static_cast<std::int64_t>(value * scale));
}

CLI::Option* add_repeated(CLI::App& app, std::string const& names, std::vector<fs::path>& values, std::string const& help) {
  return app
      .add_option_function<std::vector<std::string>>(
          names, [&values](std::vector<std::string> const& texts) { values.assign(texts.begin(), texts.end()); }, help)
      ->allow_extra_args(false)
      ->type_name("PATH");
}

void add_language(CLI::App& app, std::string& tag, std::string const& help) {
  app.add_option_function<std::string>(
         "--lang",
         [&tag](std::string const& text) {
           if (!is_language_tag(text))
             throw Failure(Code::wrong_usage, fmt::format("`{}` is not a language tag", text),
                           "write it as in BCP 47: `id`, `en`, `de-AT`");
           tag = text;
         },
         help)
      ->type_name("TAG");
}

Command parse_command_line(std::vector<std::string> const& arguments) {
  CLI::App root(
      "izin decides data flows before they happen, by policies that counsel can read, and keeps a log that anyone can check.",
      "izin");
  root.allow_extras();
  root.get_formatter()->label("SUBCOMMAND", "VERB");
  root.require_subcommand(0, 1);  // what follows a verb is no second one, whatever it is called
  root.set_help_flag("-h,--help", "print help and end");
  root.set_version_flag("--version", std::string(engine_name()), "print the version and end");
  root.footer(
      "Examples:\n"
      "  izin init demo && cd demo && izin test && izin gate flows/first.json\n"
      "  izin gate flow.json --facts people.jsonl --log decisions.db\n"
      "  izin gate --help");
  Verbs verbs;
  add_gate(root, verbs);
  add_others(root, verbs);
  add_log(root, verbs);
  if (arguments.empty()) return Information{root.help(), Exit::error};
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    root.parse(std::move(reversed));
  } catch (CLI::CallForHelp const&) {
    refuse_verbs(*chosen(root));
    std::string const name = full_name(*chosen(root));
    std::size_t const above = name.rfind(' ');  // CLI11 adds the verb's own name
    return Information{chosen(root)->help(above == std::string::npos ? "" : name.substr(0, above))};
  } catch (CLI::CallForVersion const&) {
    return Information{std::string(engine_name()) + "\n"};
  } catch (CLI::ParseError const& e) {
    refuse_extras(*chosen(root));
    refuse_arguments(full_name(*chosen(root)), e);
  }
  CLI::App const& verb = *chosen(root);
  for (CLI::App const* at = &verb; at != nullptr; at = at->get_parent()) refuse_extras(*at);
  auto const at = verbs.find(&verb);
  if (at == verbs.end()) {
    std::string const name = full_name(verb);
    throw Failure(Code::wrong_usage, fmt::format("`{}` needs a verb", name), fmt::format("see `{} --help`", name));
  }
  return at->second.make();
}

Format wanted_format(std::vector<std::string> const& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view const next = i + 1 < arguments.size() ? std::string_view(arguments[i + 1]) : std::string_view();
    if (arguments[i] == "--") break;
    if (arguments[i] == "--format=json" || (arguments[i] == "--format" && next == "json")) return Format::json;
    if (arguments[i] == "--format=jsonl" || (arguments[i] == "--format" && next == "jsonl")) return Format::jsonl;
  }
  return Format::pretty;
}

}  // namespace izin::tool
