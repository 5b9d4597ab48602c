// One coverage table from its JSON text: every key, name and version checked, every problem with its place.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <utility>

#include "engine/facts/report.hpp"
#include "tools/izin/coverage_table.hpp"

namespace izin::tool {

class TableReader {
 public:
  TableReader(Policy const& policy, SourceFile const& file, Sink& sink);

  /// Nothing when the instrument cannot be told; what is wrong otherwise is in the sink.
  [[nodiscard]] std::optional<CoverageTable> read();
  /// Where the table names its instrument.
  [[nodiscard]] Span name_span() const { return name_span_; }

 private:
  using Node = input::NodeIndex;
  using Place = input::Place;
  /// A text with its place.
  struct Said {
    std::string text;
    Node node = 0;
  };

  bool read_instrument(CoverageTable& table);
  void read_sources(CoverageTable& table);
  void read_clauses(CoverageTable& table);
  CoveredClause read_clause(CoverageTable const& table, Node object, Place const& place);
  void read_versions(CoverageTable const& table, CoveredClause& clause, Node object, Place const& place);
  void read_rules(CoveredClause& clause, Node object, Place const& place);
  void read_none(CoveredClause& clause, Node object, Place const& place);
  void check_anchor(CoveredClause const& clause, Node object, Place const& place);
  void check_once(CoverageTable const& table);

  /// Whether a value is an object, each of whose keys is one of some names and stands there once.
  bool is_object_of(Node value, Place const& place, std::string_view what, std::span<std::string_view const> keys);
  std::optional<Said> text(Node object, Place const& place, std::string_view key);
  std::optional<Said> needed_text(Node object, Place const& place, std::string_view what, std::string_view key);
  std::vector<Said> texts(Node object, Place const& place, std::string_view key);
  std::optional<Said> text_at(Node value, Place const& place);
  /// The elements of a list; calls nothing and reports where it is none.
  void each(Node value, Place const& place, std::function<void(Node element, Place const& place)> const& visit);
  void missing(Node object, Place const& place, std::string_view what, std::string_view key);
  void wrong_type(Node value, Place const& place, std::string_view wanted);
  void unknown_version(CoverageTable const& table, Said const& version, Place const& place);
  void problem(Code code, Node node, Place const& place, input::Words words);
  [[nodiscard]] std::optional<InstrumentId> version_of(CoverageTable const& table, std::string_view version) const;

  Model const& model_;
  input::FieldIndex const& index_;
  SourceFile const& file_;
  input::JsonTape tape_;
  input::Report report_;
  Span name_span_;
};

}  // namespace izin::tool
