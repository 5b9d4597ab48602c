#include "engine/log/private_part.hpp"

#include <algorithm>

#include "grammar/syntax/literals.hpp"

namespace izin::log {
namespace {

RecordType const* record_of(Schema const& schema, Type const& type) {
  return type.record.valid() ? &schema.records[type.record.value] : nullptr;
}

/// Whether a value at a path may say something about a person: the subject's, or below a field that is declared `personal`.
bool is_personal(Model const& model, SlotId id) {
  Slot const& slot = model.slots[id.value];
  if (slot.of_subject) return true;
  std::vector<Field> const* fields = &model.schema.flow;
  std::string_view rest = slot.path;
  while (!rest.empty() && fields != nullptr) {
    std::string_view const name = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    auto const field = std::ranges::find(*fields, name, &Field::name);
    if (field == fields->end()) return false;
    if (field->personal) return true;
    RecordType const* const record = record_of(model.schema, field->type);
    fields = record != nullptr ? &record->fields : nullptr;
  }
  return false;
}

bool is_personal(Model const& model, DutyParty const& party) {
  return party.kind == DutyParty::Kind::path && is_personal(model, party.path);
}

Json consent_of(Model const& model, ConsentRecord const& consent) {
  Instrument const& form = model.instruments[consent.form.value];
  Json item = Json::object();
  item.set("form", form.name);
  if (form.version) item.set("version", *form.version);
  Json clauses = Json::array();
  for (ClauseId const clause : consent.clauses) clauses.add(Json::text(model.clauses[clause.value].name));
  item.set("clauses", std::move(clauses));
  item.set("given", to_text(consent.given));
  item.set("act", act_text(consent.act));
  item.set("known", to_text(consent.known_given));
  if (consent.withdrawn) item.set("withdrawn", to_text(*consent.withdrawn));
  if (consent.known_withdrawn) item.set("withdrawal_known", to_text(*consent.known_withdrawn));
  return item;
}

Json consents_json(Model const& model, std::vector<ConsentRecord> const& consents) {
  Json list = Json::array();
  for (ConsentRecord const& consent : consents) list.add(consent_of(model, consent));
  return list;
}

Json parse_personal(std::string const& canonical, std::string_view what) {
  std::optional<Json> json = Json::parse(canonical);
  if (!json || !json->is(Json::Kind::object))
    throw Error("the " + std::string(what) + " of the flow cannot be written as a record: it is nested too deeply");
  return std::move(*json);
}

[[noreturn]] void unreadable() { throw Error("a sealed consent record is not what this program writes", Code::log_damaged); }

Instant instant_member(Json const& item, std::string_view name) {
  auto const text = item.find_text(name);
  auto const parsed = parse_instant(text.value_or(""));
  Instant const* const instant = std::get_if<Instant>(&parsed);
  if (instant == nullptr) unreadable();
  return *instant;
}

Act act_member(Json const& item) {
  std::string const text = item.find_text("act").value_or("");
  for (Act const act : {Act::implied, Act::explicit_, Act::guardian})
    if (act_text(act) == text) return act;
  unreadable();
}

InstrumentId form_member(Model const& model, Json const& item) {
  auto const name = item.find_text("form");
  auto const version = item.find_text("version");
  for (std::uint32_t i = 0; i < model.instruments.size(); ++i) {
    Instrument const& instrument = model.instruments[i];
    if (instrument.kind == InstrumentKind::consent && instrument.name == name && instrument.version == version) return {i};
  }
  throw std::runtime_error("the policies do not have the consent form `" + name.value_or("") + "` of version \"" +
                           version.value_or("") + "\"");
}

ClauseId clause_member(Model const& model, InstrumentId form, std::string const& name) {
  for (ClauseId const clause : model.instruments[form.value].clauses)
    if (model.clauses[clause.value].name == name) return clause;
  throw std::runtime_error("the consent form `" + model.instruments[form.value].name + "` of the policies has no clause `" +
                           name + "`");
}

ConsentRecord consent_from(Model const& model, Json const& item) {
  ConsentRecord consent;
  consent.form = form_member(model, item);
  if (Json const* const clauses = item.find("clauses"))
    for (Json const& clause : clauses->items()) consent.clauses.push_back(clause_member(model, consent.form, clause.as_text()));
  std::ranges::sort(consent.clauses);
  consent.given = instant_member(item, "given");
  consent.act = act_member(item);
  consent.known_given = instant_member(item, "known");
  if (item.find("withdrawn") != nullptr) consent.withdrawn = instant_member(item, "withdrawn");
  if (item.find("withdrawal_known") != nullptr) consent.known_withdrawn = instant_member(item, "withdrawal_known");
  return consent;
}

}  // namespace

std::vector<std::string> sealed_members(Model const& model, DutyEntry const& duty) {
  std::vector<std::string> sealed;
  std::optional<DutyTerms> const& terms = model.rules[duty.rule.value].duty;
  if (!terms) return sealed;
  if (!duty.by.empty() && is_personal(model, terms->by)) sealed.emplace_back("by");
  if (duty.due && terms->event_slot.valid() && is_personal(model, terms->event_slot)) sealed.emplace_back("due");
  if (!duty.to.empty() && is_personal(model, terms->to)) sealed.emplace_back("to");
  return sealed;
}

std::optional<Json> private_part(DecisionDraft const& draft) {
  Model const& model = *draft.program->model;
  Flow const& flow = *draft.flow;
  Json part = Json::object();
  if (flow.about == About::subject && flow.subject) part.set("subject", parse_personal(flow.subject->canonical, "subject"));
  if (!draft.speaking.empty()) part.set("consents", consents_json(model, draft.speaking));
  if (!flow.personal_canonical.empty() && flow.personal_canonical != "{}")
    part.set("personal", parse_personal(flow.personal_canonical, "personal part"));
  Json duties = Json::array();
  for (std::size_t n = 0; n < draft.decision->duties.size(); ++n) {
    DutyEntry const& duty = draft.decision->duties[n];
    std::vector<std::string> const sealed = sealed_members(model, duty);
    if (sealed.empty()) continue;
    Json item = Json::object();
    item.set("n", Json::count(n));
    for (std::string const& name : sealed) item.set(name, name == "by" ? duty.by : name == "to" ? duty.to : *duty.due);
    duties.add(std::move(item));
  }
  if (!duties.items().empty()) part.set("duties", std::move(duties));
  if (part.members().empty()) return std::nullopt;
  return part;
}

std::string private_part(Model const& model, PoolResult const& result) {
  std::string text = "{";
  if (!result.speaking.empty()) {
    text += "\"consents\":";
    consents_json(model, result.speaking).print_to(text);
    text += ',';
  }
  text += "\"subject\":" + result.subject->canonical + "}";
  return text;
}

std::vector<std::string> holds_of(Json const& part) {
  std::vector<std::string> names;
  for (Json::Member const& member : part.members()) names.push_back(member.name);
  return names;
}

std::vector<ConsentRecord> consents_of(Model const& model, Json const& part) {
  std::vector<ConsentRecord> consents;
  if (Json const* const list = part.find("consents"))
    for (Json const& item : list->items()) consents.push_back(consent_from(model, item));
  return consents;
}

}  // namespace izin::log
