// The facade: load a policy bundle, read inputs, decide, log. What a program that embeds izin includes.
// Nothing here prints, reads the clock or the environment by itself: time and randomness come in through log::Environment.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/evaluate/trace.hpp"
#include "engine/facts/flow_reader.hpp"
#include "engine/gate/allow_list.hpp"
#include "engine/gate/files.hpp"
#include "engine/log/log.hpp"
#include "rules/check/build.hpp"

namespace izin {

/// `izin 0.1.0`: what a decision and a log entry name as their engine.
[[nodiscard]] std::string_view engine_name();

/// Policies or inputs that are wrong: nothing is decided. `what()` is every message as text, as CONTRACTS.md section 5 shows it.
class Refused : public std::runtime_error {
 public:
  Refused(std::vector<Diagnostic> problems, std::shared_ptr<SourceMap const> sources);
  [[nodiscard]] std::vector<Diagnostic> const& problems() const { return problems_; }
  [[nodiscard]] std::shared_ptr<SourceMap const> const& sources() const { return sources_; }

 private:
  std::vector<Diagnostic> problems_;
  std::shared_ptr<SourceMap const> sources_;
};

/// A bundle that is ready to decide. Immutable, shared between threads.
struct Policy {
  std::shared_ptr<Model const> model;
  std::shared_ptr<Program const> program;
  std::shared_ptr<FlowLayout const> layout;
  std::shared_ptr<std::vector<std::string> const> file_names;  ///< on disk, by FileId; null: the paths in the bundle

  /// What a policy file is called when a decision names it.
  [[nodiscard]] std::string const& shown_file(FileId id) const {
    return file_names ? (*file_names)[id.value] : model->sources.file(id).path();
  }
};

/// Builds and compiles; on errors `policy` is empty and `build.problems` says why.
struct LoadedPolicy {
  std::optional<Policy> policy;
  BuildResult build;
  std::vector<std::string> file_names;  ///< on disk, by FileId of `build.model->sources`, which the messages point into
};
[[nodiscard]] LoadedPolicy load_policy(std::vector<BundleFile> files);
/// The same from disk: messages and decisions name files as they are there.
[[nodiscard]] LoadedPolicy load_policy(DiskBundle bundle);

/// The policy of some files and folders, for programs that embed the gate. Throws FileError, and Refused with every error of the
/// bundle.
[[nodiscard]] Policy open_policy(std::vector<std::filesystem::path> const& paths);
/// The people of some JSON Lines files, likewise. (Without any file there is no registry: leave Facts empty then.)
[[nodiscard]] Facts open_facts(Policy const& policy, std::vector<std::filesystem::path> const& files);

/// How a gate is run.
enum class Mode : std::uint8_t {
  enforce,
  observe,  ///< decides and logs all the same; the log says that the answer bound nobody
};

/// Whether answers say why each rule spoke or did not.
enum class Tracing : std::uint8_t { off, on };

struct GateOptions {
  std::optional<Instant> as_of;     ///< for decide(): the `at` of flows that give none; left out: an input error
  std::optional<Instant> known_at;  ///< answer with the consents known then; left out: with all
  Mode mode = Mode::enforce;
  Tracing tracing = Tracing::off;
  unsigned threads = 1;                       ///< for pools
  std::function<void(std::size_t)> progress;  ///< subjects done, of a pool; may be empty
  std::function<bool()> stop;                 ///< asked now and then in a pool; true ends with std::runtime_error
};

/// Why one rule spoke or did not.
struct Explanation {
  std::optional<std::string> subject;  ///< of a pool's rules that speak per person: whom this is about (an example)
  RuleTrace trace;
};

/// A flow's decision with what it takes to show and to log it.
struct Answer {
  std::string decision_id;          ///< a ULID
  std::int64_t decided_micros = 0;  ///< wall clock
  Decision decision;
  Valuation subject_valuation, pool_valuation;
  std::vector<ConsentRecord> speaking;  ///< consents that spoke; empty for a pool
  ConsentView::State consent_state = ConsentView::State::no_registry;
  std::vector<log::PoolResult> results;   ///< of a pool that is to be logged
  std::vector<Explanation> explanations;  ///< with Tracing::on: every rule in force; of a pool, each deciding rule
  std::optional<AllowList> allow_list;    ///< set by Gate::list_permitted
  std::string allow_list_file;            ///< its name, as the decision shows it
  std::optional<std::uint64_t> sequence;  ///< of its entry, once recorded
};

/// A permitted subject that an allow list cannot name: without an id, or with a line break in it.
class UnlistedSubject : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class PoolExamples;  // examples.hpp

/// A flow with its answer.
struct Decided {
  Flow flow;
  Answer answer;
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

  /// Decides flows given as JSON text (an object, an array, or JSON Lines) and records them. Throws Refused on an input error:
  /// then nothing was decided. `subjects` may not name a file.
  [[nodiscard]] std::vector<Decided> decide(std::string_view json);

  /// The decision as JSON on one line, as CONTRACTS.md section 3 shows it.
  [[nodiscard]] std::string to_json(Flow const& flow, Answer const& answer) const;
  [[nodiscard]] std::string to_json(Decided const& decided) const { return to_json(decided.flow, decided.answer); }

  [[nodiscard]] Policy const& policy() const { return policy_; }
  [[nodiscard]] Facts const& facts() const { return facts_; }
  [[nodiscard]] GateOptions const& options() const { return options_; }

 private:
  Answer evaluate_one(Flow const& flow);
  Answer evaluate_pool(Flow const& flow);
  std::vector<Explanation> explain_one(Flow const& flow, ConsentView const& consent) const;
  std::vector<Explanation> explain_pool(Flow const& flow, Valuation const& pool, PoolExamples const& examples);
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
