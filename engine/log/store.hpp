// The tables of a log, as the writer and the readers use them. Keeps no state but its connection and statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/log/canonical.hpp"
#include "engine/log/database.hpp"
#include "engine/log/note.hpp"
#include "engine/log/tiles.hpp"

namespace izin::log {

/// What is above this is no log of ours: no record, no blob is larger.
inline constexpr std::size_t largest_record = 64u << 20;

/// A row of `entry`.
struct EntryRow {
  std::uint64_t sequence = 0;
  Hash leaf{};
  std::string record;
};

class Store {
 public:
  Store(std::filesystem::path const& file, Database::Access access);
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// The newest checkpoint's note and size; nothing in a log without one.
  struct Head {
    std::uint64_t size = 0;
    std::string note;
  };
  [[nodiscard]] std::optional<Head> head();
  /// The checkpoint's note of a size.
  [[nodiscard]] std::optional<std::string> note(std::uint64_t size);
  /// The verifier key line of the last `key` entry; nothing in a log whose key was never changed. Looks at every entry.
  [[nodiscard]] std::optional<std::string> newest_key();
  [[nodiscard]] std::uint64_t entry_count();
  [[nodiscard]] std::optional<EntryRow> entry(std::uint64_t sequence);
  [[nodiscard]] std::optional<std::uint64_t> sequence_of(std::string const& decision_id);
  [[nodiscard]] std::vector<Hash> tile(unsigned level, std::uint64_t index);
  [[nodiscard]] NodeSource nodes();
  [[nodiscard]] bool has_bundle(std::string const& digest);
  /// The keyed digest of the last `facts` entry.
  [[nodiscard]] std::optional<std::string> last_facts();
  [[nodiscard]] std::optional<std::vector<std::uint8_t>> box(std::uint64_t sequence, std::int64_t member);
  [[nodiscard]] std::optional<std::string> setting(std::string const& name);

  /// Inserts a record with its leaf and the columns that repeat it. Gives the leaf.
  Hash insert_entry(std::uint64_t sequence, Json const& record);
  void insert_box(std::uint64_t sequence, std::int64_t member, Bytes box);
  void insert_bundle_file(std::string const& digest, std::string const& path, std::string const& text);
  void insert_segment(std::uint64_t entry, std::uint64_t first, std::uint64_t count, std::string const& data);
  void insert_checkpoint(std::uint64_t size, std::string const& note);
  void put_tile(TileRow const& row);
  /// Leaves of an entry its hash alone, and nothing beside it. Gives how many sealed parts went.
  std::uint64_t prune(std::uint64_t sequence);
  void remove_bundle(std::string const& digest);
  void set(std::string const& name, std::string const& value);
  void unset(std::string const& name);
  /// Puts zeros in the place of a sealed part. In place: a row that is deleted may have its page rebuilt, which can leave copies
  /// of the neighbours behind.
  void erase_box(std::uint64_t sequence, std::int64_t member);
  /// Copies the WAL into the file and empties it. False while a reader holds it.
  [[nodiscard]] bool empty_wal();

  [[nodiscard]] Database& database() { return database_; }

 private:
  struct Statements;
  Database database_;
  std::unique_ptr<Statements> statements_;
};

/// Entry 0 in what a reader or writer needs.
struct Opening {
  std::string log_id, origin, key_line;
};
/// Throws Error(log_damaged) where entry 0 is not an `open` entry.
[[nodiscard]] Opening read_opening(Store& store);

/// Parses a record; throws Error(log_damaged), for that of a pruned entry Error(no_such_entry).
[[nodiscard]] Json parse_record(std::string const& record);

}  // namespace izin::log
