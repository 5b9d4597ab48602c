// What is said of verbs, flags and values that there are not.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "engine/gate/gate.hpp"
#include "grammar/diagnostic/suggest.hpp"
#include "tools/izin/command_line_parts.hpp"
#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

/// A verb that others have heard of, and what to do without it.
struct AbsentVerb {
  char const* name;  ///< in full
  char const* instead;
};
constexpr std::array absent_verbs = {
    AbsentVerb{"izin audit", "gate the flows that happened: each with its own `at`, and with `--known-at`"},
    AbsentVerb{"izin lint", "`izin test` and `izin gate` report every error of the policies that they read"},
    AbsentVerb{"izin prove", "write the flows that matter as a `test`, and run `izin test`"},
    AbsentVerb{"izin diff", "gate the same flows with either bundle, and compare what `--format json` prints"},
    AbsentVerb{"izin recall", "`izin log search` lists the decisions that were recorded"},
    AbsentVerb{"izin facts", "people and consents are given as JSON Lines: `izin gate --facts FILE`"},
    AbsentVerb{"izin import", "flows, people and consents are read as JSON and JSON Lines"},
    AbsentVerb{"izin help", "write `izin --help`, or `izin VERB --help`"},
    AbsentVerb{"izin version", "write `izin --version`"},
};

std::vector<CLI::App const*> verbs_of(CLI::App const& app) {
  return app.get_subcommands([](CLI::App const*) { return true; });
}

std::vector<std::string> verb_names(CLI::App const& app) {
  std::vector<std::string> names;
  for (CLI::App const* verb : verbs_of(app)) names.push_back(verb->get_name());
  return names;
}

std::vector<std::string> flag_names(CLI::App const& app) {
  std::vector<std::string> names;
  for (CLI::Option const* option : app.get_options())
    for (std::string const& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// The first verb below that has the flag, in full; empty: none.
std::string verb_with_flag(CLI::App const& app, std::string const& flag) {
  for (CLI::App const* verb : verbs_of(app)) {
    if (verb->get_option_no_throw(flag) != nullptr) return full_name(*verb);
    if (std::string below = verb_with_flag(*verb, flag); !below.empty()) return below;
  }
  return {};
}

std::string did_you_mean(std::string const& name, std::vector<std::string> const& names, std::string const& otherwise) {
  auto const near = nearest(name, names);
  return near ? fmt::format("did you mean `{}`?", *near) : otherwise;
}

Diagnostic unknown_verb(CLI::App const& app, std::string const& extra) {
  std::string const name = full_name(app);
  auto const absent = std::ranges::find(absent_verbs, fmt::format("{} {}", name, extra), &AbsentVerb::name);
  if (absent != absent_verbs.end())
    return placeless(Code::unknown_verb, fmt::format("{} has no verb `{}`", engine_name(), std::string(absent->name).substr(5)),
                     absent->instead);
  return placeless(Code::unknown_verb, fmt::format("`{}` is not a verb of `{}`", extra, name),
                   did_you_mean(extra, verb_names(app), fmt::format("see `{} --help`", name)));
}

Diagnostic unknown_flag(CLI::App const& app, std::string const& extra) {
  std::string const name = full_name(app);
  std::string const flag = extra.substr(0, extra.find('='));
  std::string const verb = verb_with_flag(app, flag);
  std::string const see = verb.empty() ? fmt::format("see `{} --help`", name)
                                       : fmt::format("flags stand after their verb, as in `{} {}`", verb, flag);
  return placeless(Code::unknown_flag, fmt::format("`{}` is not a flag of `{}`", flag, name),
                   verb.empty() ? did_you_mean(flag, flag_names(app), see) : see);
}

bool is_flag(std::string const& extra) { return extra.starts_with("-") && extra != "-"; }

[[noreturn]] void refuse(std::vector<Diagnostic> problems) {
  throw Failure(std::move(problems), std::make_shared<SourceMap const>());
}

}  // namespace

std::string full_name(CLI::App const& app) {
  std::string name = app.get_name();
  for (CLI::App const* at = app.get_parent(); at != nullptr; at = at->get_parent()) name = at->get_name() + " " + name;
  return name;
}

void refuse_value(std::string const& flag, std::string const& value, std::vector<std::string> const& allowed) {
  std::string list;
  for (std::string const& name : allowed) list += fmt::format("{}`{}`", list.empty() ? "" : ", ", name);
  throw Failure(Code::wrong_usage, fmt::format("`{}` is not a value of `{}`: it takes {}", value, flag, list),
                did_you_mean(value, allowed, {}));
}

void refuse_verbs(CLI::App const& app) {
  if (verbs_of(app).empty()) return;
  for (std::string const& extra : app.remaining())
    if (!is_flag(extra)) refuse({unknown_verb(app, extra)});
}

void refuse_extras(CLI::App const& app) {
  std::vector<Diagnostic> problems;
  bool const is_group = !verbs_of(app).empty();
  for (std::string const& extra : app.remaining()) {
    if (extra == "--") continue;  // what follows is no flag; CLI11 has seen to that
    if (is_flag(extra))
      problems.push_back(unknown_flag(app, extra));
    else if (is_group)
      problems.push_back(unknown_verb(app, extra));
    else
      problems.push_back(placeless(Code::wrong_usage,
                                   fmt::format("`{}` is one argument too many for `{}`", extra, full_name(app)),
                                   fmt::format("see `{} --help`", full_name(app))));
    if (is_group) break;  // what follows was meant for it
  }
  if (!problems.empty()) refuse(std::move(problems));
}

void refuse_arguments(std::string const& name, CLI::ParseError const& e) {
  std::string what = e.what();
  std::string const flag = what.substr(0, what.find(':'));
  constexpr std::string_view required = " is required";
  if (what.ends_with(required))
    what = fmt::format("`{}` needs {}", name, what.substr(0, what.size() - required.size()));
  else if (what.ends_with(" missing"))
    what = fmt::format("`{}` needs a value", flag);
  else if (what.find("At Most 1 required") != std::string::npos)
    what = fmt::format("`{}` is given more than once", flag);
  throw Failure(Code::wrong_usage, what, fmt::format("see `{} --help`", name));
}

}  // namespace izin::tool
