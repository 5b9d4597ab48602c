#include "tests/oracle/value.hpp"

#include <nlohmann/json.hpp>

#include "grammar/syntax/literals.hpp"

namespace izin::oracle {
namespace {

/// The fields of a party or a record from its declaration.
Value declared(Bundle const& bundle, Type const& type, ast::Value const& value);

Value declared_fields(Bundle const& bundle, Fields const& types, std::vector<ast::ValueField> const& fields) {
  Value record;
  for (auto const& field : fields) record.fields[field.name.text] = declared(bundle, types.at(field.name.text), field.value);
  return record;
}

Value term(std::string const& taxonomy, std::string const& name) {
  Value value;
  value.kind = Value::Kind::term;
  value.taxonomy = taxonomy;
  value.text = name;
  return value;
}

Value declared(Bundle const& bundle, Type const& type, ast::Value const& value) {
  if (auto const* braces = std::get_if<ast::Braces>(&value.node)) {
    if (!type.many) return declared_fields(bundle, bundle.records.at(type.name), braces->fields);
    Value set;
    set.kind = Value::Kind::set;
    for (auto const& element : braces->elements) {
      if (auto const* one = std::get_if<ast::Term>(&element)) set.elements.push_back(term(type.name, one->name.text));
      if (auto const* one = std::get_if<ast::Party>(&element)) set.elements.push_back(declared_party(bundle, one->name.text));
    }
    return set;
  }
  if (auto const* one = std::get_if<ast::Term>(&value.node)) return term(type.name, one->name.text);
  if (auto const* one = std::get_if<ast::Party>(&value.node)) return declared_party(bundle, one->name.text);
  return value_of(std::get<ast::Literal>(value.node));
}

/// What the input leaves out, the declaration fills.
void fill(Value& given, Value const& declaration) {
  for (auto const& [name, value] : declaration.fields) {
    auto const [place, added] = given.fields.emplace(name, value);
    if (!added) fill(place->second, value);
  }
}

Value party(Bundle const& bundle, nlohmann::json const& json) {
  if (json.is_string()) return declared_party(bundle, json.get<std::string>().substr(1));
  auto rest = json;
  rest.erase("name");
  auto const record = bundle.records.find("Party");
  auto value = record == bundle.records.end() ? Value{} : read_fields(bundle, record->second, rest);
  value.kind = Value::Kind::party;
  if (json.contains("name")) {
    auto const name = json.at("name").get<std::string>();
    if (name.starts_with('@')) fill(value, declared_party(bundle, name.substr(1)));
    value.name = name;
  }
  return value;
}

template <class T>
T parsed(izin::Parsed<T> const& result) {
  return std::get<T>(result);
}

}  // namespace

WideMicros read_moment(std::string const& text) {
  return text.size() == 10 ? first_moment(parsed(parse_date(text))).micros : parsed(parse_instant(text)).micros;
}

Value declared_party(Bundle const& bundle, std::string const& name) {
  auto const record = bundle.records.find("Party");
  auto value =
      record == bundle.records.end() ? Value{} : declared_fields(bundle, record->second, bundle.parties.at(name)->fields);
  value.kind = Value::Kind::party;
  value.name = "@" + name;
  return value;
}

Value value_of(ast::Literal const& literal) {
  Value value;
  auto const as = [&](Value::Kind kind, Int128 amount) {
    value.kind = kind;
    value.amount = amount;
  };
  if (auto const* flag = std::get_if<bool>(&literal.value)) as(Value::Kind::flag, *flag ? 1 : 0);
  if (auto const* number = std::get_if<Number>(&literal.value)) as(Value::Kind::number, number->nanos);
  if (auto const* percent = std::get_if<Percent>(&literal.value)) as(Value::Kind::percent, percent->nanos);
  if (auto const* money = std::get_if<Money>(&literal.value)) {
    as(Value::Kind::money, money->nanos);
    value.currency = money->currency;
  }
  if (auto const* date = std::get_if<Date>(&literal.value)) as(Value::Kind::moment, first_moment(*date).micros);
  if (auto const* instant = std::get_if<Instant>(&literal.value)) as(Value::Kind::moment, instant->micros);
  if (auto const* duration = std::get_if<Duration>(&literal.value)) {
    as(Value::Kind::duration, 0);
    value.duration = *duration;
  }
  if (auto const* text = std::get_if<ast::Text>(&literal.value)) {
    as(Value::Kind::text, 0);
    value.text = text->value;
  }
  return value;
}

Value read_fields(Bundle const& bundle, Fields const& fields, nlohmann::json const& json) {
  Value record;
  for (auto const& [key, value] : json.items()) record.fields[key] = read(bundle, fields.at(key), value);
  return record;
}

Value read(Bundle const& bundle, Type const& type, nlohmann::json const& json) {
  Value value;
  if (type.many) {
    value.kind = Value::Kind::set;
    for (auto const& element : json) value.elements.push_back(read(bundle, {false, type.name}, element));
    return value;
  }
  if (type.name == "Party") return party(bundle, json);
  if (auto const taxonomy = bundle.taxonomies.find(type.name); taxonomy != bundle.taxonomies.end()) {
    auto const text = json.get<std::string>();
    auto const by_iri = taxonomy->second.term_of_iri.find(text);
    return term(type.name, by_iri == taxonomy->second.term_of_iri.end() ? text : by_iri->second);
  }
  if (auto const record = bundle.records.find(type.name); record != bundle.records.end()) {
    return read_fields(bundle, record->second, json);
  }
  if (type.name == "Bool") {
    value.kind = Value::Kind::flag;
    value.amount = json.get<bool>() ? 1 : 0;
  } else if (type.name == "Int" || type.name == "Decimal") {
    value.kind = Value::Kind::number;
    value.amount = parsed(parse_number(json.dump())).nanos;
  } else if (type.name == "Percent") {
    value.kind = Value::Kind::percent;
    value.amount = parsed(parse_percent(json.get<std::string>())).nanos;
  } else if (type.name == "Money") {
    auto const money = parsed(parse_money(json.get<std::string>()));
    value.kind = Value::Kind::money;
    value.amount = money.nanos;
    value.currency = money.currency;
  } else if (type.name == "Text") {
    value.kind = Value::Kind::text;
    value.text = json.get<std::string>();
  } else if (type.name == "Duration") {
    value.kind = Value::Kind::duration;
    value.duration = parsed(parse_duration(json.get<std::string>()));
  } else {  // Date, Instant
    value.kind = Value::Kind::moment;
    value.amount = read_moment(json.get<std::string>());
  }
  return value;
}

Value const* find(Value const& flow, ast::Path const& path) {
  auto const* value = &flow;
  for (auto const& segment : path.segments) {
    auto const next = value->fields.find(segment.text);
    if (next == value->fields.end()) return nullptr;
    value = &next->second;
  }
  return value;
}

}  // namespace izin::oracle
