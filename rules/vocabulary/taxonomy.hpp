// A taxonomy as a graph of terms, each standing for a set of leaves, and the three-valued `is` that follows from it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/source/span.hpp"

namespace izin {

/// Strong Kleene truth.
enum class Truth : std::uint8_t {
  no = 0,
  yes = 1,
  unknown = 2,
};
[[nodiscard]] constexpr Truth negate(Truth t) { return t == Truth::unknown ? t : (t == Truth::yes ? Truth::no : Truth::yes); }
[[nodiscard]] constexpr Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
[[nodiscard]] constexpr Truth either(Truth a, Truth b) { return negate(both(negate(a), negate(b))); }
[[nodiscard]] constexpr Truth truth(bool b) { return b ? Truth::yes : Truth::no; }

/// Index of a term in its taxonomy.
struct TermId {
  std::uint32_t value = UINT32_MAX;
  friend bool operator==(TermId, TermId) = default;
  friend auto operator<=>(TermId, TermId) = default;
};

/// A set of leaves, one bit each.
class LeafSet {
 public:
  explicit LeafSet(std::size_t leaves = 0) : words_((leaves + 63) / 64) {}
  void add(std::size_t leaf) { words_[leaf / 64] |= std::uint64_t{1} << (leaf % 64); }
  void add(LeafSet const& other);
  [[nodiscard]] bool within(LeafSet const& other) const;  ///< every leaf of this is in other
  [[nodiscard]] bool disjoint(LeafSet const& other) const;
  [[nodiscard]] bool single() const;  ///< exactly one leaf
  friend bool operator==(LeafSet const&, LeafSet const&) = default;

 private:
  std::vector<std::uint64_t> words_;
};

/// `x is T`, given their leaves: true when all of x's are T's, false when none is, else unknown.
[[nodiscard]] Truth is(LeafSet const& x, LeafSet const& t);

/// Immutable once built.
struct Taxonomy {
  struct Term {
    std::string name;
    std::string iri;               ///< empty: none
    std::vector<TermId> parents;   ///< sorted
    std::vector<TermId> children;  ///< sorted
    Span declared;                 ///< first mention
    LeafSet leaves;                ///< at or below; with children also the unnamed leaf of its own
  };
  std::string name;
  Span declared;
  std::vector<Term> terms;  ///< by name, byte order: ids do not depend on the order of files
  std::unordered_map<std::string, TermId> by_name;
  std::unordered_map<std::string, TermId> by_iri;
  std::size_t leaf_count = 0;
  std::vector<bool> is_leaf;  ///< by TermId: has no children

  [[nodiscard]] std::optional<TermId> find(std::string_view name_or_iri) const;
  /// The union of the leaves of some terms.
  [[nodiscard]] LeafSet leaves_of(std::span<TermId const> terms) const;
  /// The terms strictly narrower than one that have no children, by name.
  [[nodiscard]] std::vector<TermId> narrower(TermId term) const;
};

}  // namespace izin
