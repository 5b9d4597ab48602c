// Owns the texts that are read (policy files, flows, facts) and turns byte offsets into lines and columns.
// The one way in: SourceMap::add.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/source/span.hpp"

namespace izin {

/// A position as people count it: both from 1, the column in code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One text with its line starts. The text never moves or changes while its map lives.
class SourceFile {
 public:
  SourceFile(FileId id, std::string path, std::string text);

  [[nodiscard]] FileId id() const { return id_; }
  /// The path as messages show it (relative to the folder given, or as typed).
  [[nodiscard]] std::string const& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(Span span) const { return text().substr(span.begin, span.end - span.begin); }
  /// Offsets past the end give the end's position.
  [[nodiscard]] Position position(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
  /// The text of a line (from 1) without its line end.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  /// Where a line (from 1) begins, in bytes.
  [[nodiscard]] std::uint32_t line_start(std::uint32_t number) const { return starts_.at(number - 1); }

 private:
  FileId id_;
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> points_before_;  ///< code points before each 4,096th byte, so that a column on a long line is cheap

  [[nodiscard]] std::uint32_t points_before(std::uint32_t offset) const;
};

/// Files by id. References stay valid while the map lives.
class SourceMap {
 public:
  /// `path` is shown in messages; `text` is taken as it is, valid UTF-8 or not.
  FileId add(std::string path, std::string text);
  [[nodiscard]] SourceFile const& file(FileId id) const { return files_.at(id.value); }
  [[nodiscard]] std::string_view text(Span span) const { return file(span.file).text(span); }
  [[nodiscard]] std::size_t size() const { return files_.size(); }

 private:
  std::deque<SourceFile> files_;
};

}  // namespace izin
