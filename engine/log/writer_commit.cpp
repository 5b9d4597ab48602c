// Around a commit: opening and checking what stands there, the checkpoint, the witness, and looking when the outcome is not
// known.
#include <sys/stat.h>

#include <algorithm>

#include "engine/log/encode.hpp"
#include "engine/log/init.hpp"
#include "engine/log/writer_state.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;

std::int64_t wall_of(Store& store, std::uint64_t sequence) {
  std::optional<EntryRow> const entry = store.entry(sequence);
  std::optional<std::int64_t> const wall =
      entry ? instant_from(parse_record(entry->record).find_text("wall").value_or("")) : std::nullopt;
  if (!wall) throw Error("the newest entry of the log is damaged: check it with `izin log verify`", Code::log_damaged);
  return *wall;
}

}  // namespace

Writer::State::State(WriterOptions const& given, Environment const& handed) : options(given), environment(handed) {
  start_cryptography();
  check_names(options.file);
  std::error_code ignored;
  if (!fs::exists(options.file, ignored))
    throw Error("there is no log `" + options.file.string() + "`: make it with `izin log init`");
  lock = lock_file(lock_file_of(options.file), LockKind::exclusive, options.wait);
  check_names(options.file);
  store.emplace(options.file, Database::Access::write);
  opening = read_opening(*store);
  key.emplace(read_log_key(options, opening, *store));
  open_store();
  keys.emplace(keys_file_of(options.file), opening.log_id, Database::Access::write);
  last_facts = store->last_facts();
  erasure_pending = store->setting(erasing_setting).has_value();
  static_cast<void>(finish_erasure());  // what a reader prevents is done later
  open_witness();
}

bool Writer::State::finish_erasure() {
  std::optional<std::string> const handle = store->setting(erasing_setting);
  if (!handle) return true;
  if (!handle->empty()) {
    std::optional<Hash> const hash = hash_from_hex(*handle);
    if (!hash)
      throw Error("the setting `erasing` of the log is damaged: check the log with `izin log verify`", Code::log_damaged);
    keys->erase(*hash);
    store->set(erasing_setting, "");  // the person may come back, with another key
  }
  if (!store->empty_wal()) return false;
  store->unset(erasing_setting);
  return true;
}

/// The newest checkpoint must be ours and fit the tiles: whoever writes on vouches for all that is there.
void Writer::State::open_store() {
  std::optional<Store::Head> const found = store->head();
  std::optional<Checkpoint> checkpoint = found ? open_checkpoint(found->note, key->verifier()) : std::nullopt;
  if (found && !checkpoint && next_key) checkpoint = open_checkpoint(found->note, next_key->verifier());
  if (!checkpoint || checkpoint->size != found->size || store->entry_count() != found->size)
    throw Error("the newest checkpoint of the log does not fit its entries: check it with `izin log verify`",
                Code::checkpoint_broken);
  tree = TileEdge(found->size, [this](unsigned level, std::uint64_t index) { return store->tile(level, index); });
  if (tree.root() != checkpoint->root)
    throw Error("the newest checkpoint of the log does not fit its hash tree: check it with `izin log verify`",
                Code::tree_broken);
  head = *found;
  last_wall = wall_of(*store, head.size - 1);
}

void Writer::State::open_witness() {
  std::optional<std::string> const remembered = store->setting("witness");
  if (!options.witness && !remembered) return;
  fs::path const file = options.witness ? fs::absolute(*options.witness) : fs::path(*remembered);
  // A crash may have kept the handing over to a new key from the witness: then its newest note is one that the log has too.
  auto const read = [&](std::string_view note) {
    auto const checkpoint = unsigned_checkpoint(note);
    return checkpoint && store->note(checkpoint->size) == note ? checkpoint : open_checkpoint(note, key->verifier());
  };
  witness.emplace(file, read, options.witness ? Witness::Open::or_make : Witness::Open::existing);
  catch_witness_up();
  if (file != remembered.value_or("")) store->set("witness", file.string());
}

/// Adds the newest checkpoint where the witness does not have it yet; refuses where the two disagree.
void Writer::State::catch_witness_up() {
  if (!witness) return;
  std::optional<Checkpoint> const& newest = witness->newest();
  if (newest && newest->size > head.size)
    throw Error("the witness `" + witness->file().string() + "` has seen " + std::to_string(newest->size) +
                    " entries and the log has " + std::to_string(head.size) +
                    ": it is an older copy or was cut; put the right one back",
                Code::anchor_contradicts);
  if (newest && root_at(store->nodes(), newest->size) != newest->root)
    throw Error("the witness `" + witness->file().string() +
                    "` has seen other entries than the log holds: check it with `izin log verify`",
                Code::anchor_contradicts);
  if (!newest || newest->size < head.size || witness->is_torn()) tell_witness();
}

void Writer::State::tell_witness() {
  if (witness) witness->append(head.note, {opening.origin, head.size, tree.root()});
}

void Writer::State::seal_commit(Batch& batch) {
  for (TileRow const& row : batch.tree_.take_changes()) store->put_tile(row);
  Checkpoint const checkpoint{opening.origin, batch.tree_.size(), batch.tree_.root()};
  pending_->note = sign_note(checkpoint.text(), next_key ? *next_key : *key);
  store->insert_checkpoint(checkpoint.size, pending_->note);
}

/// After a COMMIT that failed: returns where the entries stand durably all the same, else throws.
void Writer::State::look_after(Error const& failure) {
  bool landed = false;
  try {
    landed = look();
  } catch (Error const& second) {
    throw Error(std::string(failure.what()) + "; whether the decision was recorded is not known (" + second.what() +
                    "): look with `izin log show` before it is decided again",
                failure.code());
  }
  if (!landed) {
    pending_.reset();
    throw failure;
  }
}

/// Opens the file anew and looks whether the pending commit is in it, durably.
bool Writer::State::look() {
  store.reset();
  store.emplace(options.file, Database::Access::write);
  open_store();
  if (head.note != pending_->note) {
    if (head.size != pending_->size_before) throw Error("the log holds other entries than were written");
    return false;
  }
  // What a failed sync has left may be in memory only: copying it into the main file writes and syncs it once more.
  if (!store->empty_wal()) throw Error("the log is being read and cannot be synced");
  return true;
}

void Writer::State::settle() {
  if (!pending_) return;
  if (look()) {
    catch_witness_up();
    last_facts = store->last_facts();
    for (Candidate const& candidate : pending_->candidates)
      if (auto const sequence = store->sequence_of(candidate.decision_id))
        landed_[candidate.decision_id] = {candidate.fingerprint, *sequence};
  }
  pending_.reset();
}

std::optional<std::uint64_t> Writer::State::landed_at(Candidate const& candidate) {
  std::optional<std::uint64_t> const sequence = store->sequence_of(candidate.decision_id);
  if (!sequence) return std::nullopt;
  auto const landed = landed_.find(candidate.decision_id);
  if (landed != landed_.end() && landed->second.fingerprint == candidate.fingerprint) return sequence;
  throw Error("the decision id `" + candidate.decision_id + "` is in the log already, as entry " + std::to_string(*sequence) +
                  ": give another, or none",
              Code::decision_taken);
}

Batch::Batch(Writer::State& state) : state_(state), tree_(state.tree), facts_(state.last_facts) {
  base_.wall = state.environment.wall_micros();
  base_.monotonic = state.environment.monotonic_micros();
  base_.boot = state.environment.boot_id;
  if (base_.wall < state.last_wall) add(clock_record(next(), state.last_wall));
}

Stamp Batch::next() const {
  Stamp stamp = base_;
  stamp.sequence = tree_.size();
  return stamp;
}

Hash Batch::add(Json const& record) {
  Hash const leaf = state_.store->insert_entry(tree_.size(), record);
  tree_.append(leaf);
  return leaf;
}

std::optional<std::string> Batch::prepare(DecisionDraft const& draft) {
  add_bundle(*draft.program->model);
  if (draft.facts_digest.empty()) return std::nullopt;
  std::string const keyed = state_.keys->keyed_text(facts_domain, draft.facts_digest);
  if (facts_ != keyed) {
    add(facts_record(next(), keyed));
    facts_ = keyed;
  }
  return keyed;
}

void Batch::add_bundle(Model const& model) {
  if (state_.bundles.contains(model.digest) || new_bundles_.contains(model.digest)) return;
  if (!state_.store->has_bundle(model.digest)) {
    if (bundle_digest(model.sources) != model.digest) throw Error("the policy bundle does not have the digest that it names");
    for (std::uint32_t i = 0; i < model.sources.size(); ++i) {
      SourceFile const& file = model.sources.file(FileId{i});
      state_.store->insert_bundle_file(model.digest, file.path(), std::string(file.text()));
    }
    add(bundle_record(next(), model));
  }
  new_bundles_.insert(model.digest);
}

std::string bundle_digest(SourceMap const& sources) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    SourceFile const& file = sources.file(FileId{i});
    std::string const hash = to_hex(sha256({bytes(file.text())}));
    lines.emplace_back(file.path(), hash + "  " + file.path() + "\n");
  }
  std::ranges::sort(lines);
  std::string text;
  for (auto const& [path, line] : lines) text += line;
  return "sha256:" + to_hex(sha256({bytes(text)}));
}

}  // namespace izin::log
