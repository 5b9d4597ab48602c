// The only file of the writer and the readers that includes SQLiteCpp.
#include "engine/log/database.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cctype>

#include "engine/log/encode.hpp"
#include "engine/log/log.hpp"

namespace izin::log {
namespace {

constexpr int busy_millis = 5000;

/// What happened, and what to do about it.
[[noreturn]] void fail(std::filesystem::path const& file, SQLite::Exception const& e) {
  std::string const name = "`" + file.string() + "` ";
  switch (e.getErrorCode()) {
    case SQLITE_FULL:
      throw Error("the disk of " + name + "is full: make room and try again");
    case SQLITE_READONLY:
      throw Error(name + "may not be written: check its permissions and those of its folder");
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      throw Error(name + "cannot be opened: check that it is there and may be read and written");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(name + "is held by another program: wait until it is done", Code::log_busy);
    case SQLITE_NOTADB:
      throw Error(name + "is not an SQLite file: check the path", Code::not_a_log);
    case SQLITE_CORRUPT:
      throw Error(name + "is damaged: check it with `izin log verify`", Code::log_damaged);
    default:
      throw Error(name + "failed: " + e.what() + " (code " + std::to_string(e.getExtendedErrorCode()) +
                  "): check the disk and try again");
  }
}

/// `file:` URI of a path, so that no character of it means anything.
std::string uri_of(std::filesystem::path const& file, std::string_view query) {
  std::string uri = "file:";
  for (char const c : file.string()) {
    auto const byte = static_cast<std::uint8_t>(c);
    if (std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_') {
      uri += c;
    } else {
      uri += "%" + to_hex(Bytes(&byte, 1));
    }
  }
  return uri + std::string(query);
}

template <class Act>
auto guarded(std::filesystem::path const& file, Act const& act) {
  try {
    return act();
  } catch (SQLite::Exception const& e) {
    fail(file, e);
  }
}

}  // namespace

struct Statement::State {
  SQLite::Statement statement;
  std::filesystem::path const* file;
};
struct Database::State {
  std::filesystem::path file;
  std::unique_ptr<SQLite::Database> connection;
};

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int index, std::int64_t value) {
  guarded(*state_->file, [&] { state_->statement.bind(index, value); });
  return *this;
}
Statement& Statement::bind(int index, std::string const& text) {
  guarded(*state_->file, [&] { state_->statement.bind(index, text); });
  return *this;
}
Statement& Statement::bind(int index, std::optional<std::string> const& text) {
  if (text) return bind(index, *text);
  guarded(*state_->file, [&] { state_->statement.bind(index); });
  return *this;
}
Statement& Statement::bind_blob(int index, Bytes blob) {
  static constexpr std::uint8_t nothing = 0;  // a null pointer would bind NULL
  void const* const data = blob.empty() ? &nothing : blob.data();
  guarded(*state_->file, [&] { state_->statement.bind(index, data, static_cast<int>(blob.size())); });
  return *this;
}
bool Statement::step() {
  return guarded(*state_->file, [&] { return state_->statement.executeStep(); });
}
void Statement::run() {
  guarded(*state_->file, [&] {
    state_->statement.exec();
    state_->statement.reset();
  });
}
void Statement::reset() {
  guarded(*state_->file, [&] { state_->statement.reset(); });
}

bool Statement::is_null(int column) const { return state_->statement.getColumn(column).isNull(); }
std::int64_t Statement::integer(int column) const { return state_->statement.getColumn(column).getInt64(); }
std::string Statement::text(int column) const { return state_->statement.getColumn(column).getString(); }
Bytes Statement::blob(int column) const {
  SQLite::Column const value = state_->statement.getColumn(column);
  auto const* const data = static_cast<std::uint8_t const*>(value.getBlob());
  return {data, static_cast<std::size_t>(value.getBytes())};
}

Database::Database(std::filesystem::path file, Access access) : state_(std::make_unique<State>()) {
  state_->file = std::move(file);
  guarded(state_->file, [&] {
    std::string_view const query = access == Access::write  ? "?mode=rw"
                                   : access == Access::read ? "?mode=ro"
                                                            : "?mode=ro&immutable=1";
    int const flags = (access == Access::write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY) | SQLite::OPEN_URI;
    state_->connection = std::make_unique<SQLite::Database>(uri_of(state_->file, query), flags, busy_millis);
    sqlite3* const handle = state_->connection->getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    state_->connection->exec("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA secure_delete=ON");
    if (access != Access::write) state_->connection->exec("PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0");
  });
}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

void Database::run(std::string const& sql) {
  guarded(state_->file, [&] { state_->connection->exec(sql); });
}
Statement Database::prepare(std::string const& sql) {
  return guarded(state_->file, [&] {
    return Statement(
        std::make_unique<Statement::State>(Statement::State{SQLite::Statement(*state_->connection, sql), &state_->file}));
  });
}
std::optional<std::string> Database::ask(std::string const& sql) {
  Statement statement = prepare(sql);
  if (!statement.step() || statement.is_null(0)) return std::nullopt;
  return statement.text(0);
}
std::int64_t Database::ask_number(std::string const& sql) {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}
void Database::roll_back() noexcept {
  sqlite3* const handle = state_->connection->getHandle();
  if (sqlite3_get_autocommit(handle) == 0) sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
}
std::filesystem::path const& Database::file() const { return state_->file; }

std::string schema_of(Database& database) {
  std::string schema;
  Statement rows = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid");
  while (rows.step()) schema += rows.text(0) + ";\n";
  return schema;
}

void check_kind(Database& database, FileKind const& kind) {
  std::string const name = "`" + database.file().string() + "` ";
  std::string const what(kind.what);
  if (database.ask_number("PRAGMA application_id") != kind.application)
    throw Error(name + "is not the " + what + " of this program: check the path", Code::not_a_log);
  std::int64_t const version = database.ask_number("PRAGMA user_version");
  if (version > schema_version)
    throw Error(name + "was written by a newer version of this program: use that one, or a newer one", Code::not_a_log);
  if (version != schema_version || schema_of(database) != kind.schema)
    throw Error(name + "does not have the tables of a " + what + ": check it with `izin log verify`", Code::log_damaged);
}

void make_tables(Database& database, FileKind const& kind) {
  database.run("BEGIN IMMEDIATE");
  database.run(std::string(kind.schema));
  database.run("PRAGMA application_id=" + std::to_string(kind.application));
  database.run("PRAGMA user_version=" + std::to_string(schema_version));
  database.run("COMMIT");
}

}  // namespace izin::log
