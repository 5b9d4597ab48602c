#include "tests/differential/worlds.hpp"

#include <algorithm>

namespace izin::differential {

using oracle::Formula;

namespace {

oracle::Scene empty_scene(oracle::Bundle const& bundle) {
  oracle::Scene scene{bundle, {}, false, {}, {}};
  scene.flow.fields["at"].kind = oracle::Value::Kind::moment;
  return scene;
}

}  // namespace

Worlds::Worlds(oracle::Bundle const& bundle, std::vector<std::string> names)
    : bundle_(bundle), names_(std::move(names)), scene_(empty_scene(bundle)), meaning_(scene_) {
  for (std::size_t n = 0; n < names_.size(); ++n) powers_.push_back(count_), count_ *= 3;
  for (std::size_t world = 0; world < count_; ++world) {
    oracle::Findings findings;
    findings.ground = values(meaning_.ground())[world];
    for (auto const* rule : bundle_.rules) {
      if (!oracle::prohibits(*rule)) continue;
      findings.firm.push_back(values(meaning_.firm(*rule))[world]);
      findings.contested.push_back(values(meaning_.contested(*rule))[world]);
    }
    verdicts_.push_back(oracle::verdict_of(findings));
  }
}

Truth Worlds::value(std::size_t world, std::size_t name) const { return static_cast<Truth>(world / powers_[name] % 3); }

Worlds::Values const& Worlds::values(Formula const* formula) {
  auto const [place, added] = known_.try_emplace(formula);
  if (!added) return place->second;
  auto& result = place->second;
  result.assign(count_, formula->value);
  bool const all = formula->kind == Formula::Kind::all;
  if (formula->kind == Formula::Kind::leaf) {
    auto const name = std::ranges::find(names_, formula->leaf->key) - names_.begin();
    if (name == static_cast<std::ptrdiff_t>(names_.size())) return result;  // consent, of which this bundle has none
    for (std::size_t world = 0; world < count_; ++world) result[world] = value(world, static_cast<std::size_t>(name));
  } else if (formula->kind != Formula::Kind::constant) {
    if (formula->kind != Formula::Kind::negation) std::ranges::fill(result, truth(all));
    for (auto const* part : formula->parts) {
      auto const& of_part = values(part);
      for (std::size_t world = 0; world < count_; ++world) {
        auto& now = result[world];
        now = formula->kind == Formula::Kind::negation ? negate(of_part[world])
              : all                                    ? both(now, of_part[world])
                                                       : either(now, of_part[world]);
      }
    }
  }
  return result;
}

void Worlds::waiting(Formula const* formula, std::size_t world, std::set<std::size_t>& out) {
  if (values(formula)[world] != Truth::unknown) return;
  if (formula->kind == Formula::Kind::leaf) {
    out.insert(static_cast<std::size_t>(std::ranges::find(names_, formula->leaf->key) - names_.begin()));
  }
  for (auto const* part : formula->parts) waiting(part, world, out);
}

WorldAnswer Worlds::answer(std::size_t world) {
  WorldAnswer answer;
  answer.verdict = verdicts_[world];
  for (std::size_t i = 0; i < bundle_.rules.size(); ++i) {
    auto const& rule = *bundle_.rules[i];
    auto const is = [&](Formula const* formula, Truth wanted) { return values(formula)[world] == wanted; };
    bool waits = false;
    if (oracle::prohibits(rule)) {
      if (is(meaning_.firm(rule), Truth::yes)) answer.by.push_back(i);
      if (is(meaning_.contested(rule), Truth::yes)) answer.contested.push_back(i);
      if (is(meaning_.defeated(rule), Truth::yes)) answer.defeated.push_back(i);
      waits = is(meaning_.firm(rule), Truth::unknown) || is(meaning_.contested(rule), Truth::unknown);
    } else if (oracle::allows(rule)) {
      if (is(meaning_.live(rule), Truth::yes)) answer.grounds.push_back(i);
      waits = is(meaning_.live(rule), Truth::unknown);
    } else if (answer.verdict == "permit") {
      if (is(meaning_.live(rule), Truth::yes)) answer.duties.push_back(i);
      if (is(meaning_.live(rule), Truth::unknown)) answer.unknown_duties.push_back(i);
    }
    if (waits && answer.verdict == "incomplete") answer.waiting.push_back(i);
  }
  if (answer.verdict == "incomplete") add_missing(world, answer);
  return answer;
}

/// Minimal missing facts. A choice for the waiting comparisons is another world, of which the verdict is known.
void Worlds::add_missing(std::size_t world, WorldAnswer& answer) {
  std::set<std::size_t> free;
  bool const contested = !answer.contested.empty();
  for (auto const* rule : bundle_.rules) {
    if (!oracle::prohibits(*rule)) continue;
    waiting(meaning_.firm(*rule), world, free);
    if (!contested) waiting(meaning_.contested(*rule), world, free);
  }
  if (!contested) waiting(meaning_.ground(), world, free);
  std::vector<std::size_t> const names(free.begin(), free.end());
  std::vector<std::string> verdicts;
  for (std::size_t choice = 0; choice < std::size_t{1} << names.size(); ++choice) {
    auto there = world;
    for (std::size_t n = 0; n < names.size(); ++n) there -= powers_[names[n]] * (2 - (choice >> n & 1));
    verdicts.push_back(verdicts_[there]);
  }
  answer.exact = std::ranges::count(verdicts, verdicts.front()) != static_cast<std::ptrdiff_t>(verdicts.size());
  for (std::size_t n = 0; n < names.size(); ++n) {
    bool matters = !answer.exact;
    for (std::size_t choice = 0; choice < verdicts.size(); ++choice) {
      matters |= verdicts[choice] != verdicts[choice & ~(std::size_t{1} << n)];
    }
    if (matters) (void)answer.missing[names_[names[n]]];
  }
  for (std::size_t i = 0; i < bundle_.rules.size(); ++i) {
    auto const& rule = *bundle_.rules[i];
    std::set<std::size_t> own;
    if (oracle::prohibits(rule)) waiting(meaning_.firm(rule), world, own), waiting(meaning_.contested(rule), world, own);
    if (oracle::allows(rule)) waiting(meaning_.live(rule), world, own);
    for (auto const name : own) {
      if (auto const fact = answer.missing.find(names_[name]); fact != answer.missing.end()) fact->second.push_back(i);
    }
  }
}

}  // namespace izin::differential
