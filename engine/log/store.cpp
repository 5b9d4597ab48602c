#include "engine/log/store.hpp"

#include <algorithm>
#include <map>

#include "engine/log/records.hpp"
#include "engine/log/schema.hpp"

namespace izin::log {

/// Prepared when first used: a lone gate uses few of them.
struct Store::Statements {
  explicit Statements(Database& opened) : database(&opened) {}
  Statement& get(char const* sql) {
    auto const at = prepared.find(sql);
    if (at != prepared.end()) {
      at->second.reset();
      return at->second;
    }
    return prepared.try_emplace(sql, database->prepare(sql)).first->second;
  }
  Database* database;
  std::map<char const*, Statement> prepared;  ///< by the literal's address
};

namespace {

std::int64_t number(std::uint64_t value) { return static_cast<std::int64_t>(value); }

[[noreturn]] void damaged() { throw Error("the log is damaged: check it with `izin log verify`", Code::log_damaged); }

Database open_log(std::filesystem::path const& file, Database::Access access) {
  Database database(file, access);
  check_kind(database, log_kind());
  if (access == Database::Access::write) {
    if (database.ask("PRAGMA journal_mode=WAL") != "wal")
      throw Error("`" + file.string() +
                  "` stands on a file system without shared memory, which a log needs: move it to a local disk");
    database.run("PRAGMA synchronous=FULL; PRAGMA journal_size_limit=16777216; PRAGMA temp_store=MEMORY");
  }
  return database;
}

}  // namespace

Store::Store(std::filesystem::path const& file, Database::Access access)
    : database_(open_log(file, access)), statements_(std::make_unique<Statements>(database_)) {}
Store::~Store() = default;

Store::Store(Store&& other) noexcept : database_(std::move(other.database_)), statements_(std::move(other.statements_)) {
  statements_->database = &database_;
}
Store& Store::operator=(Store&& other) noexcept {
  statements_.reset();
  database_ = std::move(other.database_);
  statements_ = std::move(other.statements_);
  statements_->database = &database_;
  return *this;
}

std::optional<Store::Head> Store::head() {
  Statement& row = statements_->get("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1");
  if (!row.step()) return std::nullopt;
  Head head{static_cast<std::uint64_t>(row.integer(0)), row.text(1)};
  row.reset();
  return head;
}

std::uint64_t Store::entry_count() { return static_cast<std::uint64_t>(database_.ask_number("SELECT max(seq) + 1 FROM entry")); }

std::optional<std::string> Store::note(std::uint64_t size) {
  Statement& row = statements_->get("SELECT note FROM checkpoint WHERE size = ?");
  if (!row.bind(1, number(size)).step()) return std::nullopt;
  std::string note = row.text(0);
  row.reset();
  return note;
}

std::optional<std::string> Store::newest_key() {
  auto const record = database_.ask("SELECT record FROM entry WHERE kind = 'key' ORDER BY seq DESC LIMIT 1");
  return record ? parse_record(*record).find_text("key") : std::nullopt;
}

std::optional<EntryRow> Store::entry(std::uint64_t sequence) {
  Statement& row = statements_->get("SELECT leaf, record FROM entry WHERE seq = ?");
  if (!row.bind(1, number(sequence)).step()) return std::nullopt;
  EntryRow entry;
  entry.sequence = sequence;
  Bytes const leaf = row.blob(0);
  if (leaf.size() != entry.leaf.size()) damaged();
  std::ranges::copy(leaf, entry.leaf.begin());
  entry.record = row.text(1);
  row.reset();
  return entry;
}

std::optional<std::uint64_t> Store::sequence_of(std::string const& decision_id) {
  Statement& row = statements_->get("SELECT seq FROM entry WHERE decision = ?");
  if (!row.bind(1, decision_id).step()) return std::nullopt;
  auto const sequence = static_cast<std::uint64_t>(row.integer(0));
  row.reset();
  return sequence;
}

std::vector<Hash> Store::tile(unsigned level, std::uint64_t index) {
  Statement& row = statements_->get("SELECT hashes FROM tile WHERE level = ? AND idx = ?");
  std::vector<Hash> hashes;
  if (!row.bind(1, std::int64_t{level}).bind(2, number(index)).step()) return hashes;
  Bytes const data = row.blob(0);
  if (data.size() % 32 != 0 || data.size() > 32 * tile_width) damaged();
  hashes.resize(data.size() / 32);
  for (std::size_t i = 0; i < hashes.size(); ++i) std::ranges::copy(data.subspan(32 * i, 32), hashes[i].begin());
  row.reset();
  return hashes;
}

NodeSource Store::nodes() {
  return nodes_of(TileSource([this](unsigned level, std::uint64_t index) { return tile(level, index); }));
}

bool Store::has_bundle(std::string const& digest) {
  // The text with its quotes stands nowhere else in a canonical record: within a text they are escaped.
  Statement& row = statements_->get("SELECT 1 FROM entry WHERE kind = 'bundle' AND instr(record, ?) > 0 LIMIT 1");
  bool const has = row.bind(1, "\"bundle\":\"" + digest + "\"").step();
  row.reset();
  return has;
}

std::optional<std::string> Store::last_facts() {
  Statement& row = statements_->get("SELECT record FROM entry WHERE kind = 'facts' ORDER BY seq DESC LIMIT 1");
  if (!row.step()) return std::nullopt;
  Json const record = parse_record(row.text(0));
  row.reset();
  return record.find_text("facts");
}

std::optional<std::vector<std::uint8_t>> Store::box(std::uint64_t sequence, std::int64_t member) {
  Statement& row = statements_->get("SELECT box FROM private WHERE seq = ? AND member = ?");
  if (!row.bind(1, number(sequence)).bind(2, member).step()) return std::nullopt;
  Bytes const data = row.blob(0);
  std::vector<std::uint8_t> box(data.begin(), data.end());
  row.reset();
  if (std::ranges::all_of(box, [](std::uint8_t byte) { return byte == 0; })) return std::nullopt;  // erased
  return box;
}

std::optional<std::string> Store::setting(std::string const& name) {
  Statement& row = statements_->get("SELECT value FROM setting WHERE name = ?");
  if (!row.bind(1, name).step()) return std::nullopt;
  std::string value = row.text(0);
  row.reset();
  return value;
}

Hash Store::insert_entry(std::uint64_t sequence, Json const& record) {
  std::string const text = record.print();
  if (text.size() > largest_record) throw Error("an entry is larger than 64 MiB: shorten the flow");
  if (!Json::parse(text)) throw Error("an entry is nested too deeply to be a record: make the flow flatter");
  Columns const columns = columns_of(record);
  Hash const leaf = leaf_hash(bytes(text));
  Statement& row = statements_->get(
      "INSERT INTO entry(seq, leaf, record, kind, time, decision, flow, verdict, recipient, rules) VALUES (?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?)");
  row.bind(1, number(sequence))
      .bind_blob(2, leaf)
      .bind(3, text)
      .bind(4, columns.kind)
      .bind(5, columns.time)
      .bind(6, columns.decision);
  row.bind(7, columns.flow).bind(8, columns.verdict).bind(9, columns.recipient).bind(10, columns.rules).run();
  return leaf;
}

void Store::insert_box(std::uint64_t sequence, std::int64_t member, Bytes box) {
  statements_->get("INSERT INTO private(seq, member, box) VALUES (?, ?, ?)")
      .bind(1, number(sequence))
      .bind(2, member)
      .bind_blob(3, box)
      .run();
}

void Store::insert_bundle_file(std::string const& digest, std::string const& path, std::string const& text) {
  statements_->get("INSERT INTO bundle(digest, path, text) VALUES (?, ?, ?)").bind(1, digest).bind(2, path).bind(3, text).run();
}

void Store::insert_segment(std::uint64_t entry, std::uint64_t first, std::uint64_t count, std::string const& data) {
  Statement& row = statements_->get("INSERT INTO segment(entry, first, count, data) VALUES (?, ?, ?, ?)");
  row.bind(1, number(entry)).bind(2, number(first)).bind(3, number(count)).bind_blob(4, bytes(data)).run();
}

void Store::insert_checkpoint(std::uint64_t size, std::string const& note) {
  statements_->get("INSERT INTO checkpoint(size, note) VALUES (?, ?)").bind(1, number(size)).bind(2, note).run();
}

void Store::put_tile(TileRow const& tile) {
  std::vector<std::uint8_t> data;
  data.reserve(tile.hashes.size() * 32);
  for (Hash const& hash : tile.hashes) data.insert(data.end(), hash.begin(), hash.end());
  Statement& row = statements_->get(
      "INSERT INTO tile(level, idx, hashes) VALUES (?, ?, ?) ON CONFLICT(level, idx) DO UPDATE SET hashes = excluded.hashes");
  row.bind(1, std::int64_t{tile.level}).bind(2, number(tile.index)).bind_blob(3, data).run();
}

std::uint64_t Store::prune(std::uint64_t sequence) {
  statements_
      ->get(
          "UPDATE entry SET record = '', kind = 'pruned', time = 0, decision = NULL, flow = NULL, verdict = NULL, "
          "recipient = NULL, rules = NULL WHERE seq = ?")
      .bind(1, number(sequence))
      .run();
  statements_->get("DELETE FROM segment WHERE entry = ?").bind(1, number(sequence)).run();
  Statement& parts = statements_->get("SELECT count(*) FROM private WHERE seq = ? AND box <> zeroblob(length(box))");
  bool const any = parts.bind(1, number(sequence)).step();
  auto const count = any ? static_cast<std::uint64_t>(parts.integer(0)) : 0;
  parts.reset();
  statements_->get("DELETE FROM private WHERE seq = ?").bind(1, number(sequence)).run();
  return count;
}

void Store::remove_bundle(std::string const& digest) {
  statements_->get("DELETE FROM bundle WHERE digest = ?").bind(1, digest).run();
}

void Store::set(std::string const& name, std::string const& value) {
  statements_->get("INSERT INTO setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value")
      .bind(1, name)
      .bind(2, value)
      .run();
}

void Store::unset(std::string const& name) { statements_->get("DELETE FROM setting WHERE name = ?").bind(1, name).run(); }

void Store::erase_box(std::uint64_t sequence, std::int64_t member) {
  statements_->get("UPDATE private SET box = zeroblob(length(box)) WHERE seq = ? AND member = ?")
      .bind(1, number(sequence))
      .bind(2, member)
      .run();
}

bool Store::empty_wal() { return database_.ask_number("PRAGMA wal_checkpoint(TRUNCATE)") == 0; }

Opening read_opening(Store& store) {
  std::optional<EntryRow> const entry = store.entry(0);
  if (!entry) damaged();
  Json const record = parse_record(entry->record);
  auto const log_id = record.find_text("log");
  auto const origin = record.find_text("origin");
  auto const key = record.find_text("key");
  if (record.find_text("kind") != "open" || !log_id || !origin || !key) damaged();
  return {*log_id, *origin, *key};
}

Json parse_record(std::string const& record) {
  if (record.empty())
    throw Error("the entry was pruned: the log keeps its hash alone (`izin log stats` counts such entries)", Code::no_such_entry);
  std::optional<Json> json = Json::parse(record);
  if (!json || !json->is(Json::Kind::object)) damaged();
  return std::move(*json);
}

}  // namespace izin::log
