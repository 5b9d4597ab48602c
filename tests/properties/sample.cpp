#include "tests/properties/sample.hpp"

#include <cstdlib>

namespace izin::properties {

void each_bundle(std::uint64_t seed, std::size_t count, Taste const& taste,
                 std::function<void(Random&, differential::BundlePlan const&, Product const&)> const& see) {
  auto const* const times = std::getenv("IZIN_PROPERTIES_TIMES");
  auto const many = times == nullptr ? count : count * std::strtoull(times, nullptr, 10);
  for (std::size_t i = 0; i < many; ++i) {
    Random random(seed * 1'000'003 + i);
    auto const plan = differential::make_bundle(random, taste);
    see(random, plan, Product(differential::files_of(plan.pieces)));
  }
}

Decision decide(Product const& product, oracle::Inputs const& inputs) { return product.decide(product.read(inputs)); }

std::string answer(Product const& product, oracle::Inputs const& inputs) {
  auto const read = product.read(inputs);
  return product.text(product.decide(read), read.flow);
}

std::string shown(std::vector<Piece> const& pieces, oracle::Inputs const& inputs) {
  auto result = differential::files_of(pieces).front().text;
  for (auto const& line : inputs.facts) result += line.dump() + "\n";
  return result + inputs.flow.dump() + "\n";
}

bool has_pool_rules(Product const& product) { return !product.policy().program->pool_rules.empty(); }

}  // namespace izin::properties
