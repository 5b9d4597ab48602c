// The walk over the entries, in order, with everything that stands beside them.
#pragma once

#include "engine/log/fsck/anchors.hpp"
#include "engine/log/fsck/checkpoints.hpp"
#include "engine/log/fsck/parts.hpp"
#include "engine/log/fsck/pruned.hpp"

namespace izin::log::fsck {

/// Entry 0, as far as the rest depends on it.
struct Opening {
  std::string log_id, origin;
};
[[nodiscard]] Opening read_opening(File& file);

class Walk {
 public:
  struct Means {
    bool signatures = false;  ///< whether they are checked
    KeyRing* keys = nullptr;  ///< null: sealed parts are not opened
    unsigned threads = 1;
    Roots* roots = nullptr;  ///< filled
  };
  Walk(File& file, Means const& means, Report& report);

  void run(Verification& verification);
  /// As the entries that were walked name them.
  [[nodiscard]] KeyChain const& chain() const { return chain_; }

 private:
  void visit(Rows const& row);
  /// An entry of which the log keeps the hash alone.
  void visit_pruned(EntryRow const& entry, Rows const& row);
  /// The leaf with which the tree goes on.
  Hash check_leaf(EntryRow const& entry, bool sound);
  void check_record(EntryRow const& entry, std::vector<Member> const& record, Hash const& leaf);
  void check_decision(EntryRow const& entry, std::vector<Member> const& record, Hash const& leaf, std::string const& kind);
  void check_clock(EntryRow const& entry, std::vector<Member> const& record, std::string const& kind);
  void fill_gap(std::uint64_t until);
  void grow(Hash const& leaf);

  File& file_;
  Means means_;
  Report& report_;
  KeyChain chain_;
  Range tree_;
  TileCheck tiles_;
  CheckpointCheck checkpoints_;
  ErasureCheck erasures_;
  SealedCheck sealed_;
  ResultCheck results_;
  BundleCheck bundles_;
  PruneCheck prunes_;
  std::string origin_, last_facts_, last_wall_;
  std::uint64_t rows_ = 0;
  bool lost_ = false;  ///< an entry is missing whose hash nothing tells: the tree cannot go on
};

}  // namespace izin::log::fsck
