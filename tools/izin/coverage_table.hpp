// Coverage tables: for each clause of a source the rules that encode it, or why none does. What a table file says, read strictly
// (policies/schema/coverage.schema.json); clause_coverage.hpp judges it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gate/gate.hpp"

namespace izin::tool {

/// Why no rule encodes a clause.
enum class WhyNone : std::uint8_t { context, needs_a_person, not_about_a_flow, not_recovered };
inline constexpr std::size_t why_none_count = 4;
/// `needs a person`.
[[nodiscard]] std::string_view why_none_text(WhyNone why);

/// Where the clauses were read, and how well.
struct ClauseSource {
  std::string version, source, text, note;  ///< empty: not said
};

struct CoveredClause {
  std::string section;
  std::vector<std::string> aliases;    ///< other numbers that it is cited by
  std::vector<std::string> catalogue;  ///< its numbers in a catalogue of clauses
  std::vector<InstrumentId> versions;  ///< those of the bundle that it stands in
  bool in_all_versions = true;
  std::string anchor, sha256;      ///< first words; of the normalised text; empty: not given
  std::vector<std::string> rules;  ///< their own names
  std::optional<WhyNone> none;
  std::string shared, note;  ///< why several rules claim it; empty: not given
  Span span;                 ///< of the section

  [[nodiscard]] bool is_called(std::string_view cite) const;
};

struct CoverageTable {
  FileId file;
  std::string instrument;
  std::vector<InstrumentId> versions;  ///< all of the bundle
  std::vector<ClauseSource> sources;
  std::vector<CoveredClause> clauses;  ///< in the order of the file
};

/// The tables of a bundle, by instrument, and the texts that messages about them point into: those of the policies first, under
/// the same ids.
struct CoverageTables {
  std::vector<CoverageTable> tables;
  std::shared_ptr<SourceMap const> sources;
};

/// Reads each `*.coverage.json` below the folders given, hidden folders and folders named `cases` passed over as for policies.
/// Throws Failure with all errors of all tables.
[[nodiscard]] CoverageTables read_coverage_tables(std::vector<std::filesystem::path> const& paths, Policy const& policy);

/// A rule that a table may list.
struct CoveredRule {
  InstrumentId instrument;
  std::string const* name = nullptr;  ///< its own
  std::string const* full_name = nullptr;
  std::vector<Citation> const* cites = nullptr;
  std::vector<Saying> const* says = nullptr;
  Span span;  ///< of the name
};
/// Those of one version. A consent form's clauses are none: it is people's answers that ground a flow.
[[nodiscard]] std::vector<CoveredRule> covered_rules(Model const& model, InstrumentId instrument);

}  // namespace izin::tool
