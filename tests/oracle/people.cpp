#include "tests/oracle/people.hpp"

#include <algorithm>

namespace izin::oracle {
namespace {

/// The lines about one consent, put together: when each event became known.
struct Record {
  std::string form, version, act;
  std::set<std::string> clauses;
  WideMicros given = 0, giving_known = 0;
  std::optional<WideMicros> withdrawn, withdrawal_known;
};

WideMicros moment(nlohmann::json const& line, char const* key) { return read_moment(line.at(key).get<std::string>()); }

std::vector<Record> records_of(std::vector<nlohmann::json> const& lines, std::string const& subject) {
  std::map<std::tuple<std::string, std::string, WideMicros>, Record> records;
  for (auto const& line : lines) {
    if (!line.contains("consent") || line["consent"]["subject"] != subject) continue;
    auto const& consent = line["consent"];
    auto const given = moment(consent, "given");
    auto const recorded = consent.contains("recorded") ? moment(consent, "recorded") : given;
    auto const [place, added] = records.try_emplace({consent["form"], consent["version"], given});
    auto& record = place->second;
    if (added) {
      record.form = consent["form"];
      record.version = consent["version"];
      record.act = consent["act"];
      for (auto const& clause : consent["clauses"]) record.clauses.insert(clause.get<std::string>());
      record.given = given;
      record.giving_known = recorded;
    }
    record.giving_known = std::min(record.giving_known, recorded);
    if (consent.contains("withdrawn")) {
      record.withdrawn = moment(consent, "withdrawn");
      auto const known = std::max(recorded, *record.withdrawn);
      record.withdrawal_known = std::min(known, record.withdrawal_known.value_or(known));
    }
  }
  std::vector<Record> result;
  for (auto& [key, record] : records) result.push_back(std::move(record));
  return result;
}

}  // namespace

std::vector<Active> active_clauses(Bundle const& bundle, std::vector<nlohmann::json> const& lines, std::string const& subject,
                                   WideMicros at, std::optional<WideMicros> known_at) {
  std::map<std::pair<std::string, std::string>, Record> speaking;  // of each form and version the latest
  for (auto const& record : records_of(lines, subject)) {
    if (record.given > at || (known_at && record.giving_known > *known_at)) continue;
    auto const [place, added] = speaking.try_emplace({record.form, record.version}, record);
    if (!added && place->second.given < record.given) place->second = record;
  }
  std::vector<Active> result;
  for (auto const& [form, record] : speaking) {
    bool const withdrawal_counts = record.withdrawn && (!known_at || *record.withdrawal_known <= *known_at);
    if (withdrawal_counts && at >= *record.withdrawn) continue;
    for (auto const* clause : bundle.clauses) {
      if (clause->form->name != form.first || clause->form->version != form.second) continue;
      if (!record.clauses.contains(clause->name)) continue;
      if (clause->lasts && at >= shift(record.given, *clause->lasts, Sign::plus)) continue;
      result.push_back({clause, record.act});
    }
  }
  return result;
}

nlohmann::json const* subject_line(std::vector<nlohmann::json> const& lines, std::string const& id) {
  for (auto const& line : lines) {
    if (line.contains("subject") && line["subject"]["id"] == id) return &line["subject"];
  }
  return nullptr;
}

}  // namespace izin::oracle
