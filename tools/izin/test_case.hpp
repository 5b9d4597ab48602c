// One test of a policy file: what it expects, what came, and whether that fits. LANGUAGE.md section 7.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/evaluate/trace.hpp"

namespace izin::tool {

/// A verdict with the names that go with it, as a test states it or as a decision answers.
struct Statement {
  std::string verdict;
  std::vector<std::string> by, missing, duties;

  /// `review by A, B missing p with duty D`.
  [[nodiscard]] std::string text() const;
};

/// What became of a test.
struct TestOutcome {
  TestCase const* test = nullptr;
  Statement expected;
  Statement answered;                 ///< all that could have been named
  std::vector<std::string> problems;  ///< what does not fit, in sentences; empty: passed
  std::vector<RuleTrace> why;         ///< of a failed test: the rules that decided, and those that were expected to

  [[nodiscard]] bool passed() const { return problems.empty(); }
};

/// Compares a test with its decision. `traces` are of the same flow; asked for only when the test fails.
[[nodiscard]] TestOutcome judge(Model const& model, TestCase const& test, Decision const& decision,
                                std::function<std::vector<RuleTrace>()> const& traces);

}  // namespace izin::tool
