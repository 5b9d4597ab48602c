// An SQLite file as the log uses them, over SQLiteCpp: opened with every guard on, failures as Errors that say what to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/hash.hpp"

namespace izin::log {

/// A prepared statement. Bind, then step; reset() before it is bound again, so that it holds no lock.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  ~Statement();

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string const& text);
  Statement& bind(int index, std::optional<std::string> const& text);
  Statement& bind_blob(int index, Bytes blob);
  /// True while there is a row.
  bool step();
  /// One step that gives no row, and a reset.
  void run();
  void reset();

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  /// Valid until the next step.
  [[nodiscard]] Bytes blob(int column) const;

 private:
  friend class Database;
  struct State;
  explicit Statement(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// One connection. Statements go before it.
class Database {
 public:
  enum class Access : std::uint8_t {
    write,      ///< the writer's
    read,       ///< while a writer may be at work
    immutable,  ///< nobody writes (the caller holds the lock) and there is no WAL: leaves no trace
  };
  Database(std::filesystem::path file, Access access);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// Statements without rows.
  void run(std::string const& sql);
  [[nodiscard]] Statement prepare(std::string const& sql);
  /// The first column of the first row, as text; nothing without a row.
  [[nodiscard]] std::optional<std::string> ask(std::string const& sql);
  [[nodiscard]] std::int64_t ask_number(std::string const& sql);
  /// Ends an open transaction, if there is one, after something else has failed.
  void roll_back() noexcept;
  [[nodiscard]] std::filesystem::path const& file() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a file must be, to be opened as ours.
struct FileKind {
  std::string_view what;     ///< `decision log`
  std::int64_t application;  ///< application_id
  std::string_view schema;   ///< the statements that make its tables, each ended by `;` and a line feed
};
inline constexpr std::int64_t schema_version = 1;
/// The tables as the file has them, like FileKind::schema.
[[nodiscard]] std::string schema_of(Database& database);
/// Throws Error(not_a_log) where it is another file, a newer one, or has other tables.
void check_kind(Database& database, FileKind const& kind);
/// Makes the tables of an empty file.
void make_tables(Database& database, FileKind const& kind);

}  // namespace izin::log
