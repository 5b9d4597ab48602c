// The tables that a log and its keys file have, copied from README.md's promise: a schema that differs in a byte is not ours.
#include "engine/log/fsck/sqlite.hpp"

namespace izin::log::fsck {
namespace {

void add(std::string& schema, std::string const& type, std::string const& name, std::string const& table,
         std::string const& sql) {
  schema += type + "\x1f" + name + "\x1f" + table + "\x1f" + sql + "\x1f\n";
}
void add_table(std::string& schema, std::string const& name, std::string const& body) {
  add(schema, "table", name, name, "CREATE TABLE " + name + "(\n" + body + "\n) STRICT");
}
void add_key_index(std::string& schema, std::string const& table) {
  add(schema, "index", "sqlite_autoindex_" + table + "_1", table, "");
}

}  // namespace

std::string expected_log_schema() {
  std::string s;
  add_table(s, "entry",
            "  seq INTEGER PRIMARY KEY,\n  leaf BLOB NOT NULL,\n  record TEXT NOT NULL,\n  kind TEXT NOT NULL,\n  time INTEGER "
            "NOT NULL,\n"
            "  decision TEXT,\n  flow TEXT,\n  verdict TEXT,\n  recipient TEXT,\n  rules TEXT");
  add(s, "index", "entry_decision", "entry", "CREATE UNIQUE INDEX entry_decision ON entry(decision) WHERE decision IS NOT NULL");
  add(s, "index", "entry_bundle", "entry", "CREATE INDEX entry_bundle ON entry(seq) WHERE kind = 'bundle'");
  add(s, "index", "entry_facts", "entry", "CREATE INDEX entry_facts ON entry(seq) WHERE kind = 'facts'");
  add_table(s, "tile", "  level INTEGER NOT NULL,\n  idx INTEGER NOT NULL,\n  hashes BLOB NOT NULL,\n  PRIMARY KEY(level, idx)");
  add_key_index(s, "tile");
  add_table(s, "checkpoint", "  size INTEGER PRIMARY KEY,\n  note TEXT NOT NULL");
  add_table(s, "bundle", "  digest TEXT NOT NULL,\n  path TEXT NOT NULL,\n  text TEXT NOT NULL,\n  PRIMARY KEY(digest, path)");
  add_key_index(s, "bundle");
  add_table(s, "segment",
            "  entry INTEGER NOT NULL,\n  first INTEGER NOT NULL,\n  count INTEGER NOT NULL,\n  data BLOB NOT NULL,\n  PRIMARY "
            "KEY(entry, first)");
  add_key_index(s, "segment");
  add_table(s, "private",
            "  seq INTEGER NOT NULL,\n  member INTEGER NOT NULL,\n  box BLOB NOT NULL,\n  PRIMARY KEY(seq, member)");
  add_key_index(s, "private");
  add_table(s, "setting", "  name TEXT PRIMARY KEY,\n  value TEXT NOT NULL");
  add_key_index(s, "setting");
  return s;
}

std::string expected_keys_schema() {
  std::string s;
  add_table(s, "secret", "  name TEXT PRIMARY KEY,\n  value BLOB NOT NULL");
  add_key_index(s, "secret");
  add(s, "table", "key", "key", "CREATE TABLE key(\n  handle BLOB PRIMARY KEY,\n  value BLOB NOT NULL\n) STRICT, WITHOUT ROWID");
  return s;
}

}  // namespace izin::log::fsck
