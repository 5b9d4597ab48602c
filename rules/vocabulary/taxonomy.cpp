#include "rules/vocabulary/taxonomy.hpp"

#include <algorithm>
#include <bit>

#include "rules/vocabulary/seal.hpp"

namespace izin {

void LeafSet::add(LeafSet const& other) {
  for (std::size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
}

bool LeafSet::within(LeafSet const& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if ((words_[i] & ~other.words_[i]) != 0) return false;
  }
  return true;
}

bool LeafSet::disjoint(LeafSet const& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if ((words_[i] & other.words_[i]) != 0) return false;
  }
  return true;
}

bool LeafSet::single() const {
  int leaves = 0;
  for (auto word : words_) leaves += std::popcount(word);
  return leaves == 1;
}

Truth is(LeafSet const& x, LeafSet const& t) {
  if (x.within(t)) return Truth::yes;
  return x.disjoint(t) ? Truth::no : Truth::unknown;
}

std::optional<TermId> Taxonomy::find(std::string_view name_or_iri) const {
  std::string const key(name_or_iri);
  if (auto const at = by_name.find(key); at != by_name.end()) return at->second;
  if (auto const at = by_iri.find(key); at != by_iri.end()) return at->second;
  return std::nullopt;
}

LeafSet Taxonomy::leaves_of(std::span<TermId const> some) const {
  LeafSet leaves(leaf_count);
  for (auto term : some) leaves.add(terms[term.value].leaves);
  return leaves;
}

std::vector<TermId> Taxonomy::narrower(TermId term) const {
  std::vector<TermId> found;
  std::vector<bool> seen(terms.size(), false);
  std::vector<TermId> open = terms[term.value].children;
  while (!open.empty()) {
    auto const next = open.back();
    open.pop_back();
    if (seen[next.value]) continue;
    seen[next.value] = true;
    auto const& children = terms[next.value].children;
    if (children.empty()) found.push_back(next);
    open.insert(open.end(), children.begin(), children.end());
  }
  std::sort(found.begin(), found.end());  // ids ascend by name
  return found;
}

void seal(Taxonomy& taxonomy) {
  auto& terms = taxonomy.terms;
  auto const count = terms.size();
  std::vector<std::uint32_t> waiting(count, 0);  // children whose leaves are not known yet
  for (std::uint32_t i = 0; i < count; ++i) {
    auto& parents = terms[i].parents;
    std::sort(parents.begin(), parents.end());
    parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
    for (auto parent : parents) terms[parent.value].children.push_back(TermId{i});
    taxonomy.by_name.emplace(terms[i].name, TermId{i});
    if (!terms[i].iri.empty()) taxonomy.by_iri.emplace(terms[i].iri, TermId{i});
  }
  // Every term has one leaf of its own: itself when it has no children, else the unnamed one. So leaves count like terms.
  taxonomy.leaf_count = count;
  taxonomy.is_leaf.resize(count);
  std::vector<std::uint32_t> ready;
  for (std::uint32_t i = 0; i < count; ++i) {
    terms[i].leaves = LeafSet(count);
    terms[i].leaves.add(i);
    waiting[i] = static_cast<std::uint32_t>(terms[i].children.size());
    taxonomy.is_leaf[i] = terms[i].children.empty();
    if (waiting[i] == 0) ready.push_back(i);
  }
  while (!ready.empty()) {
    auto const next = ready.back();
    ready.pop_back();
    for (auto parent : terms[next].parents) {
      terms[parent.value].leaves.add(terms[next].leaves);
      if (--waiting[parent.value] == 0) ready.push_back(parent.value);
    }
  }
}

}  // namespace izin
