// The flags of `izin test`, `fmt`, `explain` and `init`.
#include "tools/izin/command_line_parts.hpp"
#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

template <class C>
struct Flags {
  CommonFlags common;
  C command;
};

template <class C>
void finish(CLI::App& app, Verbs& verbs, std::shared_ptr<Flags<C>> const& flags) {
  verbs[&app] = {&app, [flags]() -> Command {
                   flags->command.common = flags->common.common();
                   return flags->command;
                 }};
}

void add_test(CLI::App& root, Verbs& verbs) {
  CLI::App& app = *root.add_subcommand("test", "run the tests that are written in policy files");
  auto flags = std::make_shared<Flags<TestCommand>>();
  TestCommand& c = flags->command;
  add_common(app, flags->common, "test", {Format::pretty, Format::json, Format::junit});
  app.add_option_function<std::vector<std::string>>(
      "PATHS", [&c](std::vector<std::string> const& paths) { c.paths.assign(paths.begin(), paths.end()); },
      "files or folders whose tests are run; left out: all, also those in the folder `cases/tests` beside the policies, which "
      "other verbs pass over");
  add_repeated(app, "-p,--policies", c.policies,
               "policy files or folders (repeatable; left out: `policies`, or PATHS alone where they lie elsewhere)");
  app.add_option("--filter", c.filter, "only the tests with TEXT in their name")->type_name("TEXT");
  app.add_flag("--coverage", c.coverage,
               "show for each rule whether a test made it speak, stay silent, be unknown, be defeated; and why not");
  app.add_flag("--clauses", c.clauses,
               "show from the coverage tables of the policies (INSTRUMENT.coverage.json) which rules encode each clause, or why "
               "none does; and check them");
  add_language(app, c.language, "show the sentences of rules, in this language where a policy has it");
  app.footer(
      "Exit code: 0 all passed, 1 some failed or a coverage table and the rules disagree, 2 error.\n\n"
      "Examples:\n"
      "  izin test\n"
      "  izin test policies/terms --filter export\n"
      "  izin test --coverage\n"
      "  izin test --coverage --clauses --lang id\n"
      "  izin test --format junit -o tests.xml");
  finish(app, verbs, flags);
}

void add_fmt(CLI::App& root, Verbs& verbs) {
  CLI::App& app = *root.add_subcommand("fmt", "lay policy files out");
  auto flags = std::make_shared<Flags<FmtCommand>>();
  FmtCommand& c = flags->command;
  add_common(app, flags->common, "fmt", {Format::pretty, Format::json});
  app.add_option("PATHS", c.paths, "files or folders; `-` lays standard input out on standard output")->required();
  app.add_flag("--check", c.check, "write nothing; list the files that would change, exit code 1 if there is one");
  app.add_flag("--diff", c.diff, "write nothing; show what would change");
  app.footer(
      "A file that does not parse, or whose meaning the layout would change, is refused (exit code 2).\n\n"
      "Examples:\n"
      "  izin fmt policies\n"
      "  izin fmt --check --diff policies\n"
      "  izin fmt - < draft.izin");
  finish(app, verbs, flags);
}

void add_explain(CLI::App& root, Verbs& verbs) {
  CLI::App& app = *root.add_subcommand("explain", "print the page of a diagnostic");
  auto flags = std::make_shared<Flags<ExplainCommand>>();
  add_common(app, flags->common, "explain", {});
  app.add_option("CODE", flags->command.code, "a code (`IZ0203`) or its name (`unknown-term`)")->required();
  app.footer("Example:\n  izin explain IZ0203");
  finish(app, verbs, flags);
}

void add_init(CLI::App& root, Verbs& verbs) {
  CLI::App& app = *root.add_subcommand("init", "start a policy folder: a vocabulary, one policy, one test, one flow");
  auto flags = std::make_shared<Flags<InitCommand>>();
  InitCommand& c = flags->command;
  add_common(app, flags->common, "init", {});
  app.add_option_function<std::string>(
         "DIR", [&c](std::string const& text) { c.folder = text; }, "a folder that does not exist, or is empty")
      ->required();
  app.footer("Example:\n  izin init demo && cd demo && izin test && izin gate flows/first.json");
  finish(app, verbs, flags);
}

}  // namespace

void add_others(CLI::App& root, Verbs& verbs) {
  add_test(root, verbs);
  add_fmt(root, verbs);
  add_explain(root, verbs);
  add_init(root, verbs);
}

}  // namespace izin::tool
