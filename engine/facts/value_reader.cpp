#include "engine/facts/value_reader.hpp"

#include <algorithm>
#include <tuple>

namespace izin::input {
namespace {

bool same(Value const& a, Value const& b) {
  return a.unit == b.unit && a.code == b.code && a.number == b.number && a.text == b.text &&
         std::ranges::equal(a.elements, b.elements);
}

bool is_object(JsonNode const& node) { return node.kind == JsonKind::object || node.kind == JsonKind::braces; }
bool is_array(JsonNode const& node) { return node.kind == JsonKind::array || node.kind == JsonKind::braces; }

}  // namespace

Value const* Against::declared() const {
  auto const at =
      std::ranges::lower_bound(party.fields, path, {}, [](auto const& field) -> std::string const& { return field.first; });
  return at == party.fields.end() || at->first != path ? nullptr : &at->second;
}

void null_value(Source const& source, NodeIndex value, Place const& place) {
  source.report.problem(Code::null_value, source.tape[value], place,
                        {in_backticks(field_of(place)) + " is `null`", {}, "say nothing instead: what is left out is unknown"});
}

void check_keys(Source const& source, NodeIndex object, Place const& place) {
  JsonTape const& tape = source.tape;
  if (tape[object].kind != JsonKind::object) return;
  std::vector<std::pair<std::string_view, NodeIndex>> keys;
  for (NodeIndex at = object + 1; at < tape.after(object); at = tape.after(at + 1)) keys.emplace_back(tape.text(at), at);
  std::ranges::sort(keys);
  for (std::size_t i = 1; i < keys.size(); ++i) {
    auto const& [name, node] = keys[i];
    if (name != keys[i - 1].first) continue;
    source.report.problem(Code::duplicate_key, tape[node], place.member(name),
                          {"the key " + in_backticks(name) + " stands twice in one object",
                           "here again",
                           "which of the two counts cannot be told: keep one",
                           {{source.report.span(tape[keys[i - 1].second]), "first here"}}});
  }
}

std::optional<std::string> ValueReader::read_text(NodeIndex value, Place const& place) {
  Type const text{Base::text, Many::one, {}, {}};
  if (source_.tape[value].kind == JsonKind::null) return null_value(source_, value, place), std::nullopt;
  if (source_.tape[value].kind == JsonKind::string) return std::string(source_.tape.text(value));
  wrong_type(source_, value, place, text);
  return std::nullopt;
}

FieldTexts ValueReader::read_fields(NodeIndex object, Place const& place, FieldTable const& table, PathNode const* node,
                                    OtherKeys const& others, Against const* against) {
  JsonTape const& tape = source_.tape;
  check_keys(source_, object, place);
  FieldTexts texts;
  for (NodeIndex key = object + 1; key < tape.after(object); key = tape.after(key + 1)) {
    std::string_view const name = tape.text(key);
    Place const here = place.member(name);
    if (std::ranges::find(others.names, name) != others.names.end()) {
      if (others.read) others.read(name, key + 1, here);
      continue;
    }
    auto const at = table.by_name.find(name);
    if (at == table.by_name.end()) {
      undeclared_key(key, here, table, others);
      continue;
    }
    Field const& field = table.fields[at->second];
    Canonical read = read_field(key + 1, here, field, source_.index.child(node, at->second), against);
    if (!read.open.empty()) texts.open.add(field.name, std::move(read.open));
    if (!read.personal.empty()) texts.personal.add(field.name, std::move(read.personal));
  }
  return texts;
}

Canonical ValueReader::read_field(NodeIndex value, Place const& place, Field const& field, PathNode const* node,
                                  Against const* against) {
  std::optional<Against> below;
  if (against != nullptr) below.emplace(against->party, against->path.empty() ? field.name : against->path + "." + field.name);
  Against const* const what = below ? &*below : nullptr;
  if (!field.personal || privacy_ == Privacy::together) return read_value(value, place, field.type, node, what);
  privacy_ = Privacy::together;
  Canonical whole = read_value(value, place, field.type, node, what);
  privacy_ = Privacy::apart;
  return {{}, std::move(whole.open)};
}

void ValueReader::undeclared_key(NodeIndex key, Place const& place, FieldTable const& table, OtherKeys const& others) {
  std::string_view const name = source_.tape.text(key);
  Words words{in_backticks(name) + " is not a field of `" + std::string(table.owner) + "`"};
  words.label = source_.report.did_you_mean(name, [&] {
    std::vector<std::string> names;
    for (Field const& field : table.fields) names.push_back(field.name);
    names.insert(names.end(), others.names.begin(), others.names.end());
    return names;
  });
  if (words.label.empty())
    words.help = "an input has the fields that the bundle declares and no others: leave it out, or declare it";
  source_.report.problem(Code::undeclared_key, source_.tape[key], place, std::move(words));
}

Canonical ValueReader::read_value(NodeIndex value, Place const& place, Type const& type, PathNode const* node,
                                  Against const* against) {
  if (source_.tape[value].kind == JsonKind::null) return null_value(source_, value, place), Canonical{};
  if (type.many != Many::one) return read_set(value, place, type, node, against);
  if (type.base == Base::record) return read_record(value, place, type, node, against);
  if (type.base != Base::party) return read_scalar(value, place, type, node, against);
  Canonical text;
  if (auto const identity = read_party(value, place, type, node, text); identity && node != nullptr) {
    Value party;
    party.given = true;
    party.code = *identity;
    slots_.put(node->slot, party);
  }
  return text;
}

Canonical ValueReader::read_record(NodeIndex value, Place const& place, Type const& type, PathNode const* node,
                                   Against const* against) {
  if (!is_object(source_.tape[value])) return wrong_type(source_, value, place, type), Canonical{};
  if (node != nullptr) {
    Value record;
    record.given = true;
    slots_.put(node->slot, record);
  }
  FieldTexts read = read_fields(value, place, source_.index.table(type), node, {}, against);
  bool const is_declared = against != nullptr && against->declared() != nullptr;
  return {is_declared && read.open.empty() && read.personal.empty() ? std::string() : read.open.text(),
          read.personal.text_or_nothing()};
}

Canonical ValueReader::read_scalar(NodeIndex value, Place const& place, Type const& type, PathNode const* node,
                                   Against const* against) {
  Canonical text;
  auto const read = scalar_of(source_, value, place, type, text.open);
  if (!read || repeats_declaration(value, place, against, *read)) return {};
  if (node != nullptr && type.base == Base::text) slots_.put_text(node->slot, read->text);
  if (node != nullptr && type.base != Base::text) slots_.put(node->slot, *read);
  return text;
}

bool ValueReader::repeats_declaration(NodeIndex value, Place const& place, Against const* against, Value const& read) {
  Value const* const declared = against == nullptr ? nullptr : against->declared();
  if (declared == nullptr) return false;
  if (same(*declared, read)) return true;
  source_.report.problem(Code::party_contradicted, source_.tape[value], place,
                         {in_backticks(against->path) + " contradicts the declaration of `@" + against->party.name + "`",
                          {},
                          "leave it out: the declaration gives it"});
  return true;
}

Canonical ValueReader::read_set(NodeIndex value, Place const& place, Type const& type, PathNode const* node,
                                Against const* against) {
  JsonTape const& tape = source_.tape;
  if (!is_array(tape[value])) return wrong_type(source_, value, place, type), Canonical{};
  if (type.many == Many::some && tape.after(value) == value + 1) {
    source_.report.problem(Code::empty_some, tape[value], place,
                           {in_backticks(field_of(place)) + " is an empty set, and the field is a `some of`",
                            {},
                            "name at least one element, or leave the field out where it is not known"});
    return {};
  }
  std::vector<std::uint32_t> elements;
  std::vector<std::pair<Canonical, std::uint32_t>> read;
  std::size_t position = 0;
  bool whole = true;
  for (NodeIndex at = value + 1; at < tape.after(value); at = tape.after(at)) {
    Canonical text;
    Place const here = place.element(position++);
    auto const element = read_element(at, here, type, text);
    if (element) read.emplace_back(std::move(text), *element);
    whole = whole && element;
  }
  if (!whole) return {};
  elements.reserve(elements.size() + read.size());
  for (auto const& [text, element] : read) elements.push_back(element);
  std::ranges::sort(elements);
  auto const again = [](std::uint32_t a, std::uint32_t b) { return a == b && a != nobody_known; };
  elements.erase(std::unique(elements.begin(), elements.end(), again), elements.end());
  Value set;
  set.given = true;
  set.elements = elements;
  if (repeats_declaration(value, place, against, set)) return {};
  if (node != nullptr) slots_.put_elements(node->slot, elements);
  return set_text(std::move(read));
}

std::optional<std::uint32_t> ValueReader::read_element(NodeIndex value, Place const& place, Type const& set, Canonical& text) {
  Type const type{set.base, Many::one, set.taxonomy, set.record};
  if (source_.tape[value].kind == JsonKind::null) return null_value(source_, value, place), std::nullopt;
  if (type.base == Base::party) return read_party(value, place, type, nullptr, text);
  auto const term = scalar_of(source_, value, place, type, text.open);
  return term ? std::optional(term->code) : std::nullopt;
}

Canonical ValueReader::set_text(std::vector<std::pair<Canonical, std::uint32_t>> elements) {
  auto const key = [](auto const& e) { return std::tie(e.first.open, e.first.personal); };
  std::ranges::sort(elements, [&](auto const& a, auto const& b) { return key(a) < key(b); });
  auto const again = [&](auto const& a, auto const& b) { return a.second != nobody_known && key(a) == key(b); };
  elements.erase(std::unique(elements.begin(), elements.end(), again), elements.end());
  std::vector<std::string> open, personal;
  bool hides = false;
  for (auto& [text, element] : elements) {
    hides = hides || !text.personal.empty();
    open.push_back(std::move(text.open));
    personal.push_back(text.personal.empty() ? "{}" : std::move(text.personal));
  }
  return {json_array(open), hides ? json_array(personal) : std::string()};
}

}  // namespace izin::input
