// The clauses of coverage tables, for people and as JSON (policies/schema/test-report.schema.json).
#include <fmt/core.h>

#include <algorithm>

#include "engine/gate/json_text.hpp"
#include "engine/gate/wording.hpp"
#include "tools/izin/clause_coverage.hpp"

namespace izin::tool {
namespace {

constexpr std::size_t widest_section = 24;

std::string count_text(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

std::string sums_text(ClauseSums const& sums) {
  std::string text = fmt::format("{}: {} encoded", count_text(sums.clauses, "clause", "clauses"), grouped(sums.encoded));
  for (std::size_t i = 0; i < why_none_count; ++i)
    text += fmt::format(", {} {}", grouped(sums.none[i]), why_none_text(static_cast<WhyNone>(i)));
  if (sums.unaccounted != 0) text += fmt::format(", {} unaccounted for", grouped(sums.unaccounted));
  return text;
}

std::string version_of(Model const& model, InstrumentId id) { return model.instruments[id.value].version.value_or(""); }

std::string versions_text(Model const& model, CoveredClause const& clause) {
  std::string text;
  for (InstrumentId const id : clause.versions) text += (text.empty() ? "version " : ", ") + version_of(model, id);
  return text;
}

/// The sentence of a listed rule, of the newest version that has it.
std::string_view sentence_of(Model const& model, CoveredClause const& clause, std::string const& name, std::string const& tag) {
  std::string_view say;
  for (InstrumentId const version : clause.versions)
    for (CoveredRule const& rule : covered_rules(model, version))
      if (*rule.name == name) say = sentence(*rule.says, tag);
  return say;
}

std::string names_of(std::vector<std::string> const& names) {
  std::string text;
  for (std::string const& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void show_clause(Page& page, Model const& model, CoveredClause const& clause, std::size_t width, std::string const& language) {
  std::string head = Page::safe(padded(clause.section, width));
  if (!clause.anchor.empty()) head += "  " + page.inked(fmt::format("\"{}\"", clause.anchor), Ink::plain);
  if (!clause.in_all_versions) head += "  " + page.inked(fmt::format("({})", versions_text(model, clause)), Ink::dim);
  page.line(2, head);
  if (!clause.rules.empty() && language.empty()) page.paragraph(6, names_of(clause.rules), Ink::cyan);
  if (!language.empty())
    for (std::string const& rule : clause.rules) {
      page.paragraph(6, rule, Ink::cyan);
      page.paragraph(8, sentence_of(model, clause, rule, language));
    }
  if (clause.rules.empty())
    page.paragraph(6, clause.none ? fmt::format("{}: {}", why_none_text(*clause.none), clause.note) : "no rule, and no reason",
                   clause.none ? Ink::dim : Ink::red);
  else
    page.paragraph(6, clause.shared + (clause.shared.empty() || clause.note.empty() ? "" : " ") + clause.note, Ink::dim);
}

ClauseSums show_table(Page& page, Model const& model, CoverageTable const& table, std::string const& language) {
  page.blank();
  page.line(0, page.inked(table.instrument, Ink::bold));
  for (ClauseSource const& source : table.sources)
    page.paragraph(2,
                   fmt::format("{}{}{}{}", source.version.empty() ? "" : fmt::format("version {}: ", source.version), source.text,
                               source.note.empty() ? "" : ". ", source.note),
                   Ink::dim);
  ClauseSums sums;
  std::size_t width = 0;
  for (CoveredClause const& clause : table.clauses) {
    sums.add(clause);
    std::size_t const own = columns(clause.section);
    if (own <= widest_section) width = std::max(width, own);
  }
  for (CoveredClause const& clause : table.clauses) show_clause(page, model, clause, width, language);
  page.paragraph(2, sums_text(sums));
  return sums;
}

void write_sums(JsonText& out, ClauseSums const& sums) {
  out.key("sums").open_object_line().number("clauses", sums.clauses).number("encoded", sums.encoded);
  for (std::size_t i = 0; i < why_none_count; ++i) {
    std::string name(why_none_text(static_cast<WhyNone>(i)));
    std::ranges::replace(name, ' ', '_');
    out.number(name, sums.none[i]);
  }
  out.number("unaccounted", sums.unaccounted).close();
}

void write_clause(JsonText& out, Model const& model, ClauseCoverage const& coverage, CoveredClause const& clause,
                  std::string const& language) {
  out.open_object().text("section", clause.section);
  out.number("line", coverage.tables.sources->file(clause.span.file).position(clause.span.begin).line);
  if (!clause.aliases.empty()) out.key("aliases").texts(clause.aliases);
  if (!clause.catalogue.empty()) out.key("catalogue").texts(clause.catalogue);
  if (!clause.in_all_versions) {
    out.key("versions").open_list_line();
    for (InstrumentId const id : clause.versions) out.text(version_of(model, id));
    out.close();
  }
  if (!clause.anchor.empty()) out.text("anchor", clause.anchor);
  if (!clause.sha256.empty()) out.text("sha256", clause.sha256);
  out.key("rules").texts(clause.rules);
  if (!language.empty() && !clause.rules.empty()) {
    out.key("say").open_object();
    for (std::string const& rule : clause.rules)
      if (auto const say = sentence_of(model, clause, rule, language); !say.empty()) out.text(rule, say);
    out.close();
  }
  if (!clause.shared.empty()) out.text("shared", clause.shared);
  if (clause.none) out.text("none", why_none_text(*clause.none));
  if (!clause.note.empty()) out.text("note", clause.note);
  out.close();
}

ClauseSums write_table(JsonText& out, Model const& model, ClauseCoverage const& coverage, CoverageTable const& table,
                       std::string const& language) {
  ClauseSums sums;
  out.open_object().text("instrument", table.instrument).text("file", coverage.tables.sources->file(table.file).path());
  out.key("texts").open_list();
  for (ClauseSource const& source : table.sources) {
    out.open_object();
    if (!source.version.empty()) out.text("version", source.version);
    if (!source.source.empty()) out.text("source", source.source);
    out.text("text", source.text);
    if (!source.note.empty()) out.text("note", source.note);
    out.close();
  }
  out.close().key("clauses").open_list();
  for (CoveredClause const& clause : table.clauses) {
    sums.add(clause);
    write_clause(out, model, coverage, clause, language);
  }
  out.close();
  write_sums(out, sums);
  out.close();
  return sums;
}

}  // namespace

void show_clauses(Page& page, Model const& model, ClauseCoverage const& coverage, std::string const& language) {
  std::vector<CoverageTable> const& tables = coverage.tables.tables;
  if (tables.empty()) return;
  page.heading("Clauses: the rules that encode each, or why none does");
  ClauseSums all;
  for (CoverageTable const& table : tables) all.add(show_table(page, model, table, language));
  page.blank();
  page.paragraph(0, fmt::format("{}, {}", count_text(tables.size(), "coverage table", "coverage tables"), sums_text(all)));
  if (!coverage.without_table.empty()) page.paragraph(0, "without a coverage table: " + names_of(coverage.without_table));
}

void write_clauses(JsonText& out, Model const& model, ClauseCoverage const& coverage, std::string const& language) {
  ClauseSums all;
  out.key("clauses").open_object().key("tables").open_list();
  for (CoverageTable const& table : coverage.tables.tables) all.add(write_table(out, model, coverage, table, language));
  out.close().key("without_table").texts(coverage.without_table);
  write_sums(out, all);
  out.close();
  if (!coverage.findings.empty()) out.key("diagnostics").raw(render_json(coverage.findings, *coverage.tables.sources));
}

}  // namespace izin::tool
