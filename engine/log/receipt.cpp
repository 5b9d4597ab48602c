// Making receipts; checking them is fsck/receipt_check.cpp.
#include "engine/log/receipt.hpp"

#include "engine/log/encode.hpp"
#include "engine/log/reader.hpp"
#include "engine/log/tree.hpp"

namespace izin::log {
namespace {

/// Without the person's id: it may be that of somebody who was erased.
[[noreturn]] void not_in_it(std::uint64_t sequence) {
  throw Error("the entry " + std::to_string(sequence) + " has no part about this person, as far as the keys file tells",
              Code::no_such_entry);
}

/// The pseudonym of a person in the month of a record.
std::string pseudonym_in(LogReader& reader, Json const& record, std::string const& subject, std::uint64_t sequence) {
  if (reader.keys() == nullptr)
    throw Error("the keys file of the log is not at hand, and without it nobody can be found in an entry: put it beside the log",
                Code::log_key);
  auto const key = reader.keys()->find(reader.keys()->subject_handle(subject));
  if (!key) not_in_it(sequence);
  return to_hex(pseudonym_of(*key, month_of(record)));
}

void add_opened(Json& extra, LogReader& reader, LogReader::Place const& place, Json const& announcing) {
  auto const part = reader.open(place, announcing);
  if (!part)
    throw Error("the sealed part of this person cannot be opened: check the log with `izin log verify`", Code::private_missing);
  extra.set("opened", to_base64(part->form));
}

/// A pool's lines, all of them: their hashes make the path.
struct Line {
  std::uint64_t member = 0;
  std::string text;
};
std::optional<Line> find_line(LogReader& reader, std::uint64_t sequence, std::string const& pseudonym,
                              std::vector<Hash>& leaves) {
  Statement segments = reader.store().database().prepare("SELECT data FROM segment WHERE entry = ? ORDER BY first");
  segments.bind(1, static_cast<std::int64_t>(sequence));
  std::string const wanted = "\"pseudonym\":\"" + pseudonym + "\"";
  std::optional<Line> found;
  while (segments.step()) {
    Bytes const data = segments.blob(0);
    std::string_view rest(reinterpret_cast<char const*>(data.data()), data.size());
    while (!rest.empty()) {
      std::string_view const line = rest.substr(0, rest.find('\n'));
      if (!found && line.find(wanted) != std::string_view::npos) found = Line{leaves.size(), std::string(line)};
      leaves.push_back(leaf_hash(bytes(line)));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
  }
  return found;
}

void add_person(Json& extra, LogReader& reader, EntryRow const& entry, std::string const& subject) {
  Json const record = parse_record(entry.record);
  LogReader::Place place{entry.sequence, -1, entry.leaf, record.find_text("decision").value_or(""), month_of(record)};
  std::string const pseudonym = pseudonym_in(reader, record, subject, entry.sequence);
  if (record.find_text("kind") != "pool") {
    Json const* const sealed = record.find("private");
    if (sealed == nullptr || sealed->find_text("pseudonym") != pseudonym) not_in_it(entry.sequence);
    add_opened(extra, reader, place, *sealed);
    return;
  }
  std::vector<Hash> leaves;
  auto const line = find_line(reader, entry.sequence, pseudonym, leaves);
  if (!line) not_in_it(entry.sequence);
  extra.set("result", line->text);
  Json path = Json::array();
  for (Hash const& hash : inclusion_path(nodes_of(std::span<Hash const>(leaves)), line->member, leaves.size()))
    path.add(Json::text(to_base64(hash)));
  extra.set("path", std::move(path));
  place.member = static_cast<std::int64_t>(line->member);
  place.leaf = leaves[line->member];
  add_opened(extra, reader, place, parse_record(line->text));
}

}  // namespace

std::string receipt(ReadOptions const& options, std::uint64_t sequence, std::optional<std::string> const& subject) {
  LogReader reader(options);
  EntryRow const entry = reader.entry(sequence);
  static_cast<void>(parse_record(entry.record));  // of a pruned entry there is nothing to show
  std::optional<Store::Head> const head = reader.store().head();
  std::uint64_t const size = reader.checkpoint().size;
  if (sequence >= size)
    throw Error("no checkpoint covers the entry yet: check the log with `izin log verify`", Code::checkpoint_broken);
  Json extra = Json::object();
  extra.set("record", entry.record);
  if (subject) add_person(extra, reader, entry, *subject);
  std::string text =
      "c2sp.org/tlog-proof@v1\nextra " + to_base64(bytes(extra.print())) + "\nindex " + std::to_string(sequence) + "\n";
  for (Hash const& hash : inclusion_path(reader.store().nodes(), sequence, size)) text += to_base64(hash) + "\n";
  return text + "\n" + head->note;
}

}  // namespace izin::log
