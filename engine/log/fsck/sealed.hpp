// Sealed parts: that each one announced is there and no other, and, where the keys file is at hand, that it is the one announced.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "engine/log/fsck/erasures.hpp"
#include "engine/log/fsck/record.hpp"
#include "engine/log/fsck/report.hpp"
#include "engine/log/fsck/sqlite.hpp"

namespace izin::log::fsck {

/// The copied keys file.
class KeyRing {
 public:
  /// Throws Damaged where it is no keys file.
  KeyRing(std::filesystem::path const& file, std::string const& log_id);

  [[nodiscard]] std::optional<Hash> by_pseudonym(Hash const& pseudonym, std::string const& month);
  /// Of an entry's own part (member -1), or of a member without an id.
  [[nodiscard]] std::optional<Hash> by_place(std::string const& decision, std::int64_t member);

 private:
  struct HashOfHash {
    std::size_t operator()(Hash const& hash) const;
  };
  File file_;
  Rows find_;
  Hash secret_{};
  std::map<std::string, std::unordered_map<Hash, Hash, HashOfHash>> months_;
};

/// Walks the table `private` beside the entries.
class SealedCheck {
 public:
  SealedCheck(File& file, KeyRing* keys, ErasureCheck& erasures, Report& report);

  struct Place {
    std::uint64_t sequence = 0;
    std::int64_t member = -1;
    Hash leaf{};  ///< of the record, or of the member's result
    std::string_view decision;
    std::string_view month;
  };
  /// Called in order of sequence and member.
  void expect(Place const& place, Announced const& announced);
  void finish();

 private:
  void advance();
  void open(Place const& place, Announced const& announced, Bytes box);

  Rows rows_;
  KeyRing* keys_;
  ErasureCheck& erasures_;
  Report& report_;
  bool has_row_ = false;
};

}  // namespace izin::log::fsck
