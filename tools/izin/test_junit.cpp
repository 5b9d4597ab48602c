// The report of `izin test` as JUnit XML: a suite a file, a case a test.
#include <fmt/core.h>

#include <algorithm>

#include "tools/izin/test_report.hpp"

namespace izin::tool {
namespace {

/// XML 1.0 has no place for most control characters, not even as references: terminal_safe has written them out.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : terminal_safe(text, Layout::keep)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "&#10;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string case_text(Policy const& policy, TestOutcome const& outcome) {
  Span const span = outcome.test->tree->name.span;
  std::string const file = policy.shown_file(span.file);
  std::string const head =
      fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"", escaped(outcome.test->name),
                  escaped(file), escaped(file), policy.model->sources.file(span.file).position(span.begin).line);
  if (outcome.passed()) return head + "/>\n";
  std::string message;
  for (std::string const& problem : outcome.problems) message += (message.empty() ? "" : "; ") + problem;
  return fmt::format("{}>\n      <failure message=\"{}\">expected {}\nanswered {}</failure>\n    </testcase>\n", head,
                     escaped(message), escaped(outcome.expected.text()), escaped(outcome.answered.text()));
}

}  // namespace

std::string junit_report(Policy const& policy, TestReport const& report) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out += fmt::format("<testsuites tests=\"{}\" failures=\"{}\" time=\"{:.3f}\">\n", report.outcomes.size(), report.failed(),
                     report.seconds);
  auto const file_of = [](TestOutcome const& outcome) { return outcome.test->tree->name.span.file; };
  for (auto begin = report.outcomes.begin(); begin != report.outcomes.end();) {
    auto const end = std::find_if(begin, report.outcomes.end(),
                                  [&](TestOutcome const& outcome) { return file_of(outcome) != file_of(*begin); });
    auto const failed = std::count_if(begin, end, [](TestOutcome const& outcome) { return !outcome.passed(); });
    out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", escaped(policy.shown_file(file_of(*begin))),
                       end - begin, failed);
    for (; begin != end; ++begin) out += case_text(policy, *begin);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace izin::tool
