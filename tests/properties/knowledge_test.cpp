// P6 to P8: what is known more never contradicts what was known.
#include <doctest/doctest.h>

#include "tests/properties/sample.hpp"

using namespace izin;
using namespace izin::properties;

namespace {

constexpr Taste no_knowledge{false, true, true, true};

/// The inputs without some facts.
oracle::Inputs forgetting(Random& random, oracle::Inputs inputs) {
  auto const forget = [&](nlohmann::json& object, auto const& keep) {
    std::vector<std::string> keys;
    for (auto const& [key, value] : object.items()) {
      if (!keep(key)) keys.push_back(key);
    }
    for (std::size_t n = random.between(1, 3); n > 0 && !keys.empty(); --n) object.erase(random.pick(keys));
  };
  if (random.chance(15)) inputs.registry = false, inputs.facts.clear();
  if (inputs.flow.contains("subject") && inputs.flow["subject"].is_object() && random.chance(40)) {
    forget(inputs.flow["subject"], [](std::string const&) { return false; });
  } else {
    forget(inputs.flow, [](std::string const& key) { return key == "id" || key == "at" || key == "subject"; });
  }
  return inputs;
}

/// The leaves of a term, the term itself (its unnamed leaf is no term) left out.
std::vector<std::string> narrower(Model const& model, TaxonomyId taxonomy, TermId term) {
  std::vector<std::string> result;
  auto const& graph = model.schema.of(taxonomy);
  for (auto const leaf : graph.narrower(term)) result.push_back(graph.terms[leaf.value].name);
  return result;
}

}  // namespace

TEST_CASE("P6: knowledge refines") {
  std::size_t refined = 0, settled = 0;
  each_bundle(6, 150, no_knowledge, [&](Random& random, auto const& plan, Product const& product) {
    for (int i = 0; i < 15; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::one_person);
      if (inputs.flow["subject"].is_string()) continue;
      auto const less = forgetting(random, inputs);
      auto const before = decide(product, less).verdict, after = decide(product, inputs).verdict;
      refined += before == Verdict::incomplete && after != Verdict::incomplete ? 1 : 0;
      settled += before != Verdict::incomplete ? 1 : 0;
      INFO(shown(plan.pieces, inputs) << less.flow.dump());
      if (before == Verdict::permit) CHECK(after == Verdict::permit);
      if (before == Verdict::deny) CHECK(after != Verdict::permit);
      if (!has_pool_rules(product) && before != Verdict::incomplete) CHECK(before == after);
    }
  });
  CHECK(refined > 70);
  CHECK(settled > 300);
}

TEST_CASE("P8: a leaf in place of its term, on the left of comparisons, is never less known and turns no true into false") {
  std::size_t narrowed = 0, settled = 0;
  each_bundle(8, 150, {}, [&](Random& random, auto const& plan, Product const& product) {
    auto const& model = *product.policy().model;
    for (int i = 0; i < 10; ++i) {
      auto const inputs = make_inputs(random, plan, Wish::one_person);
      for (auto const& field : plan.world.flow) {
        auto const slot = model.slot_by_path.find(field.name);
        if (!inputs.flow.contains(field.name) || slot == model.slot_by_path.end()) continue;
        auto other = inputs;
        auto& value = other.flow[field.name];
        auto* const term = field.kind == differential::Kind::term                      ? &value
                           : field.kind == differential::Kind::terms && !value.empty() ? &value[random.below(value.size())]
                                                                                       : nullptr;
        if (term == nullptr) continue;
        auto const taxonomy = model.slots[slot->second.value].type.taxonomy;
        auto const leaves = narrower(model, taxonomy, *model.schema.of(taxonomy).find(term->template get<std::string>()));
        if (leaves.empty()) continue;
        *term = random.pick(leaves);
        ++narrowed;
        auto const values = [&](oracle::Inputs const& which) {
          auto const read = product.read(which);
          Evaluator evaluator(product.policy().program);
          (void)evaluator.decide(read.flow, product.consent(read, read.flow.subject.get()));
          return evaluator.subject_valuation().comparisons;
        };
        auto const before = values(inputs), after = values(other);
        for (std::size_t c = 0; c < before.size(); ++c) {
          auto const& comparison = model.comparisons[c];
          if (comparison.reads_consent() || comparison.many.slot == slot->second || comparison.path != slot->second) continue;
          INFO(comparison.text << "\n" << shown(plan.pieces, inputs) << other.flow.dump());
          if (before[c] != Truth::unknown) CHECK(after[c] != Truth::unknown);
          if (before[c] == Truth::yes) CHECK(after[c] == Truth::yes);
          settled += before[c] == Truth::unknown && after[c] != Truth::unknown ? 1 : 0;
        }
      }
    }
  });
  CHECK(narrowed > 150);
  CHECK(settled > 30);
}
