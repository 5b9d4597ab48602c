#include "rules/check/values.hpp"

#include <algorithm>

#include "rules/check/literals.hpp"

namespace izin::check {
namespace {

Value present() {
  Value value;
  value.given = true;
  return value;
}

/// What is written, for messages.
std::string kind_of(Model const& model, ast::Value const& value) {
  if (auto const* literal = std::get_if<ast::Literal>(&value.node))
    return "a value of type " + type_text(model, literal_type(*literal));
  if (auto const* term = std::get_if<ast::Term>(&value.node)) return "the term " + in_backticks(term->name.text);
  if (auto const* party = std::get_if<ast::Party>(&value.node)) return "the party " + in_backticks("@" + party->name.text);
  auto const& braces = std::get<ast::Braces>(value.node);
  return !braces.fields.empty() ? "a record" : !braces.elements.empty() ? "a set" : "`{}`";
}

std::string remedy(Type const& type) {
  if (type.many != Many::one) return "write the elements between `{` and `}`";
  switch (type.base) {
    case Base::money:
      return "an amount has its currency: `0 USD`";
    case Base::integer:
      return "an `Int` is written without a point";
    case Base::party:
      return "write `@name`, or the party's fields between `{` and `}`";
    case Base::record:
      return "write the record's fields between `{` and `}`";
    default:
      return {};
  }
}

bool same(Value const& a, Value const& b) {
  return a.unit == b.unit && a.code == b.code && a.number == b.number && a.text == b.text &&
         std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end());
}

}  // namespace

FieldTrees all_of(std::vector<ast::ValueField> const& fields) {
  FieldTrees all;
  all.reserve(fields.size());
  for (auto const& field : fields) all.push_back(&field);
  return all;
}

FieldsOf ValueReader::fields_of(RecordId record) const {
  if (!record.valid()) return {nullptr, "Party"};
  return {&context_.record_fields[record.value], context_.model.schema.records[record.value].name};
}

void ValueReader::read_fields(FieldTrees const& fields, FieldsOf const& of, std::string const& prefix, PathValues& out) {
  std::unordered_map<std::string_view, Span> seen;
  for (auto const* tree : fields) {
    auto const& field = *tree;
    auto const [first, added] = seen.try_emplace(field.name.text, field.name.span);
    if (!added) {
      context_.error(Code::repeated_clause, field.name.span, in_backticks(field.name.text) + " is given twice", {},
                     "leave one of them out", {{first->second, "first given here"}});
      continue;
    }
    auto const at = of.table == nullptr ? FieldTable::const_iterator{} : of.table->find(field.name.text);
    if (of.table == nullptr || at == of.table->end()) {
      auto const names = [&] { return of.table == nullptr ? std::vector<std::string>() : sorted_names(*of.table); };
      context_.unknown(Code::unknown_field, field.name.span, field.name.text,
                       in_backticks(of.owner) + " has no field " + in_backticks(field.name.text), names);
      continue;
    }
    if (at->second.type) read(field.value, *at->second.type, prefix + field.name.text, out);
  }
}

void ValueReader::read(ast::Value const& value, Type const& type, std::string const& path, PathValues& out) {
  if (type.many != Many::one) return read_set(value, type, path, out);
  if (type.base == Base::party) return read_party(value, type, path, out);
  if (type.base == Base::record) {
    auto const* braces = std::get_if<ast::Braces>(&value.node);
    if (braces == nullptr || !braces->elements.empty()) return misfit(value, type);
    out.push_back({path, present(), value.span});
    return read_fields(all_of(braces->fields), fields_of(type.record), path + ".", out);
  }
  if (type.base == Base::term) {
    auto const* term = std::get_if<ast::Term>(&value.node);
    if (term == nullptr) return misfit(value, type);
    if (auto const id = find_term(context_, type.taxonomy, term->name)) {
      auto read = present();
      read.code = id->value;
      out.push_back({path, read, value.span});
    }
    return;
  }
  read_literal(value, type, path, out);
}

void ValueReader::read_set(ast::Value const& value, Type const& type, std::string const& path, PathValues& out) {
  auto const* braces = std::get_if<ast::Braces>(&value.node);
  if (braces == nullptr || !braces->fields.empty()) return misfit(value, type);
  if (type.many == Many::some && braces->elements.empty()) {
    context_.error(Code::wrong_value, value.span, type_text(context_.model, type) + " may not be empty", {},
                   "leave the field out if it is not known");
    return;
  }
  if (auto elements = read_elements(context_, braces->elements, type)) {
    auto read = present();
    read.elements = storage_.elements.emplace_back(std::move(*elements));
    out.push_back({path, read, value.span});
  }
}

void ValueReader::read_literal(ast::Value const& value, Type const& type, std::string const& path, PathValues& out) {
  auto const* literal = std::get_if<ast::Literal>(&value.node);
  if (literal == nullptr) return misfit(value, type);
  auto const own = literal_type(*literal).base;
  auto read = literal_value(*literal, storage_.texts);
  if (own == Base::integer && type.base == Base::decimal) {
    read.number *= nano;
  } else if (own != type.base && !(own == Base::date && type.base == Base::instant)) {
    return misfit(value, type);
  }
  out.push_back({path, read, value.span});
}

void ValueReader::read_party(ast::Value const& value, Type const& type, std::string const& path, PathValues& out) {
  if (auto const* party = std::get_if<ast::Party>(&value.node)) {
    if (auto const id = find_party(context_, *party)) {
      auto read = present();
      read.code = id->value;
      out.push_back({path, read, value.span});
    }
    return;
  }
  auto const* braces = std::get_if<ast::Braces>(&value.node);
  if (braces == nullptr || !braces->elements.empty()) return misfit(value, type);
  out.push_back({path, present(), value.span});
  read_party_object(*braces, type, path, out);
}

/// An object of fields; its `name` is none of them, but says which party it is.
void ValueReader::read_party_object(ast::Braces const& braces, Type const& type, std::string const& path, PathValues& out) {
  FieldTrees fields;
  DeclaredParty const* declared = nullptr;
  ast::ValueField const* name = nullptr;
  for (auto const& field : braces.fields) {
    if (field.name.text == "name" && name == nullptr) {
      name = &field;
      declared = named(field);
    } else if (field.name.text == "name") {
      context_.error(Code::repeated_clause, field.name.span, "`name` is given twice", {}, "leave one of them out",
                     {{name->name.span, "first given here"}});
    } else {
      fields.push_back(&field);
    }
  }
  auto const from = out.size();
  read_fields(fields, fields_of(type.record), path + ".", out);
  if (declared != nullptr) check_against(*declared, out, from, path.size() + 1);
}

DeclaredParty const* ValueReader::named(ast::ValueField const& name) {
  auto const& schema = context_.model.schema;
  if (auto const* party = std::get_if<ast::Party>(&name.value.node)) {
    auto const id = find_party(context_, *party);
    return id ? &schema.parties[id->value] : nullptr;
  }
  auto const* literal = std::get_if<ast::Literal>(&name.value.node);
  auto const* text = literal == nullptr ? nullptr : std::get_if<ast::Text>(&literal->value);
  if (text == nullptr) {
    context_.error(Code::wrong_value, name.value.span,
                   "`name` takes a text or a party, not " + kind_of(context_.model, name.value));
    return nullptr;
  }
  if (!text->value.starts_with('@')) return nullptr;
  auto const id = schema.party(std::string_view(text->value).substr(1));
  return id ? &schema.parties[id->value] : nullptr;
}

void ValueReader::check_against(DeclaredParty const& party, PathValues const& given, std::size_t from, std::size_t prefix) {
  for (auto i = from; i < given.size(); ++i) {
    std::string_view const path = std::string_view(given[i].path).substr(prefix);
    auto const at =
        std::find_if(party.fields.begin(), party.fields.end(), [&](auto const& field) { return field.first == path; });
    if (at == party.fields.end() || same(at->second, given[i].value)) continue;
    context_.error(Code::contradiction, given[i].span, "this contradicts the declaration of " + in_backticks("@" + party.name),
                   {}, "leave " + in_backticks(path) + " out: the declaration gives it", {{party.declared, "declared here"}});
  }
}

void ValueReader::misfit(ast::Value const& value, Type const& type) {
  context_.error(Code::wrong_value, value.span,
                 type_text(context_.model, type) + " is expected here, not " + kind_of(context_.model, value), {}, remedy(type));
}

}  // namespace izin::check
