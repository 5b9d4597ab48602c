// P7, P14 and P15: what a decision says of itself is true.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/properties/sample.hpp"

using namespace izin;
using namespace izin::properties;

namespace {

/// The truth values of a decision about one person or nobody.
std::vector<Truth> comparisons(Product const& product, differential::ProductInputs const& read, Decision& decision) {
  Evaluator evaluator(product.policy().program);
  decision = evaluator.decide(read.flow, product.consent(read, read.flow.subject.get()));
  return evaluator.subject_valuation().comparisons;
}

/// Whether a comparison reads a path (of the slots that the flow leaves out, or gives too vaguely).
bool reads(Model const& model, Comparison const& comparison, std::string const& path) {
  auto const is = [&](SlotId slot) { return slot.valid() && model.slots[slot.value].path == path; };
  if (comparison.reads_consent()) {
    return path == "consent" || path == "subject.id" || path == "data" || path == "operation" || path == "purpose" ||
           path == "recipient";
  }
  auto const operand = [&](Operand const& side) {
    return is(side.slot) || std::ranges::any_of(side.terms, [&](SumTerm const& term) {
             auto const* slot = std::get_if<SlotId>(&term.amount);
             return slot != nullptr && is(*slot);
           });
  };
  return is(comparison.path) || is(comparison.many.slot) || operand(comparison.left) || operand(comparison.right);
}

}  // namespace

TEST_CASE("P7: missing facts are honest") {
  std::size_t exact = 0, facts = 0;
  each_bundle(7, 240, {true, false, true, false}, [&](Random& random, auto const& plan, Product const& product) {
    auto const& model = *product.policy().model;
    for (int i = 0; i < 12; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::one_person);
      auto const read = product.read(inputs);
      Decision decision;
      auto const truths = comparisons(product, read, decision);
      if (decision.verdict != Verdict::incomplete || !decision.exact) continue;
      std::vector<std::size_t> unknown;
      for (std::size_t c = 0; c < truths.size(); ++c) {
        if (truths[c] == Truth::unknown) unknown.push_back(c);
      }
      if (unknown.size() > 10) continue;
      INFO(shown(plan.pieces, inputs));
      ++exact;
      std::vector<Verdict> verdicts;
      for (std::size_t choice = 0; choice < std::size_t{1} << unknown.size(); ++choice) {
        auto chosen = truths;
        for (std::size_t n = 0; n < unknown.size(); ++n) chosen[unknown[n]] = truth((choice >> n & 1) != 0);
        verdicts.push_back(decide_from(*product.policy().program, read.flow.at, chosen).verdict);
        CHECK(verdicts.back() != Verdict::incomplete);
      }
      for (auto const& fact : decision.missing) {
        ++facts;
        std::size_t bits = 0;
        for (std::size_t n = 0; n < unknown.size(); ++n) {
          if (reads(model, model.comparisons[unknown[n]], fact.path)) bits |= std::size_t{1} << n;
        }
        bool changes = false;
        for (std::size_t choice = 0; choice < verdicts.size(); ++choice) changes |= verdicts[choice] != verdicts[choice & ~bits];
        INFO(fact.path);
        CHECK(changes);
      }
    }
  });
  CHECK(exact > 100);
  CHECK(facts > 150);
}

TEST_CASE("P14: the reasons alone reproduce the verdict") {
  std::size_t tried = 0;
  each_bundle(14, 170, {}, [&](Random& random, auto const& plan, Product const& product) {
    if (has_pool_rules(product)) return;
    for (int i = 0; i < 12; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::one_person);
      auto const read = product.read(inputs);
      Decision decision;
      auto const truths = comparisons(product, read, decision);
      auto const again = decide_from(*product.policy().program, read.flow.at, truths);
      INFO(shown(plan.pieces, inputs));
      ++tried;
      CHECK(decision.verdict == again.verdict);
      auto const same = [](std::vector<RuleEntry> const& a, std::vector<RuleEntry> const& b) {
        return std::ranges::equal(a, b, [](auto const& x, auto const& y) { return x.rule == y.rule && x.clause == y.clause; });
      };
      CHECK(same(decision.by, again.by));
      CHECK(same(decision.contested, again.contested));
      CHECK(same(decision.defeated, again.defeated));
      CHECK(decision.waiting == again.waiting);
      // The lists decide: one firm rule denies, else one contested rule is to be reviewed, else a permit stands on grounds.
      if (decision.verdict == Verdict::deny) CHECK(!decision.by.empty());
      if (decision.verdict == Verdict::review) CHECK(!decision.contested.empty());
      if (decision.verdict == Verdict::permit) CHECK((!decision.grounds.empty() && decision.contested.empty()));
      if (decision.verdict != Verdict::deny) CHECK(decision.by.empty());
    }
  });
  CHECK(tried > 300);
}

TEST_CASE("P14: each ground of a permit suffices, and its grants together") {
  std::size_t tried = 0;
  each_bundle(141, 170, {true, false, true, true}, [&](Random& random, auto const& plan, Product const& product) {
    auto const& model = *product.policy().model;
    for (int i = 0; i < 12; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::one_person);
      auto const decision = decide(product, inputs);
      if (decision.verdict != Verdict::permit) continue;
      // A permit or right that is live is a ground without the others: nothing else is asked of one.
      bool const by_rule = std::ranges::any_of(decision.grounds, [](auto const& ground) { return ground.rule.valid(); });
      bool const by_grant = std::ranges::any_of(decision.grounds, [](auto const& ground) { return ground.clause.valid(); });
      INFO(shown(plan.pieces, inputs));
      CHECK((by_rule || by_grant));
      ++tried;
      if (!by_grant) continue;
      // With the other grants withdrawn (unlisted), consent still covers: the listed ones suffice together.
      auto read = product.read(inputs);
      auto view = product.consent(read, read.flow.subject.get());
      std::erase_if(view.active, [&](ActiveClause const& active) {
        if (model.clauses[active.clause.value].refuses) return false;
        return std::ranges::none_of(decision.grounds, [&](auto const& ground) { return ground.clause == active.clause; });
      });
      auto const again = Evaluator(product.policy().program).decide(read.flow, view);
      CHECK(std::ranges::any_of(again.grounds, [](auto const& ground) { return ground.clause.valid(); }));
    }
  });
  CHECK(tried > 60);
}

TEST_CASE("P15: a bundle that checks never fails in evaluation") {
  std::size_t decided = 0;
  each_bundle(15, 170, {}, [&](Random& random, auto const& plan, Product const& product) {
    for (int i = 0; i < 10; ++i) {
      auto inputs = make_inputs(random, plan);
      inputs.flow["at"] = random.pick({"0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2025-06-12", "2024-02-29"});
      INFO(shown(plan.pieces, inputs));
      CHECK_NOTHROW((void)answer(product, inputs));
      ++decided;
    }
  });
  CHECK(decided >= 1700);
}
