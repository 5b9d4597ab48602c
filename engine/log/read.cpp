// Single entries, searches, counts, consistency.
#include "engine/log/read.hpp"

#include <algorithm>

#include "engine/log/encode.hpp"
#include "engine/log/places.hpp"
#include "engine/log/reader.hpp"
#include "engine/log/tree.hpp"

namespace izin::log {
namespace {

std::uint64_t sequence_argument(LogReader& reader, std::string const& text) {
  if (auto const sequence = number_from(text)) return *sequence;
  auto const sequence = reader.store().sequence_of(text);
  if (!sequence)
    throw Error("the log has no decision `" + text + "`: give an entry's number or a decision's id", Code::no_such_entry);
  return *sequence;
}

std::string text_of(Json const& record, std::string_view name) { return record.find_text(name).value_or(""); }

/// Whatever rules, duties and rulings a record names, sorted, each once.
std::vector<NamedInEntry> names_of(Json const& record) {
  std::vector<NamedInEntry> names;
  for (auto const& [list, key] : {std::pair{"rules", "rule"}, {"duties", "rule"}, {"rulings", "ruling"}}) {
    Json const* const items = record.find(list);
    if (items == nullptr) continue;
    for (Json const& item : items->items())
      if (auto name = item.find_text(key)) names.push_back({*std::move(name), item.find_text("version")});
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Summary summary_of(std::uint64_t sequence, std::string const& text, std::optional<std::string> const& recipient,
                   std::string const& rules) {
  Json const record = parse_record(text);
  Summary summary;
  summary.sequence = sequence;
  summary.kind = text_of(record, "kind");
  summary.decision = text_of(record, "decision");
  summary.verdict = text_of(record, "verdict");
  summary.decided = text_of(record, "decided");
  summary.observed = record.find_text("mode") == "observe";
  summary.recipient = recipient.value_or("");
  if (Json const* const flow = record.find("flow")) {
    summary.flow = text_of(*flow, "id");
    summary.at = text_of(*flow, "at");
  }
  for (std::size_t at = 1; at < rules.size();) {
    std::size_t const end = rules.find(' ', at);
    summary.rules.push_back(rules.substr(at, end - at));
    at = end == std::string::npos ? end : end + 1;
  }
  return summary;
}

}  // namespace

std::vector<BundleFile> files_of(LogReader& reader, std::string const& digest) {
  Statement rows = reader.store().database().prepare("SELECT path, text FROM bundle WHERE digest = ? ORDER BY path");
  rows.bind(1, digest);
  std::vector<BundleFile> files;
  while (rows.step()) files.push_back({rows.text(0), rows.text(1)});
  return files;
}

std::vector<BundleFile> bundle_of(ReadOptions const& options, std::string const& digest) {
  LogReader reader(options);
  return files_of(reader, digest);
}

namespace {

/// The `prune` entry whose ranges hold a number. The first one: each entry is pruned once.
std::optional<std::uint64_t> pruned_by(Store& store, std::uint64_t sequence) {
  Statement rows = store.database().prepare("SELECT seq, record FROM entry WHERE kind = 'prune' AND seq > ? ORDER BY seq");
  rows.bind(1, static_cast<std::int64_t>(sequence));
  while (rows.step()) {
    Json const record = parse_record(rows.text(1));
    Json const* const ranges = record.find("ranges");
    if (ranges == nullptr) continue;
    for (Json const& range : ranges->items()) {
      if (range.items().size() != 2) continue;
      auto const first = static_cast<std::uint64_t>(range.items()[0].as_number());
      auto const count = static_cast<std::uint64_t>(range.items()[1].as_number());
      if (sequence >= first && sequence - first < count) return static_cast<std::uint64_t>(rows.integer(0));
    }
  }
  return std::nullopt;
}

}  // namespace

std::uint64_t count_pruned(ReadOptions const& options) {
  LogReader reader(options);
  return static_cast<std::uint64_t>(reader.store().database().ask_number("SELECT count(*) FROM entry WHERE kind = 'pruned'"));
}

EntryView show(ReadOptions const& options, std::string const& sequence_or_decision) {
  LogReader reader(options);
  EntryRow const entry = reader.entry(sequence_argument(reader, sequence_or_decision));
  if (auto const by = entry.record.empty() ? pruned_by(reader.store(), entry.sequence) : std::nullopt) {
    EntryView pruned;
    pruned.sequence = entry.sequence;
    pruned.kind = "pruned";
    pruned.leaf = to_hex(entry.leaf);
    pruned.pruned_by = by;
    return pruned;
  }
  Json const record = parse_record(entry.record);
  EntryView view;
  view.sequence = entry.sequence;
  view.kind = text_of(record, "kind");
  view.record = entry.record;
  view.leaf = to_hex(entry.leaf);
  view.bundle = text_of(record, "bundle");
  view.names = names_of(record);
  if (Json const* const results = record.find("results"))
    if (Json const* const count = results->find("count")) view.results = static_cast<std::uint64_t>(count->as_number());
  std::vector<ErasedPlace> const erased = erased_places(reader.store(), entry.sequence);
  bool const own_erased = !erased.empty() && erased.front().place.member < 0;
  view.erased = erased.size() - (own_erased ? 1 : 0);
  Json const* const sealed = record.find("private");
  if (sealed == nullptr) return view;
  auto const part = reader.open({entry.sequence, -1, entry.leaf, text_of(record, "decision"), month_of(record)}, *sealed);
  if (part) {
    view.private_state = Private::opened;
    view.private_part = part->text;
  } else {
    bool const is_there = reader.store().box(entry.sequence, -1).has_value();
    view.private_state = is_there ? Private::sealed : own_erased ? Private::erased : Private::missing;
  }
  return view;
}

std::vector<Summary> search(ReadOptions const& options, Search const& search) {
  LogReader reader(options);
  Statement rows = reader.store().database().prepare(
      "SELECT seq, record, recipient, rules FROM entry WHERE decision IS NOT NULL"
      " AND (?1 IS NULL OR verdict = ?1) AND (?2 IS NULL OR instr(rules, ?2) > 0)"
      " AND (?3 IS NULL OR recipient = ?3 OR recipient = '@' || ?3)"
      " AND time >= ?4 AND time < ?5 ORDER BY seq LIMIT ?6");
  auto const optional_text = [](auto const& value) { return value ? std::optional(std::string(*value)) : std::nullopt; };
  rows.bind(1, search.verdict ? std::optional(std::string(verdict_text(*search.verdict))) : std::nullopt);
  rows.bind(2, search.rule ? std::optional(" " + *search.rule + " ") : std::nullopt);
  rows.bind(3, optional_text(search.recipient));
  rows.bind(4, search.since ? search.since->micros : INT64_MIN);
  rows.bind(5, search.until ? search.until->micros : INT64_MAX);
  rows.bind(6, static_cast<std::int64_t>(std::min<std::uint64_t>(search.limit, INT64_MAX)));
  std::vector<Summary> found;
  while (rows.step())
    found.push_back(summary_of(static_cast<std::uint64_t>(rows.integer(0)), rows.text(1),
                               rows.is_null(2) ? std::nullopt : std::optional(rows.text(2)), rows.text(3)));
  return found;
}

Stats stats(ReadOptions const& options) {
  LogReader reader(options);
  Database& database = reader.store().database();
  Stats stats;
  stats.origin = reader.opening().origin;
  stats.log_id = reader.opening().log_id;
  stats.verifier_key = reader.store().newest_key().value_or(reader.opening().key_line);
  stats.entries = reader.store().entry_count();
  stats.root = to_base64(reader.checkpoint().root);
  Statement kinds = database.prepare("SELECT kind, count(*) FROM entry GROUP BY kind");
  while (kinds.step()) stats.kinds[kinds.text(0)] = static_cast<std::uint64_t>(kinds.integer(1));
  Statement verdicts = database.prepare("SELECT verdict, count(*) FROM entry WHERE verdict IS NOT NULL GROUP BY verdict");
  while (verdicts.step()) stats.verdicts[verdicts.text(0)] = static_cast<std::uint64_t>(verdicts.integer(1));
  auto const count = [&](char const* sql) { return static_cast<std::uint64_t>(database.ask_number(sql)); };
  stats.checkpoints = count("SELECT count(*) FROM checkpoint");
  stats.bundles = count("SELECT count(DISTINCT digest) FROM bundle");
  std::string const beside = "SELECT coalesce(sum(count), 0) FROM segment JOIN entry ON entry.seq = segment.entry WHERE kind = ";
  stats.results = count((beside + "'pool'").c_str());
  stats.erased = count((beside + "'erasure'").c_str());
  stats.sealed = count("SELECT count(*) FROM private WHERE box <> zeroblob(length(box))");
  std::error_code ignored;
  stats.bytes = std::filesystem::file_size(options.file, ignored);
  stats.first = text_of(parse_record(reader.entry(0).record), "wall");
  stats.last = text_of(parse_record(reader.entry(stats.entries - 1).record), "wall");
  stats.witness = reader.store().setting("witness");
  return stats;
}

ConsistencyProof prove(ReadOptions const& options, std::uint64_t old_size, std::uint64_t new_size) {
  LogReader reader(options);
  std::uint64_t const entries = reader.checkpoint().size;
  if (old_size == 0) throw Error("from size 0 a proof would prove nothing: give a size of 1 or more", Code::no_such_entry);
  if (old_size > new_size || new_size > entries)
    throw Error("the log has " + std::to_string(entries) +
                    " entries: give an old size, and a new one that is not smaller and not beyond that",
                Code::no_such_entry);
  NodeSource const nodes = reader.store().nodes();
  ConsistencyProof proof{old_size, new_size, to_base64(root_at(nodes, old_size)), to_base64(root_at(nodes, new_size)), {}};
  for (Hash const& hash : consistency_path(nodes, old_size, new_size)) proof.path.push_back(to_base64(hash));
  return proof;
}

}  // namespace izin::log
