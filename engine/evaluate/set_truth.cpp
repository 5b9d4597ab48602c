// `is`, `in`, `has` and `within`: elements against the leaves of other terms, or against other parties.
#include <algorithm>

#include "engine/evaluate/comparison.hpp"

namespace izin {
namespace {

using Elements = std::span<std::uint32_t const>;

/// `x is T` for two terms of one taxonomy.
Truth term_is(Taxonomy const& taxonomy, std::uint32_t x, std::uint32_t term) {
  if (x == term) return Truth::yes;
  if (taxonomy.is_leaf[x] && taxonomy.is_leaf[term]) return Truth::no;
  return is(taxonomy.terms[x].leaves, taxonomy.terms[term].leaves);
}

/// `p is q` for identities, where either may be nobody known.
Truth party_is(Identity p, Identity q) {
  if (p == nobody_known || q == nobody_known) return Truth::unknown;
  return truth(p == q);
}

/// One comparison against one flow.
class Sets {
 public:
  Sets(Reading const& reading, ComparisonId id)
      : reading_(reading),
        c_(reading.model().comparisons[id.value]),
        tables_(reading.program->comparison_tables[id.value]),
        type_(reading.type(c_.path)),
        of_parties_(type_.base == Base::party) {
    if (c_.many.slot.valid()) {
      Value const& many = reading.slot(c_.many.slot);
      many_known_ = many.given;
      if (many.given) many_ = elements_of(reading.type(c_.many.slot), many);
    } else {
      many_ = c_.many.elements;
    }
  }

  Truth truth() const {
    Value const& left = reading_.slot(c_.path);
    if (!left.given) return Truth::unknown;
    Elements const elements = elements_of(type_, left);
    switch (c_.kind) {
      case Comparison::Kind::is:
      case Comparison::Kind::in:
        return in_many(elements.front());
      case Comparison::Kind::within:
        return within(elements);
      case Comparison::Kind::has_all:
        return has_all(elements);
      default:
        return has_some(elements);
    }
  }

 private:
  Truth look_up(std::uint32_t table, std::uint32_t element) const { return reading_.program->tables[table][element]; }

  /// One element against one of X.
  Truth is_one(std::uint32_t element, std::uint32_t other) const {
    return of_parties_ ? party_is(element, other) : term_is(reading_.model().schema.of(type_.taxonomy), element, other);
  }

  /// One element against the union of X. An element lies within a union only where it lies within one part: a term's own leaf, or
  /// the term itself where it is a leaf, is in that part alone.
  Truth in_many(std::uint32_t element) const {
    if (tables_.many != no_table) return look_up(tables_.many, element);
    if (!many_known_) return Truth::unknown;
    Truth found = Truth::no;
    for (std::uint32_t const other : many_) {
      found = either(found, is_one(element, other));
      if (found == Truth::yes) break;
    }
    return found;
  }

  Truth under(std::uint32_t element) const { return c_.under ? look_up(tables_.under, element) : Truth::yes; }

  /// For every element: not under, or in X. Nothing to ask of an empty set, whatever X.
  Truth within(Elements elements) const {
    Truth all = Truth::yes;
    for (std::uint32_t const element : elements) {
      all = both(all, either(negate(under(element)), in_many(element)));
      if (all == Truth::no) break;
    }
    return all;
  }

  /// Some element is under and in X: `has T`, and `has any X`, which is the `or` of it over X.
  Truth has_some(Elements elements) const {
    Truth some = Truth::no;
    for (std::uint32_t const element : elements) {
      some = either(some, both(under(element), in_many(element)));
      if (some == Truth::yes) break;
    }
    return some;
  }

  Truth has_all(Elements elements) const {
    if (!many_known_) return Truth::unknown;
    Truth all = Truth::yes;
    for (std::size_t k = 0; k < many_.size() && all != Truth::no; ++k) {
      Truth some = Truth::no;
      for (std::uint32_t const element : elements) {
        Truth const one = tables_.each.empty() ? is_one(element, many_[k]) : look_up(tables_.each[k], element);
        some = either(some, both(under(element), one));
        if (some == Truth::yes) break;
      }
      all = both(all, some);
    }
    return all;
  }

  Reading const& reading_;
  Comparison const& c_;
  ComparisonTables const& tables_;
  Type const& type_;
  bool of_parties_;
  bool many_known_ = true;
  Elements many_;
};

}  // namespace

std::span<std::uint32_t const> elements_of(Type const& type, Value const& value) {
  if (type.many == Many::one) return {&value.code, 1};
  return value.elements;
}

Truth set_truth(Reading const& reading, ComparisonId id) { return Sets(reading, id).truth(); }

}  // namespace izin
