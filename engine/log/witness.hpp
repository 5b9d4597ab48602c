// The witness file: every checkpoint ever committed, one after another, on a disk that whoever can change the log cannot.
// README.md section 3.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "engine/log/note.hpp"
#include "engine/log/posix.hpp"

namespace izin::log {

/// Open for adding to it; nothing in it is ever changed.
class Witness {
 public:
  enum class Open : unsigned char {
    existing,  ///< one that is not there is an Error: its disk may not be mounted
    or_make,
  };
  /// Gives the checkpoint in a note of this log, and nothing for any other.
  using Reading = std::function<std::optional<Checkpoint>(std::string_view note)>;
  Witness(std::filesystem::path file, Reading const& read, Open how);

  /// The newest complete checkpoint; nothing in a file without one. Throws Error where the end of the file is another log's.
  [[nodiscard]] std::optional<Checkpoint> const& newest() const { return newest_; }
  /// Whether a crash has cut the last note short.
  [[nodiscard]] bool is_torn() const { return torn_; }
  /// Adds a note and makes it durable. `checkpoint` is what the note says.
  void append(std::string_view note, Checkpoint const& checkpoint);
  [[nodiscard]] std::filesystem::path const& file() const { return name_; }

 private:
  void read_end(Reading const& read);

  std::filesystem::path name_;
  Descriptor file_;
  std::optional<Checkpoint> newest_;
  bool torn_ = false;
};

}  // namespace izin::log
