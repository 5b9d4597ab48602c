#include "tools/izin/test_report.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "engine/gate/wording.hpp"
#include "tools/izin/show_decision.hpp"

namespace izin::tool {
namespace {

struct Place {
  std::string file;
  std::uint32_t line;
};

Place place_of(Policy const& policy, TestOutcome const& outcome) {
  Span const span = outcome.test->tree->name.span;
  return {policy.shown_file(span.file), policy.model->sources.file(span.file).position(span.begin).line};
}

void show_failed(Page& page, Policy const& policy, TestOutcome const& outcome, std::string const& language) {
  Place const place = place_of(policy, outcome);
  page.line(0, page.inked("FAIL", Ink::red) + "  " + page.inked(outcome.test->name, Ink::bold));
  page.line(6, page.inked(fmt::format("{}:{}", place.file, place.line), Ink::dim));
  page.line(6, page.inked("- " + outcome.expected.text(), Ink::red));
  page.line(6, page.inked("+ " + outcome.answered.text(), Ink::green));
  for (std::string const& problem : outcome.problems) page.paragraph(6, problem);
  std::vector<Explanation> explanations;
  for (RuleTrace const& trace : outcome.why) explanations.push_back({std::nullopt, trace});
  for (Explanation const& explanation : explanations) show_rule(page, *policy.model, explanation, explanations, 6, language);
}

void show_coverage(Page& page, Policy const& policy, Coverage const& coverage, std::string const& language) {
  std::vector<Rule> const& rules = policy.model->rules;
  std::array<std::size_t, part_count> covered{};
  page.heading("Coverage: tests in which each rule");
  page.line(2, page.inked("speaks  silent  unknown  defeated", Ink::dim));
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    std::array<std::size_t, part_count> counts{};
    for (std::size_t p = 0; p < part_count; ++p) {
      counts[p] = coverage.count({i}, static_cast<Part>(p));
      covered[p] += counts[p] != 0 ? 1 : 0;
    }
    Named const named = izin::named(*policy.model, RuleId{i});
    std::string const version = named.instrument->version ? fmt::format("  version {}", *named.instrument->version) : "";
    page.line(2, fmt::format("{:6}  {:6}  {:7}  {:8}  ", counts[0], counts[1], counts[2], counts[3]) +
                     page.inked(named.name, Ink::cyan) + page.inked(version, Ink::dim));
    if (!language.empty()) page.paragraph(37, sentence(*named.says, language));
    for (std::size_t p = 0; p < part_count; ++p)
      if (counts[p] == 0)
        page.paragraph(37,
                       fmt::format("not {}: {}", part_text(static_cast<Part>(p)), coverage.why_not({i}, static_cast<Part>(p))),
                       Ink::dim);
  }
  page.line(2, fmt::format("of {} rules {} spoke, {} were silent, {} unknown, {} defeated", rules.size(), covered[0], covered[1],
                           covered[2], covered[3]));
}

void write_statement(JsonText& out, std::string_view key, Statement const& statement) {
  out.key(key).open_object_line().text("verdict", statement.verdict).key("by").texts(statement.by);
  out.key("missing").texts(statement.missing).key("duties").texts(statement.duties).close();
}

void write_coverage(JsonText& out, Policy const& policy, Coverage const& coverage, std::string const& language) {
  out.key("coverage").open_list();
  for (std::uint32_t i = 0; i < policy.model->rules.size(); ++i) {
    Named const named = izin::named(*policy.model, RuleId{i});
    out.open_object().text("rule", named.name);
    if (named.instrument->version) out.text("version", *named.instrument->version);
    std::string_view const say = language.empty() ? std::string_view() : sentence(*named.says, language);
    if (!say.empty()) out.text("say", say);
    for (std::size_t p = 0; p < part_count; ++p)
      out.number(part_text(static_cast<Part>(p)), coverage.count({i}, static_cast<Part>(p)));
    out.key("why_not").open_object();
    for (std::size_t p = 0; p < part_count; ++p)
      if (coverage.count({i}, static_cast<Part>(p)) == 0)
        out.text(part_text(static_cast<Part>(p)), coverage.why_not({i}, static_cast<Part>(p)));
    out.close().close();
  }
  out.close();
}

}  // namespace

std::size_t TestReport::failed() const {
  return static_cast<std::size_t>(std::ranges::count_if(outcomes, [](TestOutcome const& outcome) { return !outcome.passed(); }));
}

std::string pretty_report(Policy const& policy, TestReport const& report, Listed listed, Colour colour) {
  Page page(colour);
  for (TestOutcome const& outcome : report.outcomes) {
    if (!outcome.passed())
      show_failed(page, policy, outcome, report.language);
    else if (listed == Listed::all)
      page.line(0, page.inked("pass", Ink::green) + "  " + Page::safe(outcome.test->name));
  }
  if (report.coverage) show_coverage(page, policy, *report.coverage, report.language);
  if (report.clauses) show_clauses(page, *policy.model, *report.clauses, report.language);
  std::size_t const failed = report.failed();
  page.line(0, fmt::format("{} passed, {} failed", grouped(report.outcomes.size() - failed), grouped(failed)));
  return page.take();
}

std::string json_report(Policy const& policy, TestReport const& report) {
  JsonText out(JsonLayout::indented);
  out.open_object().number("passed", report.outcomes.size() - report.failed()).number("failed", report.failed());
  out.key("tests").open_list();
  for (TestOutcome const& outcome : report.outcomes) {
    Place const place = place_of(policy, outcome);
    out.open_object().text("name", outcome.test->name).text("file", place.file).number("line", place.line);
    out.word("passed", json_word(outcome.passed()));
    write_statement(out, "expected", outcome.expected);
    write_statement(out, "answered", outcome.answered);
    out.key("problems").texts(outcome.problems).close();
  }
  out.close();
  if (report.coverage) write_coverage(out, policy, *report.coverage, report.language);
  if (report.clauses) write_clauses(out, *policy.model, *report.clauses, report.language);
  out.text("bundle", policy.model->digest).text("engine", engine_name()).close();
  return out.take() + "\n";
}

}  // namespace izin::tool
