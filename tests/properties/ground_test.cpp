// P1 to P3: closed, grounded, monotone.
#include <doctest/doctest.h>

#include "tests/properties/sample.hpp"

using namespace izin;
using namespace izin::properties;

TEST_CASE("P1: an empty bundle denies everything") {
  auto const check = [](Product const& product, oracle::Inputs const& inputs) {
    auto const decision = decide(product, inputs);
    CHECK(decision.verdict == Verdict::deny);
    if (inputs.flow.contains("subjects")) return;  // the reasons of a pool are counted by subject
    REQUIRE(decision.by.size() == 1);
    CHECK(!decision.by[0].rule.valid());
    CHECK(!decision.by[0].clause.valid());
  };
  oracle::Inputs nothing;
  nothing.flow = {{"id", "f"}, {"at", "2025-06-12"}};
  check(Product({}), nothing);
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {  // a vocabulary without a text that binds
    Random random(seed);
    differential::BundlePlan plan{differential::make_world(random), {}, {}};
    Product const product(differential::files_of(plan.world.pieces));
    for (int i = 0; i < 10; ++i) check(product, differential::make_inputs(random, plan));
  }
}

TEST_CASE("P2: a permit needs a live permit, right or covering consent, and lists it") {
  std::size_t permits = 0;
  each_bundle(2, 150, {}, [&](Random& random, auto const& plan, Product const& product) {
    for (int i = 0; i < 10; ++i) {
      auto const inputs = make_inputs(random, plan);
      auto const decision = decide(product, inputs);
      if (decision.verdict != Verdict::permit && decision.verdict != Verdict::partial) continue;
      ++permits;
      INFO(shown(plan.pieces, inputs));
      CHECK(!decision.grounds.empty());
      for (auto const& ground : decision.grounds) {
        if (ground.clause.valid()) {
          CHECK(!product.policy().model->clauses[ground.clause.value].refuses);
        } else {
          REQUIRE(ground.rule.valid());
          CHECK(allows(product.policy().model->rules[ground.rule.value].kind));
        }
      }
    }
  });
  CHECK(permits > 50);
}

namespace {

/// The pieces with one more rule, in a law of its own or in an instrument that is there.
std::vector<Piece> with_rule(Random& random, std::vector<Piece> pieces, Piece const& rule) {
  std::vector<Piece*> instruments;
  for (auto& piece : pieces) {
    for (auto const* kind : {"law ", "terms ", "charter ", "consent "}) {
      if (piece.head.starts_with(kind)) instruments.push_back(&piece);
    }
  }
  if (!instruments.empty() && random.chance(60)) {
    random.pick(instruments)->parts.push_back(rule);
  } else {
    pieces.push_back({"law added {", {rule}, "}"});
  }
  return pieces;
}

}  // namespace

TEST_CASE("P3: adding a forbid or a require never permits; adding a permit that overrides nothing never takes a permit away") {
  std::size_t changed = 0, permits = 0;
  each_bundle(3, 130, {}, [&](Random& random, auto const& plan, Product const& product) {
    differential::Conditions conditions(random, plan.world, {});
    differential::Reads reads;
    auto const condition = conditions.make({}, reads);
    auto const* const modality = random.pick({"forbid", "require", "permit"});
    Piece const rule{std::string(modality) + " added_rule {",
                     {{(modality == std::string("require") ? "that " : "when ") + condition, {}, ""}},
                     "}"};
    auto const pieces = with_rule(random, plan.pieces, rule);
    Product const more(differential::files_of(pieces));
    for (int i = 0; i < 15; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::one_person);
      auto const before = decide(product, inputs).verdict, after = decide(more, inputs).verdict;
      INFO(shown(pieces, inputs));
      changed += before != after ? 1 : 0;
      permits += before == Verdict::permit ? 1 : 0;
      if (modality == std::string("permit")) {
        if (before == Verdict::permit) CHECK(after == Verdict::permit);
      } else if (before != Verdict::permit) {
        CHECK(after != Verdict::permit);
      }
    }
  });
  CHECK(changed > 30);
  CHECK(permits > 30);
}
