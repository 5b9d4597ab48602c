// Where output goes: data to standard output or a file, messages to standard error; colour only on a terminal.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/diagnostic/render.hpp"
#include "tools/izin/options.hpp"

namespace izin::tool {

/// Opens its file at once (so that one that cannot be written is known before anything is decided) and puts it in place at
/// finish(): nobody ever sees half of it. Throws Failure.
class Console {
 public:
  explicit Console(Common const& common);
  ~Console();
  Console(Console const&) = delete;
  Console& operator=(Console const&) = delete;

  /// Data; kept until flush().
  void data(std::string_view text);
  void flush();
  /// Flushes, and puts the file of `--output` in place. Call once, at the end.
  void finish();

  /// `note: …` on standard error, unless quiet.
  void note(std::string_view text);
  /// `warning: …` likewise.
  void warn(std::string_view text);
  /// A line only with --verbose.
  void detail(std::string_view text);
  /// A line on standard error as it is, unless quiet.
  void message(std::string_view text);

  [[nodiscard]] Colour data_colour() const { return data_colour_; }
  [[nodiscard]] Common const& common() const { return common_; }

 private:
  Common const common_;
  Colour data_colour_ = Colour::off;
  std::string pending_;
  int fd_ = 1;
  fs::path temporary_;  ///< of `--output`, until it is in place
};

/// Standard error, straight.
void write_error(std::string_view text);
/// Whether messages on standard error may have colour.
[[nodiscard]] Colour error_colour(bool no_colour);
/// Shows diagnostics: as text on standard error or, for JSON formats, as a document on standard output.
void show_problems(std::span<Diagnostic const> problems, SourceMap const& sources, Format format, bool no_colour);

/// Writes a whole file by way of a neighbour that is renamed over it. Throws Failure.
void write_file(fs::path const& path, std::string_view text);

/// A file that is begun now (so that one that cannot be written is known early), written later, and put in place last, or never.
class StagedFile {
 public:
  explicit StagedFile(fs::path const& path);
  ~StagedFile();
  StagedFile(StagedFile const&) = delete;
  StagedFile& operator=(StagedFile const&) = delete;
  void write(std::string_view text);
  void put_in_place();

 private:
  fs::path path_, temporary_;
  int fd_ = -1;
};

}  // namespace izin::tool
