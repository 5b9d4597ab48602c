// The records of decisions and pools, and a person's line in a pool.
#include <algorithm>
#include <map>
#include <tuple>

#include "engine/log/encode.hpp"
#include "engine/log/private_part.hpp"
#include "engine/log/records.hpp"

namespace izin::log {
namespace {

std::string_view consent_text(ConsentView::State state) {
  switch (state) {
    case ConsentView::State::no_registry:
      return "no_registry";
    case ConsentView::State::no_subject:
      return "no_subject";
    case ConsentView::State::known:
      return "known";
  }
  return "";
}

std::string_view about_text(About about) {
  return about == About::nobody ? "nobody" : about == About::subject ? "subject" : "pool";
}

/// A rule's name and its instrument's version.
struct Named {
  std::string name;
  std::optional<std::string> version;
};
Named named(Model const& model, RuleId id) {
  Rule const& rule = model.rules[id.value];
  return {rule.full_name, model.instruments[rule.instrument.value].version};
}
Named named(Model const& model, RuleEntry const& entry) {
  if (entry.rule.valid()) return named(model, entry.rule);
  if (!entry.clause.valid()) return {"izin.no_ground", std::nullopt};
  ConsentClause const& clause = model.clauses[entry.clause.value];
  return {clause.full_name, model.instruments[clause.instrument.value].version};
}

void set_named(Json& item, Named const& name) {
  item.set("rule", name.name);
  if (name.version) item.set("version", *name.version);
}

/// Every rule that took part, by name, version and state.
Json rules_of(Model const& model, Decision const& decision) {
  using Key = std::tuple<std::string, std::string, std::string>;
  std::map<Key, Json> sorted;
  auto const add = [&](Named const& name, std::string const& state, RuleEntry const* entry) {
    Json item = Json::object();
    set_named(item, name);
    item.set("state", state);
    if (entry != nullptr && !entry->because.empty()) item.set("because", Json::texts(entry->because));
    if (entry != nullptr && entry->subjects) item.set("subjects", Json::count(*entry->subjects));
    sorted.try_emplace({name.name, name.version.value_or(""), state}, std::move(item));
  };
  auto const add_all = [&](std::vector<RuleEntry> const& entries, std::string const& state) {
    for (RuleEntry const& entry : entries) add(named(model, entry), entry.clause.valid() ? "grant" : state, &entry);
  };
  add_all(decision.by, "firm");
  add_all(decision.contested, "contested");
  add_all(decision.defeated, "defeated");
  add_all(decision.grounds, "ground");
  for (std::string const& name : decision.waiting) add({name, std::nullopt}, "waits", nullptr);
  Json rules = Json::array();
  for (auto& [key, item] : sorted) rules.add(std::move(item));
  return rules;
}

Json duty_of(Model const& model, DutyEntry const& duty) {
  std::vector<std::string> const sealed = sealed_members(model, duty);
  Json item = Json::object();
  set_named(item, named(model, duty.rule));
  item.set("do", duty.act);
  auto const set_open = [&](std::string const& name, std::string const& value) {
    if (!value.empty() && std::ranges::find(sealed, name) == sealed.end()) item.set(name, value);
  };
  set_open("by", duty.by);
  set_open("to", duty.to);
  set_open("due", duty.due.value_or(""));
  if (duty.within) item.set("within", to_text(*duty.within));
  if (!duty.after.empty()) item.set("after", duty.after);
  if (duty.live_unknown) item.set("live", "unknown");
  if (duty.first) item.set("first", Json::flag(true));
  if (duty.subjects) item.set("subjects", Json::count(*duty.subjects));
  if (!sealed.empty()) item.set("sealed", Json::texts(sealed));
  return item;
}

/// Paths and rules only: the term that was too vague may be the subject's.
Json missing_of(Decision const& decision) {
  Json missing = Json::array();
  for (MissingEntry const& entry : decision.missing) {
    Json item = Json::object();
    item.set("path", entry.path);
    item.set("rules", Json::texts(entry.rules));
    missing.add(std::move(item));
  }
  return missing;
}

Json flow_of(Flow const& flow) {
  std::optional<Json> json = Json::parse(flow.canonical);
  if (!json || !json->is(Json::Kind::object))
    throw Error("the flow `" + flow.id + "` cannot be written as a record: it is nested too deeply");
  return std::move(*json);
}

Json sealed_of(SealedPart const& sealed) {
  Json item = Json::object();
  item.set("commitment", to_hex(sealed.commitment));
  item.set("holds", Json::texts(sealed.holds));
  if (sealed.pseudonym) item.set("pseudonym", to_hex(*sealed.pseudonym));
  return item;
}

/// What decisions and pools have in common.
Json common_record(std::string_view kind, DecisionDraft const& draft, Stamp const& stamp, RecordParts const& parts) {
  Model const& model = *draft.program->model;
  Decision const& decision = *draft.decision;
  Json record = Json::object();
  record.set("kind", kind);
  record.set("sequence", Json::count(stamp.sequence));
  record.set("wall", instant_text(stamp.wall));
  record.set("monotonic", std::to_string(stamp.monotonic));
  record.set("boot", stamp.boot);
  record.set("decision", draft.decision_id);
  record.set("decided", instant_text(draft.decided_micros));
  record.set("bundle", model.digest);
  record.set("engine", draft.engine);
  record.set("mode", draft.observed ? "observe" : "enforce");
  record.set("about", about_text(draft.flow->about));
  record.set("flow", flow_of(*draft.flow));
  record.set("at_given", Json::flag(draft.flow->at_given));
  record.set("consent", consent_text(draft.consent_state));
  if (draft.known_at) record.set("known_at", to_text(*draft.known_at));
  if (parts.facts) record.set("facts", *parts.facts);
  record.set("verdict", verdict_text(decision.verdict));
  record.set("exact", Json::flag(decision.exact));
  record.set("rules", rules_of(model, decision));
  Json duties = Json::array();
  for (DutyEntry const& duty : decision.duties) duties.add(duty_of(model, duty));
  record.set("duties", std::move(duties));
  record.set("missing", missing_of(decision));
  Json rulings = Json::array();
  for (RulingEntry const& ruling : decision.rulings) {
    Json item = Json::object();
    item.set("ruling", model.rulings[ruling.ruling.value].name);
    item.set("of", Json::texts(ruling.of));
    rulings.add(std::move(item));
  }
  record.set("rulings", std::move(rulings));
  if (draft.pool_valuation != nullptr) record.set("pool_valuation", letters_of(draft.pool_valuation->comparisons));
  if (parts.sealed) record.set("private", sealed_of(*parts.sealed));
  return record;
}

void append_hex(std::string& out, std::string_view name, Hash const& hash) {
  out += '"';
  out += name;
  out += "\":\"";
  out += to_hex(hash);
  out += "\",";
}

}  // namespace

Json decision_record(DecisionDraft const& draft, Stamp const& stamp, RecordParts const& parts) {
  Json record = common_record("decision", draft, stamp, parts);
  record.set("valuation", letters_of(draft.subject_valuation->comparisons));
  return record;
}

Json pool_record(DecisionDraft const& common, Stamp const& stamp, RecordParts const& parts) {
  Json record = common_record("pool", common, stamp, parts);
  Decision const& decision = *common.decision;
  PoolCounts const counts = decision.pool.value_or(PoolCounts{});
  Json subjects = Json::object();
  subjects.set("proposed", Json::count(counts.proposed)).set("permit", Json::count(counts.permit));
  subjects.set("deny", Json::count(counts.deny)).set("review", Json::count(counts.review));
  subjects.set("incomplete", Json::count(counts.incomplete));
  record.set("subjects", std::move(subjects));
  Json reasons = Json::array();
  for (ReasonEntry const& reason : decision.reasons) {
    Json item = Json::object();
    item.set("rule", reason.rule).set("verdict", verdict_text(reason.verdict)).set("subjects", Json::count(reason.subjects));
    reasons.add(std::move(item));
  }
  record.set("reasons", std::move(reasons));
  Json results = Json::object();
  results.set("count", Json::count(parts.results_count)).set("root", to_hex(parts.results_root));
  record.set("results", std::move(results));
  if (parts.allow_list) record.set("allow_list", *parts.allow_list);
  return record;
}

void append_result(std::string& out, PoolResult const& result, ResultParts const& parts) {
  out += '{';
  append_hex(out, "commitment", parts.commitment);
  out += "\"member\":" + std::to_string(parts.member) + ",";
  if (parts.pseudonym) append_hex(out, "pseudonym", *parts.pseudonym);
  out += "\"rules\":[";
  for (std::size_t i = 0; i < result.rules.size(); ++i) {
    if (i > 0) out += ',';
    append_json_text(out, result.rules[i]);
  }
  out += "],\"valuation\":\"";
  out += letters_of(result.comparisons);
  out += "\",\"verdict\":\"";
  out += verdict_text(result.verdict);
  out += "\"}";
}

}  // namespace izin::log
