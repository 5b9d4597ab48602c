// The verdict of one flow. Pure: reads no clock, file or environment; the same arguments give the same decision.
#pragma once

#include <functional>
#include <span>

#include "engine/evaluate/decision.hpp"
#include "engine/facts/consent.hpp"

namespace izin {

/// The truth of every comparison and node of a program for one flow: for traces, logs and tests.
struct Valuation {
  std::vector<Truth> comparisons;  ///< by ComparisonId
  std::vector<Truth> nodes;        ///< by NodeId; `unknown` where not computed
};

/// What a pool rule is told of its pool: unknown without one.
struct PoolFacts {
  std::uint64_t size = 0;
  std::uint64_t permitted = 0;
  std::uint64_t pending = 0;  ///< in review or incomplete
};

/// Reusable memory of one thread; keeps no answer between calls.
class Evaluator {
 public:
  explicit Evaluator(std::shared_ptr<Program const> program);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;

  /// Decides a flow about one person or about nobody. `consent` is that person's.
  [[nodiscard]] Decision decide(Flow const& flow, ConsentView const& consent);

  /// The truth values of the last decide(): the subject's pass and, where the bundle has pool rules, the pool's.
  [[nodiscard]] Valuation const& subject_valuation() const;
  [[nodiscard]] Valuation const& pool_valuation() const;

  struct State;

 private:
  std::unique_ptr<State> state_;
};

/// A pool's parts that its size would make costly to hand over all at once.
struct PoolInput {
  std::function<ConsentView(std::size_t)> consent;  ///< by position in Flow::subjects; called from several threads
  unsigned threads = 1;
  /// Called for every subject in order, with its decision and truth values, when the log or a trace wants them. May be empty.
  std::function<void(std::size_t, Decision const&, Valuation const&)> each;
  /// Called once with the truth values of the rules that speak for the pool, where there are such rules. May be empty.
  std::function<void(Valuation const&)> pool;
  std::function<void(std::size_t done)> progress;  ///< may be empty
  std::function<bool()> stop;                      ///< asked now and then; true ends with std::runtime_error
};

/// The verdict and the rules of the lists (without `missing` and `duties`) that follow from logged truth values alone:
/// `comparisons` by ComparisonId, of one person's flow without the rules of the pool, or of nobody's in a bundle without such
/// rules. Grants are left out of the grounds. P14, and replay where the facts are gone.
[[nodiscard]] Decision decide_from(Program const& program, Instant at, std::vector<Truth> const& comparisons);

/// Decides a flow about a pool: each subject exactly as if alone, then the pool rules.
[[nodiscard]] Decision decide_pool(std::shared_ptr<Program const> const& program, Flow const& flow, PoolInput const& input);

}  // namespace izin
