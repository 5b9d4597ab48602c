#include "engine/facts/consent.hpp"

#include <algorithm>

namespace izin {
namespace {

/// Of each form, the record that speaks.
std::vector<ConsentRecord const*> speaking(std::vector<ConsentRecord> const& records, Instant at,
                                           std::optional<Instant> known_at) {
  std::vector<ConsentRecord const*> latest;
  for (ConsentRecord const& record : records) {
    if (record.given > at || (known_at && record.known_given > *known_at)) continue;
    auto const same_form = [&](ConsentRecord const* other) { return other->form == record.form; };
    auto const found = std::ranges::find_if(latest, same_form);
    if (found == latest.end()) {
      latest.push_back(&record);
    } else if (record.given > (*found)->given) {
      *found = &record;
    }
  }
  std::ranges::sort(latest, {}, [](ConsentRecord const* record) { return record->form; });
  return latest;
}

bool is_withdrawn(ConsentRecord const& record, Instant at, std::optional<Instant> known_at) {
  if (!record.withdrawn || *record.withdrawn > at) return false;
  return !known_at || (record.known_withdrawn && *record.known_withdrawn <= *known_at);
}

bool is_expired(ConsentClause const& clause, ConsentRecord const& record, Instant at) {
  return clause.lasts && at.micros >= shift(record.given.micros, *clause.lasts, Sign::plus);
}

}  // namespace

std::string_view act_text(Act act) {
  switch (act) {
    case Act::explicit_:
      return "explicit";
    case Act::guardian:
      return "guardian";
    case Act::implied:
      break;
  }
  return "implied";
}

std::vector<ActiveClause> active_clauses(Model const& model, std::vector<ConsentRecord> const& records, Instant at,
                                         std::optional<Instant> known_at) {
  std::vector<ActiveClause> active;
  for (ConsentRecord const* record : speaking(records, at, known_at)) {
    if (is_withdrawn(*record, at, known_at)) continue;
    for (ClauseId const clause : record->clauses) {
      if (!is_expired(model.clauses[clause.value], *record, at)) active.push_back({clause, record->act});
    }
  }
  std::ranges::sort(active, {}, [](ActiveClause const& a) { return std::pair(a.clause, a.act); });
  return active;
}

std::vector<ConsentRecord> speaking_records(std::vector<ConsentRecord> const& records, Instant at,
                                            std::optional<Instant> known_at) {
  std::vector<ConsentRecord> spoke;
  for (ConsentRecord const* record : speaking(records, at, known_at)) spoke.push_back(*record);
  return spoke;
}

}  // namespace izin
