// The facade: load a policy bundle, read inputs, decide, log. What a program that embeds izin includes.
// Nothing here prints, reads the clock or the environment by itself: time and randomness come in through log::Environment.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.hpp"
#include "engine/facts/flow_reader.hpp"
#include "engine/gate/files.hpp"
#include "engine/log/log.hpp"
#include "rules/check/build.hpp"

namespace izin {

/// `izin 0.1.0`: what a decision and a log entry name as their engine.
[[nodiscard]] std::string_view engine_name();

/// A bundle that is ready to decide. Immutable, shared between threads.
struct Policy {
  std::shared_ptr<Model const> model;
  std::shared_ptr<Program const> program;
  std::shared_ptr<FlowLayout const> layout;
};

/// Builds and compiles; on errors `policy` is empty and `build.problems` says why (spans point into `build.model->sources`).
struct LoadedPolicy {
  std::optional<Policy> policy;
  BuildResult build;
};
[[nodiscard]] LoadedPolicy load_policy(std::vector<BundleFile> files);

/// How a gate is run.
enum class Mode : std::uint8_t {
  enforce,
  observe,  ///< decides and logs all the same; the log says that the answer bound nobody
};

struct GateOptions {
  std::optional<Instant> known_at;          ///< answer with the consents known then; left out: with all
  Mode mode = Mode::enforce;
  unsigned threads = 1;                     ///< for pools
  std::function<void(std::size_t)> progress;///< subjects done, of a pool; may be empty
  std::function<bool()> stop;               ///< asked now and then in a pool; true ends with std::runtime_error
};

/// The permitted subjects of a pool, as a file.
struct AllowList {
  std::string text;    ///< one id a line, sorted by bytes
  std::string sha256;  ///< of the text, `sha256:` and hexadecimal
  std::string root;    ///< of the RFC 6962 tree over its lines (without their line feeds), `sha256:` and hexadecimal
};

/// A flow's decision with what it takes to show and to log it.
struct Answer {
  std::string decision_id;                 ///< a ULID
  std::int64_t decided_micros = 0;         ///< wall clock
  Decision decision;
  Valuation subject_valuation, pool_valuation;
  std::vector<ConsentRecord> speaking;     ///< consents that spoke; empty for a pool
  ConsentView::State consent_state = ConsentView::State::no_registry;
  std::vector<log::PoolResult> results;    ///< of a pool that is to be logged
  std::optional<AllowList> allow_list;     ///< set by Gate::list_permitted
  std::string allow_list_file;             ///< its name, as the decision shows it
  std::optional<std::uint64_t> sequence;   ///< of its entry, once recorded
};

/// A permitted subject that an allow list cannot name: without an id, or with a line break in it.
class UnlistedSubject : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Policies, facts and a log in one place. Not thread-safe: one a thread, sharing the Policy; one of them may hold the log.
class Gate {
 public:
  Gate(Policy policy, Facts facts, log::Environment environment, GateOptions options = {});
  ~Gate();
  Gate(Gate&&) noexcept;

  /// From now on record() writes there.
  void log_to(std::unique_ptr<log::Writer> writer);
  [[nodiscard]] bool is_logged() const { return writer_ != nullptr; }

  /// Decides one flow (or pool), in memory only. `id` is the decision's ULID; left out, a new one.
  [[nodiscard]] Answer evaluate(Flow const& flow, std::optional<std::string> const& id = std::nullopt);

  /// Adds the allow list to a pool's answer that is permit or partial; throws UnlistedSubject.
  static void list_permitted(Flow const& flow, Answer& answer, std::string file);

  /// Makes answers durable, in the order given; without a log it does nothing. Nothing of them may be shown before it returns;
  /// on log::Error none may be shown at all.
  void record(std::span<Flow const> flows, std::span<Answer> answers);

  /// Decides flows given as JSON text (an object, an array, or JSON Lines) and records them. Throws Refused on an input error: then
  /// nothing was decided. What is written is what `izin gate --format json` prints.
  [[nodiscard]] std::vector<Answer> decide(std::string_view json);

  /// The decision as JSON, as CONTRACTS.md section 3 shows it.
  [[nodiscard]] std::string to_json(Flow const& flow, Answer const& answer) const;

  [[nodiscard]] Policy const& policy() const { return policy_; }
  [[nodiscard]] Facts const& facts() const { return facts_; }
  [[nodiscard]] GateOptions const& options() const { return options_; }

 private:
  Answer evaluate_one(Flow const& flow);
  Answer evaluate_pool(Flow const& flow);
  log::PoolResult pool_result(Subject const& subject, Decision const& decision, Valuation const& valuation, Instant at) const;
  log::DecisionDraft draft(Flow const& flow, Answer const& answer) const;

  Policy policy_;
  Facts facts_;
  log::Environment environment_;
  GateOptions options_;
  Evaluator evaluator_;
  std::unique_ptr<log::Writer> writer_;
};

}  // namespace izin
