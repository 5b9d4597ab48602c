#include "tools/izin/coverage_table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "tools/izin/coverage_reader.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/options.hpp"

namespace izin::tool {
namespace {

constexpr std::uintmax_t table_limit = 80u << 20;  // a document's own limit is told with a place

}  // namespace

std::string_view why_none_text(WhyNone why) {
  switch (why) {
    case WhyNone::context:
      return "context";
    case WhyNone::needs_a_person:
      return "needs a person";
    case WhyNone::not_about_a_flow:
      return "not about a flow";
    case WhyNone::not_recovered:
      return "not recovered";
  }
  return {};
}

bool CoveredClause::is_called(std::string_view cite) const {
  return section == cite || std::ranges::find(aliases, cite) != aliases.end();
}

std::vector<CoveredRule> covered_rules(Model const& model, InstrumentId id) {
  std::vector<CoveredRule> listed;
  for (RuleId const each : model.instruments[id.value].rules) {
    Rule const& rule = model.rules[each.value];
    listed.push_back({id, &rule.name, &rule.full_name, &rule.cites, &rule.says, rule.name_span});
  }
  return listed;
}

CoverageTables read_coverage_tables(std::vector<fs::path> const& paths, Policy const& policy) {
  SourceMap const& texts = policy.model->sources;
  auto sources = std::make_shared<SourceMap>();
  for (std::uint32_t i = 0; i < texts.size(); ++i) sources->add(policy.shown_file({i}), std::string(texts.file({i}).text()));
  std::vector<fs::path> folders;
  std::ranges::copy_if(paths, std::back_inserter(folders), [](fs::path const& path) { return fs::is_directory(path); });
  CoverageTables all{{}, sources};
  Sink sink;
  std::map<std::string, Span> seen;
  try {
    for (PolicyFile const& found : find_files(folders, ".coverage.json")) {
      FileId const file =
          sources->add(found.file.lexically_normal().generic_string(), read_regular_file(found.file, table_limit));
      TableReader reader(policy, sources->file(file), sink);
      std::optional<CoverageTable> table = reader.read();
      if (!table) continue;
      auto const [at, added] = seen.try_emplace(table->instrument, reader.name_span());
      if (!added)
        sink.report({Code::clause_twice,
                     fmt::format("{} has a coverage table already", in_backticks(table->instrument)),
                     {reader.name_span(), "a second one"},
                     {{at->second, "the first one"}},
                     "keep one table for each instrument, for all its versions",
                     "/instrument"});
      all.tables.push_back(*std::move(table));
    }
  } catch (FileError const& e) {
    sink.report(placeless(Code::unreadable_file, e.what()));
  }
  if (sink.has_errors()) throw Failure(sink.sorted(), sources);
  std::ranges::sort(all.tables, {}, &CoverageTable::instrument);
  return all;
}

}  // namespace izin::tool
