// What coverage tables say of a bundle: how many clauses are encoded and why the others are not; and where table and rules
// contradict each other.
#pragma once

#include <array>

#include "tools/izin/coverage_table.hpp"
#include "tools/izin/page.hpp"

namespace izin {
class JsonText;
}

namespace izin::tool {

/// How many clauses there are of each sort. A clause in several versions counts once.
struct ClauseSums {
  std::size_t clauses = 0, encoded = 0, unaccounted = 0;
  std::array<std::size_t, why_none_count> none{};  ///< by WhyNone

  void add(CoveredClause const& clause);
  void add(ClauseSums const& other);
};

struct ClauseCoverage {
  CoverageTables tables;
  std::vector<std::string> without_table;  ///< instruments of the bundle, by name
  std::vector<Diagnostic> findings;        ///< in order; they point into `tables.sources`
};

/// Holds the tables against the rules of the bundle.
[[nodiscard]] ClauseCoverage cover_clauses(CoverageTables tables, Model const& model);

/// Every clause of every table, with sums. `language`: of the rules' sentences; empty: they are not shown.
void show_clauses(Page& page, Model const& model, ClauseCoverage const& coverage, std::string const& language);
/// The members `clauses` and, for the findings, `diagnostics`.
void write_clauses(JsonText& out, Model const& model, ClauseCoverage const& coverage, std::string const& language);

}  // namespace izin::tool
