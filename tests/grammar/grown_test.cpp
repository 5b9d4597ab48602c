// P16 on texts that are grown at random: every construct, with every sort of gap and comment between any two words.
#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "tests/grammar/grow.hpp"
#include "tests/grammar/parsed.hpp"

namespace izin::test {

TEST_CASE("P16: grown texts parse, and their layout means the same, keeps comments and is a fixed point") {
  std::mt19937 random(20250612);  // NOLINT(cert-msc51-cpp): the same texts each time
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::uint8_t> choices(random() % 400);
    for (auto& choice : choices) choice = static_cast<std::uint8_t>(random());
    auto const text = grow(choices);
    Parsed const first(text);
    INFO("round ", round, "\n", text);
    REQUIRE(first.codes() == "");
    auto const once = first.print();
    INFO("laid out\n", once);
    Parsed const second(once);
    REQUIRE(second.codes() == "");
    REQUIRE(second.dump() == first.dump());
    REQUIRE(second.tree.comments.size() == first.tree.comments.size());
    REQUIRE(second.print() == once);
  }
}

}  // namespace izin::test
