// What the properties run on: random bundles and inputs by number, and the product's answers to them.
#pragma once

#include <functional>

#include "tests/differential/compare.hpp"
#include "tests/differential/input_maker.hpp"

namespace izin::properties {

using differential::Piece;
using differential::Product;
using differential::Random;
using differential::Taste;
using differential::Wish;

/// Calls `see` with `count` random bundles (so many times as the variable IZIN_PROPERTIES_TIMES says), each loaded; the Random
/// goes on from where the bundle ended.
void each_bundle(std::uint64_t seed, std::size_t count, Taste const& taste,
                 std::function<void(Random&, differential::BundlePlan const&, Product const&)> const& see);

/// The product's decision of an input.
[[nodiscard]] Decision decide(Product const& product, oracle::Inputs const& inputs);
/// The decision with every list, as text.
[[nodiscard]] std::string answer(Product const& product, oracle::Inputs const& inputs);

/// The bundle and the inputs, for messages.
[[nodiscard]] std::string shown(std::vector<Piece> const& pieces, oracle::Inputs const& inputs);

/// Whether the bundle has rules that read `pool.*`.
[[nodiscard]] bool has_pool_rules(Product const& product);

}  // namespace izin::properties
