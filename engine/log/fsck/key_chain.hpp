// The keys of a log, one after another: the first stands in entry 0, each later one in a `key` entry that both sign. README.md
// section 11.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/log/fsck/note.hpp"
#include "engine/log/fsck/scan.hpp"

namespace izin::log::fsck {

class KeyChain {
 public:
  /// Of entry 0.
  void start(Key key);
  /// Takes a `key` entry, which stands at `sequence` in a tree that had this root before it. Gives what is wrong with it: lower
  /// case, no full stop; empty: nothing.
  [[nodiscard]] std::string add(std::uint64_t sequence, std::vector<Member> const& record, Hash const& root_before);

  /// The key that signs checkpoints of so many entries; null in a log without one.
  [[nodiscard]] Key const* at(std::uint64_t size) const;
  [[nodiscard]] Key const* newest() const { return epochs_.empty() ? nullptr : &epochs_.back().key; }
  /// How many entries the checkpoints of this key can cover; nothing where it is none of the log's, UINT64_MAX for the newest.
  [[nodiscard]] std::optional<std::uint64_t> reach_of(Key const& key) const;

 private:
  struct Epoch {
    Key key;
    std::uint64_t begin = 0;  ///< sequence of its entry: it signs checkpoints of more entries than that
  };
  std::vector<Epoch> epochs_;
};

}  // namespace izin::log::fsck
