#include "engine/log/schema.hpp"

namespace izin::log {
namespace {

constexpr std::string_view log_schema = R"(CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,
  leaf BLOB NOT NULL,
  record TEXT NOT NULL,
  kind TEXT NOT NULL,
  time INTEGER NOT NULL,
  decision TEXT,
  flow TEXT,
  verdict TEXT,
  recipient TEXT,
  rules TEXT
) STRICT;
CREATE UNIQUE INDEX entry_decision ON entry(decision) WHERE decision IS NOT NULL;
CREATE INDEX entry_bundle ON entry(seq) WHERE kind = 'bundle';
CREATE INDEX entry_facts ON entry(seq) WHERE kind = 'facts';
CREATE TABLE tile(
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY(level, idx)
) STRICT;
CREATE TABLE checkpoint(
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL
) STRICT;
CREATE TABLE bundle(
  digest TEXT NOT NULL,
  path TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(digest, path)
) STRICT;
CREATE TABLE segment(
  entry INTEGER NOT NULL,
  first INTEGER NOT NULL,
  count INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY(entry, first)
) STRICT;
CREATE TABLE private(
  seq INTEGER NOT NULL,
  member INTEGER NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY(seq, member)
) STRICT;
CREATE TABLE setting(
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
)";

constexpr std::string_view keys_schema = R"(CREATE TABLE secret(
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT;
CREATE TABLE key(
  handle BLOB PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)";

}  // namespace

FileKind const& log_kind() {
  static constexpr FileKind kind{"decision log", 0x697A696E, log_schema};
  return kind;
}
FileKind const& keys_kind() {
  static constexpr FileKind kind{"keys file of a decision log", 0x697A696B, keys_schema};
  return kind;
}

}  // namespace izin::log
