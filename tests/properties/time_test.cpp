// P9: withdrawal is immediate, expiry half-open.
#include <doctest/doctest.h>

#include "grammar/syntax/literals.hpp"
#include "tests/properties/sample.hpp"

using namespace izin;
using namespace izin::properties;

namespace {

/// Whether some ground is a clause of that form and version (and of that name, where one is given).
bool stands_on(Product const& product, Decision const& decision, differential::FormPlan const& form, ClauseId clause) {
  for (auto const& ground : decision.grounds) {
    if (!ground.clause.valid()) continue;
    auto const& model = *product.policy().model;
    auto const& home = model.instruments[model.clauses[ground.clause.value].instrument.value];
    if (clause.valid() ? ground.clause == clause : home.name == form.name && home.version == form.version) return true;
  }
  return false;
}

Decision at(Product const& product, oracle::Inputs inputs, std::int64_t micros) {
  inputs.flow["at"] = to_text(Instant{micros});
  return decide(product, inputs);
}

}  // namespace

TEST_CASE("P9: no decision at or after a withdrawal or an expiry stands on the clause; one microsecond before, it may") {
  std::size_t before_withdrawal = 0, before_expiry = 0;
  auto const given = std::get<Instant>(parse_instant("2025-01-31T12:30:00Z"));
  each_bundle(9, 250, {}, [&](Random& random, auto const& plan, Product const& product) {
    if (plan.forms.empty()) return;
    auto const& model = *product.policy().model;
    for (int i = 0; i < 6; ++i) {
      auto inputs = make_inputs(random, plan, Wish::one_person);
      auto const& form = random.pick(plan.forms);
      inputs.known_at.clear();
      inputs.registry = true;
      inputs.flow["subject"] = {{"id", "s0"}};
      nlohmann::json record{{"subject", "s0"},   {"form", form.name},       {"version", form.version},
                            {"act", "explicit"}, {"clauses", form.clauses}, {"given", to_text(given)}};
      auto const withdrawn = given.micros + static_cast<std::int64_t>(random.between(1, 5'000'000'000));
      auto withdrawal = record;
      withdrawal["withdrawn"] = to_text(Instant{withdrawn});
      auto with = inputs;
      with.facts = {{{"consent", withdrawal}}};
      INFO(shown(plan.pieces, with));
      before_withdrawal += stands_on(product, at(product, with, withdrawn - 1), form, {}) ? 1 : 0;
      for (auto const later : {0, 1, 1'000'000}) CHECK(!stands_on(product, at(product, with, withdrawn + later), form, {}));

      with.facts = {{{"consent", record}}};
      for (std::size_t c = 0; c < model.clauses.size(); ++c) {
        auto const& clause = model.clauses[c];
        auto const& home = model.instruments[clause.instrument.value];
        if (!clause.lasts || home.name != form.name || home.version != form.version) continue;
        auto const expiry = static_cast<std::int64_t>(shift(given.micros, *clause.lasts, Sign::plus));
        ClauseId const id{static_cast<std::uint32_t>(c)};
        before_expiry += stands_on(product, at(product, with, expiry - 1), form, id) ? 1 : 0;
        for (auto const later : {0, 1, 1'000'000}) CHECK(!stands_on(product, at(product, with, expiry + later), form, id));
      }
    }
  });
  CHECK(before_withdrawal > 12);
  CHECK(before_expiry > 5);
}
