// Lines about one consent become one record. CONTRACTS.md section 1.
#include <algorithm>

#include "engine/facts/consent_reader.hpp"

namespace izin::input {

Difference difference(ConsentRecord const& a, ConsentRecord const& b) {
  if (a.act != b.act)
    return {"act", "one act is `" + std::string(act_text(a.act)) + "`, the other `" + std::string(act_text(b.act)) + "`"};
  if (a.clauses != b.clauses) return {"clauses", "their clauses are not the same"};
  if (a.withdrawn && b.withdrawn && *a.withdrawn != *b.withdrawn)
    return {"withdrawn", "one is withdrawn at `" + to_text(*a.withdrawn) + "`, the other at `" + to_text(*b.withdrawn) + "`"};
  return {};
}

void merge(ConsentRecord& into, ConsentRecord const& other) {
  into.known_given = std::min(into.known_given, other.known_given);
  if (!other.withdrawn) return;
  into.known_withdrawn = into.withdrawn ? std::min(*into.known_withdrawn, *other.known_withdrawn) : *other.known_withdrawn;
  into.withdrawn = other.withdrawn;
}

std::string consent_text(Model const& model, std::string_view subject, ConsentRecord const& record) {
  Instrument const& form = model.instruments[record.form.value];
  std::vector<std::string> clauses;
  for (ClauseId const clause : record.clauses) clauses.push_back(json_text(model.clauses[clause.value].name));
  std::ranges::sort(clauses);
  ObjectText consent;
  consent.add("act", json_text(act_text(record.act)));
  consent.add("clauses", json_array(clauses));
  consent.add("form", json_text(form.name));
  consent.add("given", json_text(to_text(record.given)));
  consent.add("known", json_text(to_text(record.known_given)));
  consent.add("subject", json_text(subject));
  if (form.version) consent.add("version", json_text(*form.version));
  if (record.withdrawn) consent.add("withdrawal_known", json_text(to_text(*record.known_withdrawn)));
  if (record.withdrawn) consent.add("withdrawn", json_text(to_text(*record.withdrawn)));
  return "{\"consent\":" + consent.text() + "}";
}

}  // namespace izin::input
