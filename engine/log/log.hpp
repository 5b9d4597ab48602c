// The decision log: an append-only, signed, tamper-evident file of canonical records. design: LOG.md sections 2 to 5.
// The one way to write is Writer::append: it returns after the entries are durable, and never before.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.hpp"
#include "grammar/diagnostic/diagnostic.hpp"

namespace izin::log {

/// The log could not do what was asked: nothing may be answered. Becomes exit code 2. The message is a sentence that says what
/// happened and what to do.
class Error : public std::runtime_error {
 public:
  explicit Error(std::string const& message, Code code = Code::log_failed) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] Code code() const { return code_; }

 private:
  Code code_;
};

/// Time and chance, handed in so that the library reads neither.
struct Environment {
  std::function<std::int64_t()> wall_micros;  ///< since 1970-01-01T00:00:00Z
  std::function<std::int64_t()> monotonic_micros;
  std::string boot_id;  ///< of this run of the machine
  std::function<void(std::span<std::uint8_t>)> random;
};
/// The machine's own: called at the program's edge only. Also tells the process to ignore SIGXFSZ, so that a limit of file size
/// is an error and not a death.
[[nodiscard]] Environment system_environment();

struct WriterOptions {
  std::filesystem::path file;
  std::optional<std::filesystem::path> key_file;  ///< private key; left out: found by the origin in the key folder
  std::optional<std::filesystem::path>
      key_folder;  ///< left out: $XDG_CONFIG_HOME/izin/keys, else ~/.config/izin/keys (resolved by the edge)
  std::optional<std::filesystem::path> witness;  ///< left out: the one remembered in the log
  std::chrono::milliseconds wait{5000};          ///< for the writer lock; then Error
};

struct InitOptions {
  std::filesystem::path file;
  std::optional<std::string> origin;  ///< left out: `izin/<log id>`
  std::filesystem::path key_folder;
  std::optional<std::filesystem::path> witness;
};
struct Initialised {
  std::string origin;
  std::string verifier_key;  ///< C2SP key line
  std::filesystem::path key_file, public_file;
};
/// Makes a log (entry 0: `open`), its keys file, its key pair and its witness file. Fails if the file exists. A key that stands
/// in the folder already is used again only where `origin` names it.
[[nodiscard]] Initialised init(InitOptions const& options, Environment const& environment);

/// What an Ed25519 key signs: C2SP's byte in key lines and key ids, so that neither does the other's work.
enum class KeyType : std::uint8_t {
  note = 1,         ///< a log's checkpoints
  cosignature = 4,  ///< other logs' checkpoints, as their witness: `cosignature/v1`
};

/// `izin log keygen`: makes a key pair and no log. Fails if the key exists.
struct KeygenOptions {
  std::string origin;  ///< the key's name
  std::filesystem::path key_folder;
  KeyType type = KeyType::note;
};
[[nodiscard]] Initialised keygen(KeygenOptions const& options, Environment const& environment);

/// A decision about one person or nobody, ready to be logged.
struct DecisionDraft {
  std::string decision_id;          ///< ULID, unique in the log
  std::int64_t decided_micros = 0;  ///< wall clock of the decision
  Program const* program = nullptr;
  Flow const* flow = nullptr;
  Decision const* decision = nullptr;
  Valuation const* subject_valuation = nullptr;
  Valuation const* pool_valuation = nullptr;  ///< null where the bundle has no pool rules
  std::vector<ConsentRecord> speaking;        ///< consent records that spoke, sealed in the private part
  ConsentView::State consent_state = ConsentView::State::no_registry;
  std::optional<Instant> known_at;
  std::string facts_digest;  ///< plain digest of the facts; logged keyed (HMAC) only
  bool observed = false;     ///< --mode observe
  std::string engine;        ///< `izin 0.1.0`
};

/// One subject's result of a pool, in the order of the flow's subjects.
struct PoolResult {
  Subject const* subject = nullptr;
  Verdict verdict = Verdict::deny;
  std::vector<std::string> rules;  ///< full names of the deciding rules, sorted
  std::vector<Truth> comparisons;  ///< truth of each comparison
  std::vector<ConsentRecord> speaking;
};
struct PoolDraft {
  DecisionDraft common;
  std::vector<PoolResult> results;
  std::string allow_list_json;  ///< canonical JSON `{"file":…,"root":…,"sha256":…}`; empty: none
};

/// Where an entry stands after it is durable.
struct Appended {
  std::uint64_t sequence = 0;
  std::string decision_id;
};

/// Holds the writer lock while it lives. Not thread-safe.
class Writer {
 public:
  Writer(WriterOptions const& options, Environment const& environment);
  ~Writer();
  Writer(Writer const&) = delete;
  Writer& operator=(Writer const&) = delete;

  /// Appends all of them in one transaction (with the `bundle`, `facts` and `clock` entries that they need), signs a checkpoint,
  /// commits, appends the checkpoint to the witness file and syncs it. On return all are durable; on Error none may be answered.
  /// Entries stand in the order given; decisions and pools may be mixed by calling it again.
  std::vector<Appended> append(std::span<DecisionDraft const> drafts);
  Appended append(PoolDraft const& draft);

  [[nodiscard]] std::string const& origin() const;

  struct State;

 private:
  std::unique_ptr<State> state_;
};

/// What `gate --log FILE` does: opens the log for writing, and makes it first where there is none, as init() would with the key
/// folder, the key file and the witness of the options.
struct Opened {
  std::unique_ptr<Writer> writer;
  std::optional<Initialised> made;  ///< set when the log is new, to be told to the user
};
[[nodiscard]] Opened open_or_init(WriterOptions const& options, Environment const& environment);

}  // namespace izin::log
