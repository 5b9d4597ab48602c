// What a Writer holds, and one append's work inside of it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/log/log.hpp"
#include "engine/log/records.hpp"
#include "engine/log/store.hpp"
#include "engine/log/subject_keys.hpp"
#include "engine/log/witness.hpp"

namespace izin::log {

/// A decision that is on its way into the log. The fingerprint tells the same decision given again from another of the same id.
struct Candidate {
  std::string decision_id;
  Hash fingerprint{};
};
[[nodiscard]] Candidate candidate_of(DecisionDraft const& draft);

class Batch;

struct Writer::State {
  State(WriterOptions const& given, Environment const& handed);

  /// Runs `fill` in a transaction, adds tiles and checkpoint, commits, tells the witness. On return everything is durable.
  template <class Fill>
  void commit(std::vector<Candidate> const& candidates, Fill const& fill);
  /// Resolves a commit whose outcome is not known. Throws while it cannot tell.
  void settle();
  /// Where a candidate stands already, after an append that ended in an error; nothing where it is new. Throws
  /// Error(decision_taken) for another decision of that id.
  [[nodiscard]] std::optional<std::uint64_t> landed_at(Candidate const& candidate);
  /// Does what an erasure that is logged still has to do: the key goes, then what SQLite keeps of the parts. False while a reader
  /// holds the WAL. Whoever opens the log for writing does it first, so that a crash leaves nothing half erased.
  [[nodiscard]] bool finish_erasure();

  WriterOptions options;
  Environment environment;
  Descriptor lock;
  std::optional<Store> store;
  Opening opening;
  std::optional<SigningKey> key;
  std::optional<SigningKey> next_key;  ///< signs the next checkpoint, and all later ones: a rotation
  std::optional<SubjectKeys> keys;
  std::optional<Witness> witness;
  TileEdge tree;
  Store::Head head;
  std::int64_t last_wall = 0;
  std::optional<std::string> last_facts;
  std::set<std::string> bundles;  ///< digests known to be in the log
  bool erasure_pending = false;   ///< one was found half done when the log was opened

 private:
  void open_store();
  void open_witness();
  void catch_witness_up();
  void tell_witness();
  void seal_commit(Batch& batch);
  void look_after(Error const& failure);
  [[nodiscard]] bool look();

  /// A commit that was begun and not acknowledged.
  struct Pending {
    std::vector<Candidate> candidates;
    std::string note;
    std::uint64_t size_before = 0;
  };
  struct Landed {
    Hash fingerprint{};
    std::uint64_t sequence = 0;
  };
  std::optional<Pending> pending_;
  std::map<std::string, Landed> landed_;
};

/// The entries of one commit, inserted as they come; becomes the writer's state once committed.
class Batch {
 public:
  explicit Batch(Writer::State& state);

  /// The stamp of the entry that comes next.
  [[nodiscard]] Stamp next() const;
  /// Of the tree so far.
  [[nodiscard]] Hash root() const { return tree_.root(); }
  /// Inserts a record made with next(); gives its leaf.
  Hash add(Json const& record);
  /// Adds the `bundle` and `facts` entries that a draft needs. Gives the keyed digest of its facts.
  std::optional<std::string> prepare(DecisionDraft const& draft);
  [[nodiscard]] Writer::State& state() { return state_; }

 private:
  friend struct Writer::State;
  void add_bundle(Model const& model);

  Writer::State& state_;
  Stamp base_;
  TileEdge tree_;
  std::optional<std::string> facts_;
  std::set<std::string> new_bundles_;
};

/// Remembers, from the commit of an erasure on, the handle of the key that goes; empty once it is gone.
inline constexpr char const* erasing_setting = "erasing";

/// `sha256:…` of LANGUAGE.md section 2 over the files of a bundle.
[[nodiscard]] std::string bundle_digest(SourceMap const& sources);

template <class Fill>
void Writer::State::commit(std::vector<Candidate> const& candidates, Fill const& fill) {
  Database& database = store->database();
  database.run("BEGIN IMMEDIATE");
  std::optional<Batch> batch;
  try {
    std::optional<Store::Head> const now = store->head();
    if (!now || now->size != head.size)
      throw Error("another program has written to the log past its lock: check it with `izin log verify`");
    batch.emplace(*this);
    fill(*batch);
    pending_ = Pending{candidates, {}, head.size};
    seal_commit(*batch);
  } catch (...) {
    pending_.reset();
    database.roll_back();
    throw;
  }
  try {
    database.run("COMMIT");
  } catch (Error const& failure) {
    look_after(failure);
  }
  tree = std::move(batch->tree_);
  head = {tree.size(), pending_->note};
  if (next_key) {
    key.emplace(std::move(*next_key));
    next_key.reset();
  }
  last_wall = batch->base_.wall;
  last_facts = batch->facts_;
  bundles.merge(batch->new_bundles_);
  tell_witness();
  pending_.reset();
}

}  // namespace izin::log
