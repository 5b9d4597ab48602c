#include "tools/izin/coverage_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "engine/facts/value_reader.hpp"

namespace izin::tool {
namespace {

using input::JsonKind;
using input::JsonNode;
using input::Words;

constexpr std::array<std::string_view, 4> table_keys = {"$schema", "instrument", "texts", "clauses"};
constexpr std::array<std::string_view, 4> source_keys = {"version", "source", "text", "note"};
constexpr std::array<std::string_view, 10> clause_keys = {"section", "aliases", "catalogue", "versions", "anchor",
                                                          "sha256",  "rules",   "shared",    "none",     "note"};
constexpr std::array<std::string_view, 3> how_read = {"read", "excerpts", "second hand"};
constexpr std::size_t most_words = 10;

std::string listed(std::span<std::string const> names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + in_backticks(names[i]);
  return out;
}

template <class Names>
std::vector<std::string> strings(Names const& names) {
  return {names.begin(), names.end()};
}

std::size_t words_in(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (char const c : text) {
    bool const blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    words += !blank && !inside ? 1 : 0;
    inside = !blank;
  }
  return words;
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

TableReader::TableReader(Policy const& policy, SourceFile const& file, Sink& sink)
    : model_(*policy.model), index_(*policy.layout->index), file_(file), tape_(file.text()), report_(sink, file.id()) {}

std::optional<CoverageTable> TableReader::read() {
  auto const size = static_cast<std::uint32_t>(file_.text().size());
  input::JsonReading reading = read_json(file_.text(), 0, size, input::JsonExtent::all, tape_);
  for (input::JsonProblem& each : reading.problems) report_.problem(std::move(each));
  if (!reading.problems.empty()) return std::nullopt;
  if (!is_object_of(0, {}, "a coverage table", table_keys)) return std::nullopt;
  CoverageTable table;
  table.file = file_.id();
  static_cast<void>(text(0, {}, "$schema"));
  if (!read_instrument(table)) return std::nullopt;
  read_sources(table);
  read_clauses(table);
  check_once(table);
  return table;
}

bool TableReader::read_instrument(CoverageTable& table) {
  auto const name = needed_text(0, {}, "a coverage table", "instrument");
  if (!name) return false;
  table.instrument = name->text;
  name_span_ = report_.span(tape_[name->node]);
  for (std::uint32_t i = 0; i < model_.instruments.size(); ++i)
    if (model_.instruments[i].name == name->text) table.versions.push_back({i});
  if (!table.versions.empty()) return true;
  Words words{"the bundle has no instrument " + in_backticks(name->text)};
  words.label = report_.did_you_mean(name->text, [&] {
    std::vector<std::string> names;
    for (Instrument const& each : model_.instruments) names.push_back(each.name);
    return names;
  });
  if (words.label.empty()) words.help = "a coverage table is about a law, terms, a charter or a consent form of the bundle";
  problem(Code::unknown_covered, name->node, Place().member("instrument"), std::move(words));
  return false;
}

void TableReader::read_sources(CoverageTable& table) {
  Place const top, place = top.member("texts");
  Node const list = tape_.member(0, "texts");
  if (list == tape_.size()) return missing(0, top, "a coverage table", "texts");
  each(list, place, [&](Node const object, Place const& at) {
    if (!is_object_of(object, at, "a text", source_keys)) return;
    ClauseSource source;
    if (auto const version = text(object, at, "version")) {
      source.version = version->text;
      if (!version_of(table, version->text)) unknown_version(table, *version, at.member("version"));
    }
    if (auto const said = text(object, at, "source")) source.source = said->text;
    if (auto const said = needed_text(object, at, "a text", "text")) {
      source.text = said->text;
      if (std::ranges::find(how_read, said->text) == how_read.end())
        problem(
            Code::bad_value, said->node, at.member("text"),
            {in_backticks(said->text) + " does not say how the text was read", {}, "it is one of " + listed(strings(how_read))});
    }
    if (auto const said = text(object, at, "note")) source.note = said->text;
    table.sources.push_back(std::move(source));
  });
}

void TableReader::read_clauses(CoverageTable& table) {
  Place const top, place = top.member("clauses");
  Node const list = tape_.member(0, "clauses");
  if (list == tape_.size()) return missing(0, top, "a coverage table", "clauses");
  each(list, place, [&](Node const object, Place const& at) {
    if (is_object_of(object, at, "a clause", clause_keys)) table.clauses.push_back(read_clause(table, object, at));
  });
}

CoveredClause TableReader::read_clause(CoverageTable const& table, Node object, Place const& place) {
  CoveredClause clause;
  JsonNode brace = tape_[object];
  brace.end = brace.begin + 1;
  clause.span = report_.span(brace);
  if (auto const section = needed_text(object, place, "a clause", "section")) {
    clause.section = section->text;
    clause.span = report_.span(tape_[section->node]);
  }
  for (Said& alias : texts(object, place, "aliases")) clause.aliases.push_back(std::move(alias.text));
  for (Said& number : texts(object, place, "catalogue")) clause.catalogue.push_back(std::move(number.text));
  auto const taken = [&](std::string_view key) {
    auto said = text(object, place, key);
    return said ? std::move(said->text) : std::string();
  };
  clause.anchor = taken("anchor");
  clause.sha256 = taken("sha256");
  clause.shared = taken("shared");
  clause.note = taken("note");
  check_anchor(clause, object, place);
  read_versions(table, clause, object, place);
  read_rules(clause, object, place);
  read_none(clause, object, place);
  return clause;
}

void TableReader::check_anchor(CoveredClause const& clause, Node object, Place const& place) {
  if (words_in(clause.anchor) > most_words)
    problem(Code::bad_value, tape_.member(object, "anchor"), place.member("anchor"),
            {fmt::format("an anchor of {} words", words_in(clause.anchor)),
             {},
             "the first words, at most ten, show which clause is meant"});
  if (!clause.sha256.empty() && !is_digest(clause.sha256))
    problem(Code::bad_value, tape_.member(object, "sha256"), place.member("sha256"),
            {in_backticks(clause.sha256) + " is not a SHA-256", {}, "it is written as 64 hexadecimal digits, letters small"});
}

void TableReader::read_versions(CoverageTable const& table, CoveredClause& clause, Node object, Place const& place) {
  clause.versions = table.versions;
  Node const list_node = tape_.member(object, "versions");
  if (list_node == tape_.size()) return;
  if (tape_.after(list_node) == list_node + 1 && tape_[list_node].kind == JsonKind::array)
    problem(Code::bad_value, list_node, place.member("versions"), {"a clause of no version", {}, "leave `versions` out: all"});
  clause.in_all_versions = false;
  clause.versions.clear();
  std::size_t item = 0;
  Place const list = place.member("versions");
  for (Said const& version : texts(object, place, "versions")) {
    auto const id = version_of(table, version.text);
    id ? clause.versions.push_back(*id) : unknown_version(table, version, list.element(item));
    ++item;
  }
  std::ranges::sort(clause.versions);
  clause.versions.erase(std::unique(clause.versions.begin(), clause.versions.end()), clause.versions.end());
}

void TableReader::read_rules(CoveredClause& clause, Node object, Place const& place) {
  std::vector<std::string> names;
  for (InstrumentId const version : clause.versions)
    for (CoveredRule const& each : covered_rules(model_, version)) names.push_back(*each.name);
  std::size_t item = 0;
  Place const list = place.member("rules");
  for (Said& rule : texts(object, place, "rules")) {
    Place const at = list.element(item++);
    if (std::ranges::find(clause.rules, rule.text) != clause.rules.end()) {
      problem(Code::clause_twice, rule.node, at, {"the clause lists " + in_backticks(rule.text) + " twice"});
      continue;
    }
    bool const told = clause.versions.empty();  // that its versions are wrong; which rules it may list is not known then
    if (!told && std::ranges::find(names, rule.text) == names.end()) {
      Words words{fmt::format("{} has no rule {}{}", in_backticks(model_.instruments[clause.versions.front().value].name),
                              in_backticks(rule.text), clause.in_all_versions ? "" : " in a version of this clause")};
      words.label = report_.did_you_mean(rule.text, [&] { return names; });
      if (words.label.empty()) words.help = "a clause lists rules of its own instrument by their own names";
      problem(Code::unknown_covered, rule.node, at, std::move(words));
      continue;
    }
    clause.rules.push_back(std::move(rule.text));
  }
}

void TableReader::read_none(CoveredClause& clause, Node object, Place const& place) {
  auto const none = text(object, place, "none");
  if (!none) return;
  Place const at = place.member("none");
  std::vector<std::string> reasons;
  for (std::size_t i = 0; i < why_none_count; ++i) {
    reasons.emplace_back(why_none_text(static_cast<WhyNone>(i)));
    if (reasons.back() == none->text) clause.none = static_cast<WhyNone>(i);
  }
  if (!clause.none) {
    Words words{in_backticks(none->text) + " is not a reason why no rule encodes a clause"};
    words.label = report_.did_you_mean(none->text, [&] { return reasons; });
    if (words.label.empty()) words.help = "the reasons are " + listed(reasons);
    problem(Code::bad_value, none->node, at, std::move(words));
    clause.none = WhyNone::context;
  }
  if (tape_.member(object, "rules") != tape_.size())
    problem(
        Code::bad_value, none->node, at,
        {"the clause has rules, and a reason why none encodes it", {}, "keep one of the two; a remark on its rules is a `note`"});
  if (tape_.member(object, "note") == tape_.size())
    problem(Code::missing_key, none->node, place,
            {"a reason without a `note`", {}, "say in one sentence what the clause is about, or what would be needed"});
}

void TableReader::check_once(CoverageTable const& table) {
  std::map<std::pair<std::string_view, InstrumentId>, std::size_t> first;
  for (std::size_t i = 0; i < table.clauses.size(); ++i) {
    CoveredClause const& clause = table.clauses[i];
    for (InstrumentId const version : clause.versions) {
      auto const [at, added] = first.try_emplace({clause.section, version}, i);
      if (added || at->second == i) continue;
      Place const top, list = top.member("clauses"), place = list.element(i);
      JsonNode node;
      node.begin = clause.span.begin;
      node.end = clause.span.end;
      report_.problem(Code::clause_twice, node, place.member("section"),
                      {in_backticks(clause.section) + " stands in the table already",
                       "here again",
                       "list a clause once for each version, with all its rules",
                       {{table.clauses[at->second].span, "the first time"}}});
      break;
    }
  }
}

bool TableReader::is_object_of(Node value, Place const& place, std::string_view what, std::span<std::string_view const> keys) {
  if (tape_[value].kind != JsonKind::object) {
    wrong_type(value, place, fmt::format("{} is an object", what));
    return false;
  }
  check_keys(input::Source{model_, index_, tape_, report_}, value, place);
  for (Node key = value + 1; key < tape_.after(value); key = tape_.after(key + 1)) {
    std::string_view const name = tape_.text(key);
    if (std::ranges::find(keys, name) != keys.end()) continue;
    Words words{fmt::format("{} is not a key of {}", in_backticks(name), what)};
    words.label = report_.did_you_mean(name, [&] { return strings(keys); });
    if (words.label.empty()) words.help = fmt::format("{} may have {}", what, listed(strings(keys)));
    problem(Code::undeclared_key, key, place.member(name), std::move(words));
  }
  return true;
}

std::optional<TableReader::Said> TableReader::text_at(Node value, Place const& place) {
  if (tape_[value].kind != JsonKind::string) {
    wrong_type(value, place, fmt::format("{} is a text", in_backticks(field_of(place))));
    return std::nullopt;
  }
  if (words_in(tape_.text(value)) == 0) {
    problem(Code::bad_value, value, place, {in_backticks(field_of(place)) + " is empty", {}, "leave it out"});
    return std::nullopt;
  }
  return Said{std::string(tape_.text(value)), value};
}

std::optional<TableReader::Said> TableReader::text(Node object, Place const& place, std::string_view key) {
  Node const value = tape_.member(object, key);
  return value == tape_.size() ? std::nullopt : text_at(value, place.member(key));
}

std::optional<TableReader::Said> TableReader::needed_text(Node object, Place const& place, std::string_view what,
                                                          std::string_view key) {
  if (tape_.member(object, key) != tape_.size()) return text(object, place, key);
  missing(object, place, what, key);
  return std::nullopt;
}

std::vector<TableReader::Said> TableReader::texts(Node object, Place const& place, std::string_view key) {
  std::vector<Said> all;
  Node const value = tape_.member(object, key);
  if (value == tape_.size()) return all;
  each(value, place.member(key), [&](Node const element, Place const& at) {
    if (auto said = text_at(element, at)) all.push_back(*std::move(said));
  });
  return all;
}

void TableReader::each(Node value, Place const& place, std::function<void(Node, Place const&)> const& visit) {
  if (tape_[value].kind != JsonKind::array) return wrong_type(value, place, in_backticks(field_of(place)) + " is a list");
  std::size_t item = 0;
  for (Node element = value + 1; element < tape_.after(value) && !report_.is_full(); element = tape_.after(element))
    visit(element, place.element(item++));
}

void TableReader::missing(Node object, Place const& place, std::string_view what, std::string_view key) {
  JsonNode brace = tape_[object];
  brace.end = brace.begin + 1;
  report_.problem(Code::missing_key, brace, place, {fmt::format("{} without {}", what, in_backticks(key))});
}

void TableReader::wrong_type(Node value, Place const& place, std::string_view wanted) {
  if (tape_[value].kind == JsonKind::null)
    return problem(Code::null_value, value, place, {in_backticks(field_of(place)) + " is `null`", {}, "leave it out"});
  problem(Code::wrong_value_type, value, place, {std::string(wanted)});
}

void TableReader::unknown_version(CoverageTable const& table, Said const& version, Place const& place) {
  std::vector<std::string> names;
  for (InstrumentId const id : table.versions)
    if (auto const& name = model_.instruments[id.value].version) names.push_back(*name);
  Words words{fmt::format("{} has no version {}", in_backticks(table.instrument), in_backticks(version.text))};
  words.label = report_.did_you_mean(version.text, [&] { return names; });
  if (words.label.empty()) words.help = names.empty() ? "it is declared without one" : "it has " + listed(names);
  problem(Code::unknown_covered, version.node, place, std::move(words));
}

void TableReader::problem(Code code, Node node, Place const& place, Words words) {
  report_.problem(code, tape_[node], place, std::move(words));
}

std::optional<InstrumentId> TableReader::version_of(CoverageTable const& table, std::string_view version) const {
  for (InstrumentId const id : table.versions)
    if (model_.instruments[id.value].version == version) return id;
  return std::nullopt;
}

}  // namespace izin::tool
