// The shape of a data flow: types, records, fields, declared parties, and the values that stand in them.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast/literal.hpp"
#include "rules/vocabulary/taxonomy.hpp"

namespace izin {

template <class Tag>
struct Id {
  std::uint32_t value = UINT32_MAX;
  friend bool operator==(Id, Id) = default;
  friend auto operator<=>(Id, Id) = default;  // NOLINT(modernize-use-nullptr): a defaulted one compares with 0
  [[nodiscard]] bool valid() const { return value != UINT32_MAX; }
};
using TaxonomyId = Id<struct TaxonomyTag>;
using RecordId = Id<struct RecordTag>;
using PartyId = Id<struct PartyTag>;  ///< a declared party
using SlotId = Id<struct SlotTag>;    ///< a path of the flow that some expression reads

enum class Base : std::uint8_t { boolean, integer, decimal, percent, money, text, date, instant, duration, term, party, record };
enum class Many : std::uint8_t {
  one,
  set,   ///< may be empty
  some,  ///< may not
};

struct Type {
  Base base = Base::boolean;
  Many many = Many::one;
  TaxonomyId taxonomy;  ///< of a term
  RecordId record;      ///< of a record, and of a party (invalid: the bundle declares no `Party`)
  friend bool operator==(Type const&, Type const&) = default;
};

struct Field {
  std::string name;
  Type type;
  bool personal = false;
  Span declared;
};
struct RecordType {
  std::string name;
  std::vector<Field> fields;  ///< in the order declared; the record of `subject` has `id: Text` first
  Span declared;
};

/// An identity: a declared party's index, or `first_own_identity + k` for the k-th other name of one flow, or `nobody_known`.
using Identity = std::uint32_t;
inline constexpr Identity first_own_identity = 0x8000'0000;
inline constexpr Identity nobody_known = 0xFFFF'FFFF;  ///< a party without a name: could be anyone

/// One value of a flow, a party or a literal. Which members count follows from the type; `elements` and `text` point into
/// storage that its owner keeps.
struct Value {
  bool given = false;                       ///< false: unknown
  std::uint8_t unit = 0;                    ///< Duration::Unit
  std::uint32_t code = 0;                   ///< TermId, Identity, or currency
  Int128 number = 0;                        ///< Bool 0 or 1; Int as it is; nanos of Decimal, Percent, Money; micros of Date
                                            ///< and Instant; count of Duration
  std::span<std::uint32_t const> elements;  ///< of a set: TermIds or Identities, sorted, each once (nameless parties each)
  std::string_view text;
};

struct DeclaredParty {
  std::string name;  ///< without `@`
  Span declared;
  /// What the declaration gives, by path below the party (`kind`, `address.city`), sorted by path.
  std::vector<std::pair<std::string, Value>> fields;
};

struct Schema {
  std::vector<Taxonomy> taxonomies;    ///< by name
  std::vector<RecordType> records;     ///< by name
  std::vector<Field> flow;             ///< in the order declared; with `id` and `at`
  std::vector<DeclaredParty> parties;  ///< by name
  bool declares_flow = false;
  /// Owns what the values of declared parties point to.
  std::deque<std::vector<std::uint32_t>> element_store;
  std::deque<std::string> text_store;
  RecordId party_record;    ///< of `Party`, if declared
  RecordId subject_record;  ///< of `subject`, if declared

  [[nodiscard]] std::optional<TaxonomyId> taxonomy(std::string_view name) const;
  [[nodiscard]] std::optional<PartyId> party(std::string_view name) const;
  [[nodiscard]] Taxonomy const& of(TaxonomyId id) const { return taxonomies[id.value]; }
};

}  // namespace izin
