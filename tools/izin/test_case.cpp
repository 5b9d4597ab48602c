#include "tools/izin/test_case.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "engine/gate/wording.hpp"

namespace izin::tool {
namespace {

std::string list_text(std::vector<std::string> const& names) {
  std::string text;
  for (std::string const& name : names) text += (text.empty() ? " " : ", ") + name;
  return text;
}

/// A name that a decision gives, with what a test may say of it.
struct Candidate {
  std::string name;                        ///< full
  Instrument const* instrument = nullptr;  ///< null: `izin.no_ground`, or of a rule that waits (any version)
};

std::string dotted(ast::RuleRef const& ref) {
  std::string name;
  for (ast::Name const& segment : ref.segments) name += (name.empty() ? "" : ".") + segment.text;
  return name;
}

bool fits(ast::RuleRef const& ref, Candidate const& candidate) {
  std::string const wanted = dotted(ref);
  bool const same = ref.all ? candidate.instrument != nullptr && candidate.instrument->name == wanted : candidate.name == wanted;
  if (!same || !ref.version || candidate.instrument == nullptr) return same;
  return candidate.instrument->version == ref.version->value;
}

class Judge {
 public:
  Judge(Model const& model, TestCase const& test, Decision const& decision) : model_(model), decision_(decision) {
    outcome_.test = &test;
    outcome_.answered.verdict = verdict_text(decision.verdict);
    add(decision.by);
    add(decision.contested);
    if (decision.verdict == Verdict::permit) add(decision.grounds);
    if (decision.verdict == Verdict::incomplete)
      for (std::string const& name : decision.waiting) named_.push_back({name, nullptr});
    for (Candidate const& each : named_) outcome_.answered.by.push_back(each.name);
    std::ranges::sort(outcome_.answered.by);
    auto& named = outcome_.answered.by;
    named.erase(std::unique(named.begin(), named.end()), named.end());
    for (MissingEntry const& entry : decision.missing) outcome_.answered.missing.push_back(entry.path);
    for (DutyEntry const& entry : decision.duties) outcome_.answered.duties.push_back(model.rules[entry.rule.value].full_name);
  }

  void expect(ast::TestExpect const& expect) {
    Statement& expected = outcome_.expected;
    expected.verdict = expect.verdict.text;
    if (expected.verdict != outcome_.answered.verdict)
      problem(fmt::format("the verdict is {}, not {}", outcome_.answered.verdict, expected.verdict));
    for (ast::RuleRef const& ref : expect.by) by(ref);
    for (ast::Path const& path : expect.missing) {
      expected.missing.push_back(path.text());
      if (std::ranges::find(outcome_.answered.missing, path.text()) == outcome_.answered.missing.end())
        problem(fmt::format("`{}` is not missing", path.text()));
    }
    for (ast::RuleRef const& ref : expect.duties) duty(ref);
  }

  TestOutcome take(std::function<std::vector<RuleTrace>()> const& traces) && {
    if (outcome_.passed()) return std::move(outcome_);
    for (RuleTrace& trace : traces())
      if (explains(model_.rules[trace.rule.value])) outcome_.why.push_back(std::move(trace));
    return std::move(outcome_);
  }

 private:
  void add(std::vector<RuleEntry> const& entries) {
    for (RuleEntry const& entry : entries) {
      Named const named = izin::named(model_, entry);
      named_.push_back({std::string(named.name), named.instrument});
    }
  }
  void problem(std::string text) { outcome_.problems.push_back(std::move(text)); }

  void by(ast::RuleRef const& ref) {
    outcome_.expected.by.push_back(ref.text());
    sought_.push_back(&ref);
    if (std::ranges::any_of(named_, [&](Candidate const& each) { return fits(ref, each); })) return;
    std::string_view const what = decision_.verdict == Verdict::permit       ? "is no ground"
                                  : decision_.verdict == Verdict::incomplete ? "does not wait"
                                                                             : "does not decide";
    problem(fmt::format("`{}` {}", ref.text(), what));
  }

  void duty(ast::RuleRef const& ref) {
    outcome_.expected.duties.push_back(ref.text());
    sought_.push_back(&ref);
    bool const found = std::ranges::any_of(decision_.duties, [&](DutyEntry const& entry) {
      Named const named = izin::named(model_, entry.rule);
      return fits(ref, {std::string(named.name), named.instrument});
    });
    if (!found) problem(fmt::format("`{}` is no duty here", ref.text()));
  }

  /// The rules that decided, and those that the test names.
  bool explains(Rule const& rule) const {
    Candidate const candidate{rule.full_name, &model_.instruments[rule.instrument.value]};
    return std::ranges::any_of(named_, [&](Candidate const& each) { return each.name == rule.full_name; }) ||
           std::ranges::any_of(sought_, [&](ast::RuleRef const* ref) { return fits(*ref, candidate); });
  }

  Model const& model_;
  Decision const& decision_;
  TestOutcome outcome_;
  std::vector<Candidate> named_;
  std::vector<ast::RuleRef const*> sought_;
};

}  // namespace

std::string Statement::text() const {
  std::string text = verdict;
  if (!by.empty()) text += " by" + list_text(by);
  if (!missing.empty()) text += " missing" + list_text(missing);
  if (!duties.empty()) text += " with duty" + list_text(duties);
  return text;
}

TestOutcome judge(Model const& model, TestCase const& test, Decision const& decision,
                  std::function<std::vector<RuleTrace>()> const& traces) {
  Judge judge(model, test, decision);
  for (ast::TestClause const& clause : test.tree->clauses)
    if (auto const* expect = std::get_if<ast::TestExpect>(&clause.node)) judge.expect(*expect);
  return std::move(judge).take(traces);
}

}  // namespace izin::tool
