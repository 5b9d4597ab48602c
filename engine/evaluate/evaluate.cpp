// One flow about one person or about nobody. A flow about one person is a pool of one: the rules of the pool speak after the
// others.
#include "engine/evaluate/evaluate.hpp"

#include <algorithm>

#include "engine/evaluate/duties.hpp"
#include "engine/evaluate/one_person.hpp"
#include "engine/evaluate/pool_pass.hpp"
#include "engine/evaluate/waits.hpp"

namespace izin {

struct Evaluator::State {
  explicit State(std::shared_ptr<Program const> p)
      : program(std::move(p)), person(*program), pool(*program), everybody(blank_valuation(*program)) {
    for (std::uint32_t i = 0; i < program->model->rules.size(); ++i) all_rules.push_back(RuleId{i});
    std::ranges::set_union(program->subject_order, program->pool_order, std::back_inserter(all_order));
    std::ranges::set_union(program->subject_comparisons, program->pool_comparisons, std::back_inserter(all_comparisons));
  }

  Decision about_nobody(Flow const& flow, ConsentView const& consent) {
    Reading const reading{program.get(), flow.slots, &consent, nullptr};
    compute_comparisons(reading, all_comparisons, everybody);
    compute_nodes(*program, instant_of(reading), all_order, everybody);
    of_nobody = true;
    Decision decision;
    decision.verdict = verdict_of(standing_of(*program, all_rules, everybody));
    add_rules(*program, all_rules, everybody, decision);
    add_grounds(*program, all_rules, everybody, decision);
    add_grants(reading, everybody, decision);
    if (decision.verdict == Verdict::permit) decision.duties = duties_of(reading, all_rules, everybody, flow.own_names);
    if (decision.verdict == Verdict::incomplete) {
      Part const part{reading, all_rules, &everybody};
      decision.waiting = names_of(*program->model, waiting_rules(*program, all_rules, everybody));
      set_missing(decision, {&part, nullptr, {}});
    }
    return finished(std::move(decision));
  }

  Decision about_one(Flow const& flow, ConsentView const& consent) {
    of_nobody = false;
    person.compute(flow.slots, consent, OnePerson::Keep::nothing);
    Decision decision = person.decision();
    bool const has_pool_rules = !program->pool_rules.empty();
    if (has_pool_rules) add_pool_rules(flow, consent, decision);
    if (decision.verdict == Verdict::permit) {
      decision.duties = duties_of(person.reading(), program->subject_rules, person.valuation(), flow.own_names);
      if (has_pool_rules)
        for (DutyEntry& duty : duties_of(pool.reading(), program->pool_rules, pool.valuation(), flow.own_names))
          decision.duties.push_back(std::move(duty));
    }
    if (decision.verdict == Verdict::incomplete) add_missing(decision, has_pool_rules);
    return finished(std::move(decision));
  }

  Valuation const& subject_valuation() const { return of_nobody ? everybody : person.valuation(); }
  Valuation const& pool_valuation() const { return of_nobody ? everybody : pool.valuation(); }

 private:
  void add_pool_rules(Flow const& flow, ConsentView const& consent, Decision& decision) {
    Verdict const alone = decision.verdict;
    bool const pending = alone == Verdict::review || alone == Verdict::incomplete;
    PoolFacts const facts{1, alone == Verdict::permit ? std::uint64_t{1} : 0, pending ? std::uint64_t{1} : 0};
    pool.compute(flow.slots, consent.state, facts);
    Standing const standing = standing_of(*program, program->pool_rules, pool.valuation());
    decision.verdict = pool_verdict_of(standing, 1, facts.permitted, alone);
    pool.add_lists(decision);
  }

  /// The facts of both kinds of rules, each as far as it waits by itself.
  void add_missing(Decision& decision, bool has_pool_rules) {
    Part const subject = person.part();
    if (person.verdict() == Verdict::incomplete) set_missing(decision, {&subject, nullptr, {}});
    if (!has_pool_rules) return;
    Part const rules = pool.part();
    std::vector<RuleId> waiting = waiting_rules(*program, program->subject_rules, person.valuation());
    std::ranges::copy(pool.waiting(), std::back_inserter(waiting));
    decision.waiting = names_of(*program->model, waiting);
    Standing standing = standing_of(*program, program->pool_rules, pool.valuation());
    standing.ground = Truth::yes;  // is not the pool's to ask
    if (verdict_of(standing) != Verdict::incomplete) return;
    Missing of_pool = missing_facts({nullptr, &rules, decision.missing});
    decision.exact = decision.exact && of_pool.exact;
    for (MissingEntry& entry : of_pool.entries) decision.missing.push_back(std::move(entry));
    join_missing(decision.missing);
  }

  static void set_missing(Decision& decision, MissingInput const& input) {
    Missing missing = missing_facts(input);
    decision.missing = std::move(missing.entries);
    decision.exact = missing.exact;
  }

  Decision finished(Decision decision) const {
    if (decision.verdict != Verdict::incomplete) decision.waiting.clear();
    add_no_ground(decision);
    mark_first(decision.duties);
    put_in_order(*program, decision);
    return decision;
  }

 public:
  std::shared_ptr<Program const> program;

 private:
  OnePerson person;
  PoolPass pool;
  Valuation everybody;  ///< all rules together: a flow about nobody
  bool of_nobody = false;
  std::vector<RuleId> all_rules;
  std::vector<std::uint32_t> all_order, all_comparisons;
};

Evaluator::Evaluator(std::shared_ptr<Program const> program) : state_(std::make_unique<State>(std::move(program))) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;

Decision Evaluator::decide(Flow const& flow, ConsentView const& consent) {
  return flow.about == About::nobody ? state_->about_nobody(flow, consent) : state_->about_one(flow, consent);
}

Valuation const& Evaluator::subject_valuation() const { return state_->subject_valuation(); }
Valuation const& Evaluator::pool_valuation() const { return state_->pool_valuation(); }

Decision decide_from(Program const& program, Instant at, std::vector<Truth> const& comparisons) {
  Valuation valuation = blank_valuation(program);
  valuation.comparisons = comparisons;
  compute_nodes(program, at, program.subject_order, valuation);
  Decision decision;
  decision.verdict = verdict_of(standing_of(program, program.subject_rules, valuation));
  add_rules(program, program.subject_rules, valuation, decision);
  add_grounds(program, program.subject_rules, valuation, decision);
  if (decision.verdict == Verdict::incomplete)
    decision.waiting = names_of(*program.model, waiting_rules(program, program.subject_rules, valuation));
  add_no_ground(decision);
  put_in_order(program, decision);
  return decision;
}

}  // namespace izin
