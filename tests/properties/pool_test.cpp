// Pools: LANGUAGE.md section 8.
#include <doctest/doctest.h>

#include "tests/properties/sample.hpp"

using namespace izin;
using namespace izin::properties;

TEST_CASE("Section 8: each subject of a pool is decided exactly as if alone") {
  std::size_t subjects = 0;
  each_bundle(80, 170, {true, false, true, true}, [&](Random& random, auto const& plan, Product const& product) {
    for (int i = 0; i < 6; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::pool);
      if (!inputs.flow["subjects"].is_array()) continue;
      auto const read = product.read(inputs);
      std::vector<Decision> each;
      auto const pool = product.decide(read, &each, 2);
      REQUIRE(each.size() == read.flow.subjects.size());
      INFO(shown(plan.pieces, inputs));
      PoolCounts counts;
      for (std::size_t s = 0; s < each.size(); ++s) {
        auto alone = inputs;
        alone.flow["subject"] = alone.flow["subjects"][s];
        alone.flow.erase("subjects");
        auto const one = product.read(alone);
        auto const decision = product.decide(one);
        auto bare = decision;  // what people wait for and owe is counted by the pool
        bare.missing.clear();
        bare.exact = true;
        bare.duties.clear();
        CHECK(product.text(each[s], one.flow) == product.text(bare, one.flow));
        ++subjects;
        ++counts.proposed;
        ++(decision.verdict == Verdict::permit   ? counts.permit
           : decision.verdict == Verdict::deny   ? counts.deny
           : decision.verdict == Verdict::review ? counts.review
                                                 : counts.incomplete);
      }
      REQUIRE(pool.pool);
      CHECK(pool.pool->proposed == counts.proposed);
      CHECK(pool.pool->permit == counts.permit);
      CHECK(pool.pool->deny == counts.deny);
      CHECK(pool.pool->review == counts.review);
      CHECK(pool.pool->incomplete == counts.incomplete);
      auto const expected = counts.permit == counts.proposed ? Verdict::permit
                            : counts.permit > 0              ? Verdict::partial
                            : counts.review > 0              ? Verdict::review
                            : counts.incomplete > 0          ? Verdict::incomplete
                                                             : Verdict::deny;
      CHECK(pool.verdict == expected);
    }
  });
  CHECK(subjects > 600);
}

TEST_CASE("Section 8: a flow with a subject is a pool of one") {
  std::size_t tried = 0;
  each_bundle(81, 170, {}, [&](Random& random, auto const& plan, Product const& product) {
    for (int i = 0; i < 8; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::one_person);
      auto pool = inputs;
      pool.flow["subjects"] = nlohmann::json::array({pool.flow["subject"]});
      pool.flow.erase("subject");
      INFO(shown(plan.pieces, inputs));
      CHECK(decide(product, inputs).verdict == decide(product, pool).verdict);
      ++tried;
    }
  });
  CHECK(tried >= 1360);
}
