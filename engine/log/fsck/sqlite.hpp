// A copied SQLite file, read as a stranger's: only SELECTs on our tables, sizes bounded, nothing of it trusted.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/log/hash.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace izin::log::fsck {

/// The file is damaged: SQLite's words.
class Damaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Rows;

class File {
 public:
  /// Throws Damaged where it is no SQLite file.
  explicit File(std::filesystem::path const& file);
  ~File();
  File(File const&) = delete;
  File& operator=(File const&) = delete;

  /// From now on only reads of tables.
  void restrict_to_reads();
  [[nodiscard]] Rows rows(std::string const& sql);
  [[nodiscard]] std::int64_t number(std::string const& sql);
  [[nodiscard]] std::string text(std::string const& sql);

 private:
  friend class Rows;
  sqlite3* handle_ = nullptr;
  int progress_ = 0;
};

/// The answer to a query, row by row. What it gives is valid until the next step.
class Rows {
 public:
  ~Rows();
  Rows(Rows&& other) noexcept : file_(other.file_), statement_(other.statement_) { other.statement_ = nullptr; }
  Rows(Rows const&) = delete;
  Rows& operator=(Rows const&) = delete;

  void bind(int index, std::int64_t value);
  void bind_blob(int index, Bytes value);
  bool next();
  /// Back to before the first row.
  void reset();
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] Bytes blob(int column) const;

 private:
  friend class File;
  Rows(File& file, std::string const& sql);
  File* file_;
  sqlite3_stmt* statement_ = nullptr;
};

/// What the schema of ours must be: each object's name and text, in order.
[[nodiscard]] std::string expected_log_schema();
[[nodiscard]] std::string expected_keys_schema();
/// The same of a file.
[[nodiscard]] std::string schema_text(File& file);

[[nodiscard]] std::string sqlite_version();

}  // namespace izin::log::fsck
