// Expectations about command lines: a transcript of `$` lines.
#include "tests/corpus/answers.hpp"
#include "tests/support/lines.hpp"

namespace izin::test {
namespace {

/// One `$` line with what was expected after it.
struct Step {
  std::string command;
  std::vector<std::string> expected;
};

std::vector<Step> steps_of(Section const& section) {
  std::vector<Step> steps;
  for (auto const& line : lines_of(section.body)) {
    if (line.starts_with("$ ")) {
      steps.push_back({line.substr(2), {}});
    } else if (!line.empty()) {
      if (steps.empty()) throw CaseError("`=== run` begins with a line `$ izin …`");
      steps.back().expected.push_back(line);
    }
  }
  return steps;
}

std::vector<std::string> marked(std::string const& text, std::string_view mark) {
  std::vector<std::string> out;
  for (auto const& line : lines_of(text)) out.push_back(line.empty() ? std::string(mark) : std::string(mark) + " " + line);
  return out;
}

std::vector<std::string> beginning_with(std::vector<std::string> const& lines, char mark) {
  std::vector<std::string> out;
  for (auto const& line : lines) {
    if (line.front() == mark) out.push_back(line);
  }
  return out;
}

/// Whether lines fit expectations in which `> ...` stands for any number of lines. Greedy with one step back: as in a glob.
bool fits(std::vector<std::string> const& expected, std::vector<std::string> const& lines, std::string const& any) {
  std::size_t e = 0, l = 0, star = std::string::npos, resume = 0;
  while (l < lines.size()) {
    if (e < expected.size() && expected[e] == any) {
      star = e++;
      resume = l;
    } else if (e < expected.size() && expected[e] == lines[l]) {
      ++e, ++l;
    } else if (star != std::string::npos) {
      e = star + 1;
      l = ++resume;
    } else {
      return false;
    }
  }
  while (e < expected.size() && expected[e] == any) ++e;
  return e == expected.size();
}

}  // namespace

std::string run_answer(CaseFile const& file, Section const& section, CorpusSettings const& settings) {
  if (settings.program.empty()) throw CaseError("`izin` is not built");
  Workspace workspace;
  write_files(file, settings, workspace);
  std::string out;
  for (auto const& step : steps_of(section)) {
    auto const result = run(workspace, step.command, settings.program);
    out += "$ " + step.command + "\n";
    for (char const mark : {'>', '!'}) {
      auto lines = marked(steady(mark == '>' ? result.output : result.errors, workspace), std::string_view(&mark, 1));
      auto const expected = beginning_with(step.expected, mark);
      if (fits(expected, lines, std::string(1, mark) + " ...")) lines = expected;
      for (auto const& line : lines) out += line + "\n";
    }
    out += "[exit " + std::to_string(result.code) + "]\n";
  }
  return out;
}

}  // namespace izin::test
