// A flow about many people: each exactly as if alone, then the rules of the pool. LANGUAGE.md section 8.
#include <algorithm>
#include <exception>
#include <memory>
#include <stdexcept>
#include <thread>

#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/pool_pass.hpp"
#include "engine/evaluate/pool_tally.hpp"
#include "engine/evaluate/waits.hpp"

namespace izin {
namespace {

constexpr std::size_t block_size = 4096;

/// One thread's memory.
class Worker {
 public:
  Worker(Program const& program, FlowLayout const& layout, Flow const& flow, PoolInput const& input)
      : layout_(layout),
        flow_(flow),
        input_(input),
        person_(program),
        tally_(std::make_unique<PoolTally>(program)),
        slots_(flow.slots) {}

  /// Decides the subject at a position.
  void decide(std::size_t position) {
    Subject const& subject = *flow_.subjects[position];
    for (std::size_t k = 0; k < layout_.subject_slots.size(); ++k) slots_[layout_.subject_slots[k].value] = subject.values[k];
    consent_ = input_.consent(position);
    person_.compute(slots_, consent_, started_ ? OnePerson::Keep::what_cannot_vary : OnePerson::Keep::nothing);
    started_ = true;
  }

  void count(std::size_t position) { tally_->add(person_, static_cast<std::uint32_t>(position), flow_.own_names); }

  [[nodiscard]] OnePerson const& person() const { return person_; }
  [[nodiscard]] PoolTally& tally() { return *tally_; }
  void start_tally(Program const& program) { tally_ = std::make_unique<PoolTally>(program); }

 private:
  FlowLayout const& layout_;
  Flow const& flow_;
  PoolInput const& input_;
  OnePerson person_;
  std::unique_ptr<PoolTally> tally_;
  std::vector<Value> slots_;
  ConsentView consent_;
  bool started_ = false;
};

/// What `each` is called with, kept until its turn.
struct Kept {
  Decision decision;
  Valuation valuation;
};

class Pool {
 public:
  Pool(std::shared_ptr<Program const> const& program, Flow const& flow, PoolInput const& input)
      : program_(*program), layout_(program_), flow_(flow), input_(input), tally_(program_) {
    unsigned const threads = std::max(1u, input.threads);
    for (unsigned i = 0; i < threads; ++i) workers_.push_back(std::make_unique<Worker>(program_, layout_, flow_, input_));
  }

  Decision run() {
    std::size_t const count = flow_.subjects.size();
    for (std::size_t begin = 0; begin < count; begin += block_size) {
      block(begin, std::min(count, begin + block_size));
      if (input_.progress) input_.progress(std::min(count, begin + block_size));
      if (input_.stop && input_.stop()) throw std::runtime_error("stopped while a pool was being decided");
    }
    for (auto& worker : workers_) tally_.add_all(std::move(worker->tally()));
    return conclude();
  }

 private:
  /// Calls `work(worker, position)` for every position, split between the workers.
  template <class Work>
  void share(std::size_t begin, std::size_t end, Work const& work) {
    std::vector<std::exception_ptr> failures(workers_.size());
    std::size_t const part = (end - begin + workers_.size() - 1) / workers_.size();
    auto const run_part = [&](std::size_t w) {
      try {
        for (std::size_t i = begin + w * part; i < std::min(end, begin + (w + 1) * part); ++i) work(*workers_[w], i);
      } catch (...) {
        failures[w] = std::current_exception();
      }
    };
    std::vector<std::thread> threads;
    for (std::size_t w = 1; w < workers_.size(); ++w) threads.emplace_back(run_part, w);
    run_part(0);
    for (std::thread& thread : threads) thread.join();
    for (auto const& failure : failures)
      if (failure) std::rethrow_exception(failure);
  }

  void block(std::size_t begin, std::size_t end) {
    std::vector<Kept> kept(input_.each ? end - begin : 0);
    share(begin, end, [&](Worker& worker, std::size_t i) {
      worker.decide(i);
      worker.count(i);
      if (input_.each) kept[i - begin] = keep(worker.person());
    });
    for (std::size_t i = 0; i < kept.size(); ++i) input_.each(begin + i, kept[i].decision, kept[i].valuation);
  }

  Kept keep(OnePerson const& person) const {
    Kept kept{person.decision(), person.valuation()};
    add_no_ground(kept.decision);
    put_in_order(program_, kept.decision);
    return kept;
  }

  /// What the undecided subjects wait for: asked only when the answer is of use.
  void find_missing() {
    std::vector<std::uint32_t> positions = tally_.incomplete();
    share(0, positions.size(), [&](Worker& worker, std::size_t i) {
      worker.decide(positions[i]);
      worker.tally().add_missing(worker.person());
    });
  }

  /// The first of these that some subject has: one answer may still let somebody go.
  [[nodiscard]] Verdict if_nobody_is_permitted() const {
    PoolCounts const& counts = tally_.counts();
    if (counts.review > 0) return Verdict::review;
    return counts.incomplete > 0 ? Verdict::incomplete : Verdict::deny;
  }

  Decision conclude() {
    PoolCounts const counts = tally_.counts();
    PoolPass pool(program_);
    bool const has_rules = !program_.pool_rules.empty();
    Standing standing;
    if (has_rules) {
      pool.compute(flow_.slots, input_.consent(0).state, {counts.proposed, counts.permit, counts.review + counts.incomplete});
      standing = standing_of(program_, program_.pool_rules, pool.valuation());
      if (input_.pool) input_.pool(pool.valuation());
    }
    Decision decision;
    decision.verdict = pool_verdict_of(standing, counts.proposed, counts.permit, if_nobody_is_permitted());
    tally_.write_grounds(decision);
    if (has_rules) pool.add_lists(decision);
    if (decision.verdict == Verdict::permit || decision.verdict == Verdict::partial) {
      tally_.write_duties(decision);
      if (has_rules)
        for (DutyEntry& duty : duties_of(pool.reading(), program_.pool_rules, pool.valuation(), flow_.own_names))
          decision.duties.push_back(std::move(duty));
    }
    if (decision.verdict == Verdict::incomplete) add_missing(decision, pool, has_rules);
    tally_.write_counts(decision);
    mark_first(decision.duties);
    put_in_order(program_, decision);
    return decision;
  }

  void add_missing(Decision& decision, PoolPass const& pool, bool has_rules) {
    PoolTally found(program_);
    for (auto& worker : workers_) worker->start_tally(program_);
    find_missing();
    for (auto& worker : workers_) found.add_all(std::move(worker->tally()));
    std::vector<MissingEntry> of_subjects = found.missing();
    if (has_rules) {
      Part const part = pool.part();
      Missing missing = missing_facts({nullptr, &part, of_subjects});
      decision.missing = std::move(missing.entries);
      decision.exact = missing.exact;
      decision.waiting = names_of(*program_.model, pool.waiting());
    }
    if (tally_.counts().permit > 0) return;
    decision.exact = decision.exact && found.exact();
    decision.missing.insert(decision.missing.end(), of_subjects.begin(), of_subjects.end());
    join_missing(decision.missing);
  }

  Program const& program_;
  FlowLayout layout_;
  Flow const& flow_;
  PoolInput const& input_;
  PoolTally tally_;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace

Decision decide_pool(std::shared_ptr<Program const> const& program, Flow const& flow, PoolInput const& input) {
  return Pool(program, flow, input).run();
}

}  // namespace izin
