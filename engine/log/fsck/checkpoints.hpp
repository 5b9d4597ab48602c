// The checkpoints of the log, held against the rebuilt tree as it grows, and their signatures.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/log/fsck/key_chain.hpp"
#include "engine/log/fsck/rebuild.hpp"

namespace izin::log::fsck {

class CheckpointCheck {
 public:
  /// `keys` null: signatures are not checked.
  CheckpointCheck(File& file, KeyChain const* keys, unsigned threads, Report& report);

  /// Called whenever the tree has grown by one entry.
  void grown(Range const& tree, std::string const& origin);
  /// After the last entry.
  void finish(std::uint64_t entries);
  /// The root that the newest good checkpoint vouches for covers this many entries.
  [[nodiscard]] std::uint64_t good_size() const { return good_size_; }

 private:
  void check(Range const& tree, std::string const& origin);
  void check_signatures();

  Rows rows_;
  KeyChain const* keys_;
  unsigned threads_;
  Report& report_;
  bool has_row_ = false;
  std::uint64_t good_size_ = 0;
  std::uint64_t last_size_ = 0;
  struct Waiting {
    std::uint64_t size;
    std::string note;
    Key key;
  };
  std::vector<Waiting> waiting_;  ///< whose signatures are still to be checked
};

}  // namespace izin::log::fsck
