#include "tests/oracle/formula.hpp"

#include <algorithm>

namespace izin::oracle {

Formula const* Formulas::constant(bool value) {
  return &formulas_.emplace_back(Formula{Formula::Kind::constant, truth(value), {}, nullptr});
}

Formula const* Formulas::leaf(Leaf leaf) {
  auto const [place, added] = by_key_.try_emplace(leaf.key, nullptr);
  if (added) {
    auto const& kept = leaves_.emplace_back(std::move(leaf));
    place->second = &formulas_.emplace_back(Formula{Formula::Kind::leaf, kept.value, {}, &kept});
  }
  return place->second;
}

Formula const* Formulas::no(Formula const* part) {
  return &formulas_.emplace_back(Formula{Formula::Kind::negation, negate(part->value), {part}, nullptr});
}

Formula const* Formulas::all(std::vector<Formula const*> parts) {
  auto value = Truth::yes;
  for (auto const* part : parts) value = both(value, part->value);
  return &formulas_.emplace_back(Formula{Formula::Kind::all, value, std::move(parts), nullptr});
}

Formula const* Formulas::some(std::vector<Formula const*> parts) {
  auto value = Truth::no;
  for (auto const* part : parts) value = either(value, part->value);
  return &formulas_.emplace_back(Formula{Formula::Kind::some, value, std::move(parts), nullptr});
}

void waiting(Formula const& formula, std::set<Formula const*>& seen, std::map<std::string, Leaf const*>& out) {
  if (formula.value != Truth::unknown || !seen.insert(&formula).second) return;
  if (formula.kind == Formula::Kind::leaf) out.emplace(formula.leaf->key, formula.leaf);
  for (auto const* part : formula.parts) waiting(*part, seen, out);
}

Choices::Choices(std::map<std::string, Leaf const*> const& free) {
  for (auto const& [key, leaf] : free) free_.push_back(leaf);
}

std::vector<Truth> const& Choices::values(Formula const& formula) {
  auto const [place, added] = known_.try_emplace(&formula);
  auto& result = place->second;
  if (!added) return result;
  result.assign(count(), formula.value);
  if (formula.value != Truth::unknown) return result;
  switch (formula.kind) {
    case Formula::Kind::constant:
      break;
    case Formula::Kind::leaf: {
      auto const bit = std::ranges::find(free_, formula.leaf) - free_.begin();
      if (bit == static_cast<std::ptrdiff_t>(free_.size())) break;  // not waited for: stays unknown
      for (std::size_t choice = 0; choice < count(); ++choice) result[choice] = truth((choice >> bit & 1) != 0);
      break;
    }
    case Formula::Kind::negation: {
      auto const& part = values(*formula.parts.front());
      for (std::size_t choice = 0; choice < count(); ++choice) result[choice] = negate(part[choice]);
      break;
    }
    case Formula::Kind::all:
    case Formula::Kind::some: {
      bool const all = formula.kind == Formula::Kind::all;
      std::ranges::fill(result, truth(all));
      for (auto const* part : formula.parts) {
        auto const& values_of_part = values(*part);
        for (std::size_t choice = 0; choice < count(); ++choice) {
          auto& now = result[choice];
          now = all ? both(now, values_of_part[choice]) : either(now, values_of_part[choice]);
        }
      }
    }
  }
  return result;
}

}  // namespace izin::oracle
