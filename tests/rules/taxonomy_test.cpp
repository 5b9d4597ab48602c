#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "rules/vocabulary/seal.hpp"

namespace izin {
namespace {

/// Terms by name, each with the names of its parents.
Taxonomy make(std::vector<std::pair<std::string, std::vector<std::string>>> const& terms) {
  Taxonomy taxonomy;
  auto const id = [&](std::string const& name) {
    for (std::uint32_t i = 0; i < terms.size(); ++i) {
      if (terms[i].first == name) return TermId{i};
    }
    FAIL("no such term");
    return TermId{};
  };
  for (auto const& [name, parents] : terms) {
    auto& term = taxonomy.terms.emplace_back();
    term.name = name;
    for (auto const& parent : parents) term.parents.push_back(id(parent));
  }
  seal(taxonomy);
  return taxonomy;
}

Truth is(Taxonomy const& taxonomy, std::string const& x, std::string const& t) {
  return is(taxonomy.terms[taxonomy.find(x)->value].leaves, taxonomy.terms[taxonomy.find(t)->value].leaves);
}

TEST_CASE("is: a term stands for its leaves and, with children, for something else of its kind") {
  auto const t = make({{"A", {}}, {"B", {"A"}}, {"C", {"A"}}, {"D", {"C"}}, {"E", {}}});
  CHECK(is(t, "A", "A") == Truth::yes);
  CHECK(is(t, "B", "A") == Truth::yes);
  CHECK(is(t, "D", "A") == Truth::yes);
  CHECK(is(t, "A", "B") == Truth::unknown);
  CHECK(is(t, "C", "D") == Truth::unknown);  // something else of kind C
  CHECK(is(t, "B", "C") == Truth::no);
  CHECK(is(t, "E", "A") == Truth::no);
  CHECK(is(t, "A", "E") == Truth::no);
}

TEST_CASE("is: a term with two parents is below both, which then share a leaf") {
  auto const t = make({{"A", {}}, {"B", {}}, {"Both", {"A", "B", "A"}}});
  CHECK(is(t, "Both", "A") == Truth::yes);
  CHECK(is(t, "Both", "B") == Truth::yes);
  CHECK(is(t, "A", "B") == Truth::unknown);
  CHECK(t.terms[2].parents.size() == 2);
  CHECK(t.terms[0].children == std::vector<TermId>{TermId{2}});
}

TEST_CASE("leaf sets over more than one word") {
  std::vector<std::pair<std::string, std::vector<std::string>>> terms{{"A", {}}};
  for (int i = 0; i < 200; ++i) terms.push_back({"T" + std::to_string(1000 + i), {i % 2 == 0 ? "A" : "T1000"}});
  auto const t = make(terms);
  CHECK(t.leaf_count == 201);
  CHECK(is(t, "T1199", "A") == Truth::yes);
  CHECK(is(t, "T1199", "T1000") == Truth::yes);
  CHECK(is(t, "T1198", "T1000") == Truth::no);
  CHECK(t.terms[200].leaves.single());
  CHECK_FALSE(t.terms[0].leaves.single());
  auto const two = std::vector<TermId>{TermId{200}, TermId{199}};
  CHECK_FALSE(t.leaves_of(two).single());
  CHECK(t.leaves_of(two).within(t.terms[0].leaves));
}

TEST_CASE("narrower: the childless terms below, by name, each once") {
  auto const t = make({{"A", {}}, {"B", {"A"}}, {"C", {"A"}}, {"D", {"B", "C"}}, {"E", {"C"}}});
  CHECK(t.narrower(*t.find("A")) == std::vector<TermId>{*t.find("D"), *t.find("E")});
  CHECK(t.narrower(*t.find("D")).empty());
}

TEST_CASE("find: by name or by IRI") {
  Taxonomy taxonomy;
  taxonomy.terms.resize(2);
  taxonomy.terms[0].name = "A";
  taxonomy.terms[0].iri = "https://example.org/a";
  taxonomy.terms[1].name = "B";
  seal(taxonomy);
  CHECK(taxonomy.find("https://example.org/a") == TermId{0});
  CHECK(taxonomy.find("B") == TermId{1});
  CHECK_FALSE(taxonomy.find(""));
  CHECK_FALSE(taxonomy.find("https://example.org/b"));
}

TEST_CASE("seal: a deep chain needs no deep stack, and a cycle does not hang") {
  std::vector<std::pair<std::string, std::vector<std::string>>> terms{{"T10000", {}}};
  for (int i = 1; i < 4096; ++i) terms.push_back({"T" + std::to_string(10000 + i), {"T" + std::to_string(9999 + i)}});
  auto const chain = make(terms);
  CHECK(is(chain, "T14095", "T10000") == Truth::yes);
  CHECK(is(chain, "T10000", "T14095") == Truth::unknown);
  auto const cycle = make({{"A", {"B"}}, {"B", {"A"}}});
  CHECK(cycle.leaf_count == 2);
}

}  // namespace
}  // namespace izin
