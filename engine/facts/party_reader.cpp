// Parties: `"@name"`, or an object that may name a declared party, a party of its own, or nobody. LANGUAGE.md section 3.
#include "engine/facts/value_reader.hpp"

namespace izin::input {

std::optional<PartyId> ValueReader::declared_party(NodeIndex value, Place const& place, std::string_view name) {
  Schema const& schema = source_.model.schema;
  if (auto const id = schema.party(name.substr(1))) return id;
  Words words{"no party " + in_backticks(name) + " is declared"};
  words.label = source_.report.did_you_mean(name, [&] {
    std::vector<std::string> names;
    for (DeclaredParty const& party : schema.parties) names.push_back("@" + party.name);
    return names;
  });
  if (words.label.empty()) words.help = "declare it, or give an object with a name of its own: `{\"name\": \"…\"}`";
  source_.report.problem(Code::undeclared_party, source_.tape[value], place, std::move(words));
  return std::nullopt;
}

std::optional<Identity> ValueReader::read_party(NodeIndex value, Place const& place, Type const& type, PathNode const* node,
                                                Canonical& text) {
  JsonNode const& json = source_.tape[value];
  if (json.kind == JsonKind::object || json.kind == JsonKind::braces) return read_party_object(value, place, type, node, text);
  std::string_view const name = source_.tape.text(value);
  if (json.kind != JsonKind::string) return wrong_type(source_, value, place, type), std::nullopt;
  if (!name.starts_with('@')) {
    Words words{in_backticks(name) + " is not a party: a party is `\"@name\"` or an object"};
    if (source_.model.schema.party(name)) words.label = "did you mean `@" + std::string(name) + "`?";
    if (words.label.empty()) words.help = "a party that is not declared is an object: write `{\"name\": \"…\"}`";
    source_.report.problem(Code::bad_value, json, place, std::move(words));
    return std::nullopt;
  }
  auto const id = declared_party(value, place, name);
  if (!id) return std::nullopt;
  fill(node, *id);
  text.open = json_text(name);
  return id->value;
}

/// The name in a party's object: empty where there is none, nothing where it is wrong.
std::optional<std::string> ValueReader::read_party_name(NodeIndex object, Place const& place, std::optional<PartyId>& declared) {
  NodeIndex const at = source_.tape.member(object, "name");
  if (at == source_.tape.size()) return std::string();
  Place const here = place.member("name");
  auto name = read_text(at, here);
  if (!name) return std::nullopt;
  if (name->empty()) {
    source_.report.problem(Code::bad_value, source_.tape[at], here,
                           {"a party's name is empty", {}, "leave the name out where it is not known"});
    return std::nullopt;
  }
  if (!name->starts_with('@')) return name;
  declared = declared_party(at, here, *name);
  return declared ? name : std::nullopt;
}

std::optional<Identity> ValueReader::read_party_object(NodeIndex object, Place const& place, Type const& type,
                                                       PathNode const* node, Canonical& text) {
  static OtherKeys const name_only{{"name"}};
  std::optional<PartyId> declared;
  auto const name = read_party_name(object, place, declared);
  std::optional<Against> against;
  if (declared) against.emplace(source_.model.schema.parties[declared->value], std::string());
  if (declared) fill(node, *declared);
  FieldTexts fields = read_fields(object, place, source_.index.table(type), node, name_only, against ? &*against : nullptr);
  if (!name) return std::nullopt;
  if (declared && fields.open.empty() && fields.personal.empty()) {
    text.open = json_text(*name);
    return declared->value;
  }
  if (!name->empty()) fields.open.add("name", json_text(*name));
  text = {fields.open.text(), fields.personal.text_or_nothing()};
  if (declared) return declared->value;
  return name->empty() ? nobody_known : slots_.own_identity(*name);
}

void ValueReader::fill(PathNode const* node, PartyId party) {
  if (node == nullptr) return;
  for (PartyFill const& fill : node->fills[party.value]) slots_.put(fill.slot, *fill.value);
}

}  // namespace izin::input
