// What `izin test` prints: for people, as JSON (policies/schema/test-report.schema.json), as JUnit XML.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/gate/gate.hpp"
#include "engine/gate/json_text.hpp"
#include "tools/izin/clause_coverage.hpp"
#include "tools/izin/options.hpp"
#include "tools/izin/page.hpp"
#include "tools/izin/test_case.hpp"
#include "tools/izin/test_coverage.hpp"

namespace izin::tool {

struct TestReport {
  std::vector<TestOutcome> outcomes;  ///< in the order of files and places
  std::optional<Coverage> coverage;
  std::optional<ClauseCoverage> clauses;
  std::string language;  ///< of the rules' sentences; empty: they are not shown
  double seconds = 0;

  [[nodiscard]] std::size_t failed() const;
  /// No test failed, and no coverage table contradicts the rules.
  [[nodiscard]] bool is_clean() const { return failed() == 0 && (!clauses || clauses->findings.empty()); }
};

/// Failed tests with what was expected, what came, and why; with `all` the others by name.
enum class Listed : std::uint8_t { failed, all };
[[nodiscard]] std::string pretty_report(Policy const& policy, TestReport const& report, Listed listed, Colour colour);
[[nodiscard]] std::string json_report(Policy const& policy, TestReport const& report);
[[nodiscard]] std::string junit_report(Policy const& policy, TestReport const& report);

}  // namespace izin::tool
