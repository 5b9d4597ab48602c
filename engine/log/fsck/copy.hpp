// A copy of the log's files that nobody writes to: what is verified is never opened in place.
#pragma once

#include <chrono>
#include <filesystem>

namespace izin::log::fsck {

/// A private folder with `log.db` (and its WAL) and, where the log has one, `keys.db` (and its journal). Removed when it goes.
class Copy {
 public:
  Copy(std::filesystem::path const& log, std::filesystem::path const& scratch, std::chrono::milliseconds wait);
  ~Copy();
  Copy(Copy const&) = delete;
  Copy& operator=(Copy const&) = delete;

  [[nodiscard]] std::filesystem::path log() const { return folder_ / "log.db"; }
  [[nodiscard]] std::filesystem::path keys() const { return folder_ / "keys.db"; }
  [[nodiscard]] bool has_keys() const { return has_keys_; }

 private:
  void copy_all(std::filesystem::path const& log);
  [[nodiscard]] bool is_equal(std::filesystem::path const& log) const;

  std::filesystem::path folder_;
  bool has_keys_ = false;
};

}  // namespace izin::log::fsck
