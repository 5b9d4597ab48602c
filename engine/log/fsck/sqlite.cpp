#include "engine/log/fsck/sqlite.hpp"

#include <sqlite3.h>

#include <array>

namespace izin::log::fsck {
namespace {

constexpr int length_limit = 80 << 20;
constexpr int progress_every = 1'000'000;
/// Far beyond what an honest file of any size needs: a step costs at least a nanosecond, so this is hours.
constexpr int progress_limit = 10'000'000;

int allow_reads(void*, int action, char const*, char const*, char const*, char const*) {
  return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION ? SQLITE_OK : SQLITE_DENY;
}

int count_progress(void* counter) { return ++*static_cast<int*>(counter) > progress_limit ? 1 : 0; }

[[noreturn]] void fail(sqlite3* handle) { throw Damaged(handle != nullptr ? sqlite3_errmsg(handle) : "out of memory"); }

void set_limits(sqlite3* handle) {
  static constexpr std::array<std::array<int, 2>, 8> limits{{{SQLITE_LIMIT_LENGTH, length_limit},
                                                             {SQLITE_LIMIT_SQL_LENGTH, 100'000},
                                                             {SQLITE_LIMIT_EXPR_DEPTH, 10},
                                                             {SQLITE_LIMIT_COMPOUND_SELECT, 3},
                                                             {SQLITE_LIMIT_FUNCTION_ARG, 8},
                                                             {SQLITE_LIMIT_ATTACHED, 0},
                                                             {SQLITE_LIMIT_VARIABLE_NUMBER, 10},
                                                             {SQLITE_LIMIT_TRIGGER_DEPTH, 1}}};
  for (auto const& [which, value] : limits) sqlite3_limit(handle, which, value);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
}

}  // namespace

File::File(std::filesystem::path const& file) {
  // Opened for writing, since a copied WAL is recovered; the folder is ours.
  int const result = sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE, nullptr);
  try {
    if (result != SQLITE_OK) fail(handle_);
    set_limits(handle_);
    char const* const guards = "PRAGMA query_only=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0";
    if (sqlite3_exec(handle_, guards, nullptr, nullptr, nullptr) != SQLITE_OK) fail(handle_);
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}
File::~File() { sqlite3_close(handle_); }

void File::restrict_to_reads() {
  sqlite3_set_authorizer(handle_, allow_reads, nullptr);
  sqlite3_progress_handler(handle_, progress_every, count_progress, &progress_);
}

Rows File::rows(std::string const& sql) { return Rows(*this, sql); }

std::int64_t File::number(std::string const& sql) {
  Rows answer = rows(sql);
  return answer.next() ? answer.integer(0) : 0;
}

std::string File::text(std::string const& sql) {
  Rows answer = rows(sql);
  return answer.next() ? std::string(answer.text(0)) : std::string();
}

Rows::Rows(File& file, std::string const& sql) : file_(&file) {
  if (sqlite3_prepare_v2(file.handle_, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail(file.handle_);
}
Rows::~Rows() { sqlite3_finalize(statement_); }

void Rows::bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_, index, value); }
void Rows::bind_blob(int index, Bytes value) {
  sqlite3_bind_blob(statement_, index, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
}
bool Rows::next() {
  int const result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  fail(file_->handle_);
}
void Rows::reset() { sqlite3_reset(statement_); }
bool Rows::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(statement_, column); }
std::string_view Rows::text(int column) const {
  auto const* const data = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column));
  return data == nullptr ? std::string_view()
                         : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}
Bytes Rows::blob(int column) const {
  auto const* const data = static_cast<std::uint8_t const*>(sqlite3_column_blob(statement_, column));
  return {data, data == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string schema_text(File& file) {
  std::string schema;
  Rows objects = file.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid");
  while (objects.next()) {
    for (int column = 0; column < 4; ++column) schema += std::string(objects.text(column)) + "\x1f";
    schema += '\n';
    if (schema.size() > 100'000) break;
  }
  return schema;
}

std::string sqlite_version() { return sqlite3_libversion(); }

}  // namespace izin::log::fsck
