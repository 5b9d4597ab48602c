#include "tools/izin/clause_coverage.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace izin::tool {
namespace {

bool cites(CoveredRule const& rule, CoveredClause const& clause) {
  return std::ranges::any_of(*rule.cites, [&](Citation const& cite) { return clause.is_called(cite.text); });
}

bool lists(CoveredClause const& clause, CoveredRule const& rule) {
  return std::ranges::find(clause.versions, rule.instrument) != clause.versions.end() &&
         std::ranges::find(clause.rules, *rule.name) != clause.rules.end();
}

bool is_of(CoveredClause const& clause, CoveredRule const& rule) {
  return std::ranges::find(clause.versions, rule.instrument) != clause.versions.end();
}

std::string called(Model const& model, CoveredRule const& rule) {
  auto const& version = model.instruments[rule.instrument.value].version;
  return in_backticks(*rule.full_name) + (version ? fmt::format(" version {}", *version) : "");
}

/// Holds one table against the versions of its instrument.
class Judge {
 public:
  Judge(Model const& model, CoverageTable const& table, Sink& sink) : model_(model), table_(table), sink_(sink) {
    for (InstrumentId const version : table.versions)
      for (CoveredRule const& rule : covered_rules(model, version)) rules_.push_back(rule);
  }

  void run() {
    for (CoveredClause const& clause : table_.clauses) judge(clause);
    for (CoveredRule const& rule : rules_) judge(rule);
  }

 private:
  void judge(CoveredClause const& clause) {
    if (clause.rules.empty() && !clause.none)
      sink_.report(Code::clause_unaccounted, clause.span,
                   fmt::format("{} has neither a rule nor a reason why none encodes it", in_backticks(clause.section)), {},
                   "give it `rules`, or `none` with a `note`");
    if (clause.rules.size() > 1 && clause.shared.empty())
      sink_.report(Code::clause_shared, clause.span,
                   fmt::format("{} rules claim {}, and nobody says why", clause.rules.size(), in_backticks(clause.section)), {},
                   "say in `shared` what each of them takes from it");
    for (CoveredRule const& rule : rules_) {
      if (!lists(clause, rule) || cites(rule, clause)) continue;
      sink_.report({Code::clause_not_cited,
                    fmt::format("{} lists {}, which does not cite it", in_backticks(clause.section), called(model_, rule)),
                    {clause.span, {}},
                    {{rule.span, "the rule"}},
                    "let the rule `cite` the section or one of its `aliases`, or do not list it",
                    {}});
    }
  }

  void judge(CoveredRule const& rule) {
    bool listed = false;
    CoveredClause const* cited = nullptr;
    for (CoveredClause const& clause : table_.clauses) {
      listed = listed || lists(clause, rule);
      if (cited == nullptr && is_of(clause, rule) && cites(rule, clause)) cited = &clause;
    }
    if (listed) return;  // it cites that clause, or the clause is reported
    Diagnostic finding{Code::rule_without_clause, {}, {rule.span, {}}, {}, {}, {}};
    if (cited != nullptr) {
      finding.message = fmt::format("{} cites {}, which does not list it", called(model_, rule), in_backticks(cited->section));
      finding.related.push_back({cited->span, "the clause"});
      finding.help = "list the rule among the clause's `rules`";
    } else if (rule.cites->empty()) {
      finding.message = fmt::format("{} cites nothing, and its text has a coverage table", called(model_, rule));
      finding.help = "let it `cite` the clause that it encodes, and list it there";
    } else {
      finding.message = fmt::format("{} cites {}, which is no clause of the coverage table", called(model_, rule),
                                    in_backticks(rule.cites->front().text));
      finding.help = "add the clause to the table, or its number to the `aliases` of one";
    }
    sink_.report(std::move(finding));
  }

  Model const& model_;
  CoverageTable const& table_;
  Sink& sink_;
  std::vector<CoveredRule> rules_;
};

}  // namespace

void ClauseSums::add(CoveredClause const& clause) {
  ++clauses;
  if (!clause.rules.empty())
    ++encoded;
  else if (clause.none)
    ++none[static_cast<std::size_t>(*clause.none)];
  else
    ++unaccounted;
}

void ClauseSums::add(ClauseSums const& other) {
  clauses += other.clauses;
  encoded += other.encoded;
  unaccounted += other.unaccounted;
  for (std::size_t i = 0; i < why_none_count; ++i) none[i] += other.none[i];
}

ClauseCoverage cover_clauses(CoverageTables tables, Model const& model) {
  ClauseCoverage coverage;
  Sink sink;
  std::set<std::string> without;
  for (Instrument const& instrument : model.instruments) without.insert(instrument.name);
  for (CoverageTable const& table : tables.tables) {
    without.erase(table.instrument);
    Judge(model, table, sink).run();
  }
  coverage.without_table.assign(without.begin(), without.end());
  coverage.findings = sink.sorted();
  coverage.tables = std::move(tables);
  return coverage;
}

}  // namespace izin::tool
