#include "tests/differential/statistics.hpp"

#include <algorithm>
#include <cstdio>

namespace izin::differential {

void Statistics::see(oracle::Answer const& answer, oracle::Inputs const& inputs) {
  ++pairs_;
  auto const seen = [&](std::string const& what, bool happened) { counts_[what] += happened ? 1 : 0; };
  auto const because = [](std::vector<oracle::Entry> const& entries, std::string const& why) {
    return std::ranges::any_of(entries, [&](auto const& entry) { return entry.because.contains(why); });
  };
  seen("verdict " + answer.verdict, true);
  seen("about a pool", inputs.flow.contains("subjects"));
  seen("about nobody", !inputs.flow.contains("subjects") && !inputs.flow.contains("subject"));
  seen("without a registry", !inputs.registry);
  seen("no ground", std::ranges::any_of(answer.by, [](auto const& entry) { return entry.name == "izin.no_ground"; }));
  seen("a default is firm", std::ranges::any_of(answer.by, [](auto const& entry) { return entry.name.ends_with(".default"); }));
  seen("contested", !answer.contested.empty());
  seen("contested: claimed", because(answer.contested, "claimed"));
  seen("contested: by a right", std::ranges::any_of(answer.contested, [](auto const& entry) {
         return std::ranges::any_of(entry.because, [](auto const& why) { return why != "claimed"; });
       }));
  seen("defeated", !answer.defeated.empty());
  auto const by = [&](bool ruling) {
    return std::ranges::any_of(answer.defeated, [&](auto const& entry) {
      return std::ranges::any_of(entry.because, [&](auto const& why) { return why.starts_with("ruling_") == ruling; });
    });
  };
  seen("defeated: overridden", by(false));
  seen("defeated: dismissed", by(true));
  seen("a permit or right grounds", std::ranges::any_of(answer.grounds, [](auto const& entry) { return !entry.grant; }));
  seen("a grant grounds", std::ranges::any_of(answer.grounds, [](auto const& entry) { return entry.grant; }));
  seen("duties", !answer.duties.empty());
  seen("duties of unknown liveness", std::ranges::any_of(answer.duties, [](auto const& duty) { return duty.unknown; }));
  for (auto const& [name, what] : answer.rulings) seen("a ruling " + what.first, true);
  seen("missing: inexact", !answer.exact);
  seen("missing: waits for consent", answer.missing.contains("consent"));
  seen("missing: a question",
       std::ranges::any_of(answer.missing, [](auto const& fact) { return fact.first.size() == 2 && fact.first.front() == 'q'; }));
}

void Statistics::see_bundle(oracle::Bundle const& bundle) {
  ++bundles_;
  counts_["bundles with pool rules"] +=
      std::ranges::any_of(bundle.rules, [&](auto* rule) { return bundle.is_pool_rule(*rule); }) ? 1 : 0;
  counts_["bundles with overrides"] +=
      std::ranges::any_of(bundle.rules, [](auto* rule) { return !rule->overrides.empty(); }) ? 1 : 0;
  counts_["bundles with contests"] +=
      std::ranges::any_of(bundle.rules, [](auto* rule) { return !rule->contests.empty(); }) ? 1 : 0;
  counts_["bundles with consent clauses"] += bundle.clauses.empty() ? 0 : 1;
  counts_["bundles with questions"] += bundle.questions.empty() ? 0 : 1;
}

void Statistics::add(Statistics const& other) {
  pairs_ += other.pairs_;
  bundles_ += other.bundles_;
  for (auto const& [what, count] : other.counts_) counts_[what] += count;
}

std::string Statistics::text() const {
  std::string result = std::to_string(pairs_) + " pairs, " + std::to_string(bundles_) + " bundles\n";
  for (auto const& [what, count] : counts_) {
    auto const of = what.starts_with("bundles") ? bundles_ : pairs_;
    char line[120];
    std::snprintf(line, sizeof line, "  %-32s %9zu  %5.1f %%\n", what.c_str(), count,
                  of == 0 ? 0.0 : 100.0 * static_cast<double>(count) / static_cast<double>(of));
    result += line;
  }
  return result;
}

}  // namespace izin::differential
