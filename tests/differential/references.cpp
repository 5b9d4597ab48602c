#include <algorithm>

#include "tests/differential/bundle_maker.hpp"

namespace izin::differential {
namespace {

constexpr std::size_t nobody = SIZE_MAX;  ///< a ruling names rules from outside

}  // namespace

bool References::reaches(std::size_t from, std::size_t to) const {
  if (from == to) return true;
  return std::ranges::any_of(overrides_[from], [&](std::size_t next) { return reaches(next, to); });
}

/// One of the ways to name a rule (and others with it).
References::Named References::some(std::size_t target, std::size_t from) {
  auto const& home = instruments_[rules_[target].instrument];
  bool const inside = from != nobody && instruments_[rules_[from].instrument].name == home.name;
  bool const same_version = from != nobody && rules_[from].instrument == rules_[target].instrument;
  bool const all = random_.chance(15);
  bool const versioned = !home.version.empty() && random_.chance(inside && !same_version ? 100 : 25);
  Named named;
  if (same_version && !all && !versioned && random_.chance(60)) {
    return {rules_[target].name, {target}};
  }
  named.text = home.name + (versioned ? "@\"" + home.version + "\"" : "") + (all ? ".*" : "." + rules_[target].name);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    auto const& instrument = instruments_[rules_[i].instrument];
    if (instrument.name != home.name || (versioned && instrument.version != home.version)) continue;
    if (!versioned && inside && rules_[i].instrument != rules_[from].instrument) continue;
    if (all ? i != from : rules_[i].name == rules_[target].name) named.rules.push_back(i);
  }
  return named;
}

/// `.*` reaches what may be named; a name must be that of forbids and requires in every version that has it.
bool References::only_prohibitions(Named const& named) const {
  return named.text.ends_with(".*") ||
         std::ranges::all_of(named.rules, [&](std::size_t rule) { return rules_[rule].prohibits(); });
}

std::string References::overridden(std::size_t from) {
  for (int tries = 0; tries < 10; ++tries) {
    auto const target = random_.below(rules_.size());
    if (instruments_[rules_[target].instrument].rank() > instruments_[rules_[from].instrument].rank()) continue;
    auto const named = some(target, from);
    if (named.rules.empty()) continue;
    if (std::ranges::any_of(named.rules, [&](std::size_t rule) { return reaches(rule, from); })) continue;
    overrides_[from].insert(overrides_[from].end(), named.rules.begin(), named.rules.end());
    return named.text;
  }
  return "";
}

std::string References::contested(std::size_t from) {
  for (int tries = 0; tries < 10; ++tries) {
    auto const target = random_.below(rules_.size());
    if (!rules_[target].prohibits()) continue;
    if (instruments_[rules_[target].instrument].rank() > instruments_[rules_[from].instrument].rank()) continue;
    auto const named = some(target, from);
    if (only_prohibitions(named)) return named.text;
  }
  return "";
}

std::string References::settled() {
  for (int tries = 0; tries < 10; ++tries) {
    auto const target = random_.below(rules_.size());
    if (!rules_[target].prohibits()) continue;
    auto const named = some(target, nobody);
    if (only_prohibitions(named)) return named.text;
  }
  return "";
}

}  // namespace izin::differential
