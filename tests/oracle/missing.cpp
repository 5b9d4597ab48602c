// Minimal missing facts, by trying every choice: LANGUAGE.md section 5.
#include <algorithm>

#include "tests/oracle/pass.hpp"

namespace izin::oracle {
namespace {

using Waiting = std::map<std::string, Leaf const*>;

Waiting waiting_of(std::vector<Formula const*> const& formulas) {
  std::set<Formula const*> seen;
  Waiting result;
  for (auto const* formula : formulas) waiting(*formula, seen, result);
  return result;
}

/// The quantities that the verdict needs: firm of every rule; contested unless some rule is contested; the ground unless there is
/// one or some rule is contested.
struct Needed {
  std::vector<Formula const*> firm, contested;
  Formula const* ground = nullptr;
};

/// Which facts can change the verdict; nothing where no choice changes it.
std::optional<std::set<std::string>> decisive(Waiting const& waiting, Needed const& needed, Formula const* ground) {
  Choices choices(waiting);
  std::vector<std::string> verdicts(choices.count());
  for (std::size_t choice = 0; choice < choices.count(); ++choice) {
    Findings findings;
    for (auto const* formula : needed.firm) findings.firm.push_back(choices.values(*formula)[choice]);
    for (auto const* formula : needed.contested) findings.contested.push_back(choices.values(*formula)[choice]);
    if (ground != nullptr) findings.ground = choices.values(*ground)[choice];
    verdicts[choice] = verdict_of(findings);
  }
  if (std::ranges::count(verdicts, verdicts.front()) == static_cast<std::ptrdiff_t>(verdicts.size())) return std::nullopt;

  std::map<std::string, std::size_t> readers;  // of each fact the comparisons that read it, a bit each
  for (std::size_t n = 0; n < choices.free().size(); ++n) {
    for (auto const& fact : choices.free()[n]->waits) readers[fact] |= std::size_t{1} << n;
  }
  std::set<std::string> result;
  for (auto const& [fact, bits] : readers) {
    for (std::size_t choice = 0; choice < verdicts.size(); ++choice) {
      if (verdicts[choice] != verdicts[choice & ~bits]) result.insert(fact);  // the others chosen alike
    }
  }
  return result;
}

}  // namespace

void list_missing(Meaning& meaning, Speakers const& speakers, Answer& answer) {
  bool const is_contested = !answer.contested.empty();
  auto const* ground = speakers.need_ground ? meaning.ground() : nullptr;
  Needed needed;
  std::vector<Formula const*> unknown;
  for (auto const* rule : speakers.rules) {
    if (!prohibits(*rule)) continue;
    needed.firm.push_back(meaning.firm(*rule));
    needed.contested.push_back(meaning.contested(*rule));
    unknown.push_back(needed.firm.back());
    if (!is_contested) unknown.push_back(needed.contested.back());
  }
  if (ground != nullptr && !is_contested) unknown.push_back(ground);
  auto const free = waiting_of(unknown);

  std::set<std::string> all;
  for (auto const& [key, leaf] : free) all.insert(leaf->waits.begin(), leaf->waits.end());
  auto const found = free.size() > 20 ? std::nullopt : decisive(free, needed, ground);
  answer.exact = found.has_value();
  for (auto const& fact : found.value_or(all)) answer.missing[fact];

  for (auto const* rule : speakers.rules) {  // the rules that wait for each
    auto const own = prohibits(*rule) ? waiting_of({meaning.firm(*rule), meaning.contested(*rule)})
                     : allows(*rule)  ? waiting_of({meaning.live(*rule)})
                                      : Waiting{};
    for (auto const& [key, leaf] : own) {
      for (auto const& fact : leaf->waits) {
        if (answer.missing.contains(fact)) answer.missing[fact].insert(rule->full_name);
      }
    }
  }
}

}  // namespace izin::oracle
