#include "engine/evaluate/duties.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace izin {
namespace {

std::string who(Reading const& reading, DutyParty const& party, std::vector<std::string> const& own_names) {
  switch (party.kind) {
    case DutyParty::Kind::none:
      return {};
    case DutyParty::Kind::declared:
    case DutyParty::Kind::subject:
      return party.text;
    case DutyParty::Kind::path:
      break;
  }
  Value const& value = reading.slot(party.path);
  std::string const name = value.given ? party_text(reading.model(), value.code, own_names) : std::string();
  return name.empty() ? party.text : name;
}

/// Instants of the years 0001 to 9999 in microseconds: what can be written down.
constexpr Int128 first_instant = -62'135'596'800'000'000;
constexpr Int128 last_instant = 253'402'300'799'999'999;

void set_due(Reading const& reading, DutyTerms const& terms, DutyEntry& entry) {
  if (!terms.delay) return;
  if (terms.event_slot.valid()) {
    Value const& event = reading.slot(terms.event_slot);
    WideMicros const due = event.given ? shift(event.number, *terms.delay, Sign::plus) : last_instant + 1;
    if (first_instant <= due && due <= last_instant) {
      entry.due_at = {static_cast<std::int64_t>(due)};
      entry.due = to_text(entry.due_at);
      return;
    }
  }
  entry.within = terms.delay;
  entry.after = terms.event;
}

}  // namespace

std::string party_text(Model const& model, Identity identity, std::vector<std::string> const& own_names) {
  if (identity == nobody_known) return {};
  if (identity >= first_own_identity) return own_names[identity - first_own_identity];
  return "@" + model.schema.parties[identity].name;
}

std::vector<DutyEntry> duties_of(Reading const& reading, std::span<RuleId const> rules, Valuation const& valuation,
                                 std::vector<std::string> const& own_names) {
  std::vector<DutyEntry> duties;
  for (RuleId const id : rules) {
    Rule const& rule = reading.model().rules[id.value];
    if (rule.kind != RuleKind::duty) continue;
    Truth const live = valuation.nodes[reading.program->rules[id.value].live.value];
    if (live == Truth::no) continue;
    DutyEntry& entry = duties.emplace_back();
    entry.rule = id;
    entry.act = rule.duty->action_name;
    entry.by = who(reading, rule.duty->by, own_names);
    entry.to = who(reading, rule.duty->to, own_names);
    entry.live_unknown = live == Truth::unknown;
    set_due(reading, *rule.duty, entry);
  }
  return duties;
}

void mark_first(std::vector<DutyEntry>& duties) {
  std::ranges::stable_sort(duties, {}, &DutyEntry::rule);
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, Instant> earliest;
  auto const key = [](DutyEntry const& duty) { return Key{duty.act, duty.by, duty.to}; };
  for (DutyEntry const& duty : duties) {
    if (!duty.due) continue;
    auto const [at, added] = earliest.try_emplace(key(duty), duty.due_at);
    if (!added) at->second = std::min(at->second, duty.due_at);
  }
  for (DutyEntry& duty : duties) duty.first = duty.due && earliest.at(key(duty)) == duty.due_at;
}

}  // namespace izin
