// Values in parties and tests, and the words of clauses. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/expression_def.hpp"

namespace izin::syntax::grammar {

constexpr Terminal text{"a text in quotes", read_text};
constexpr Terminal date{"a date", read_date};
constexpr Terminal duration{"a duration", read_duration};
constexpr Terminal iri{"an IRI `<scheme:…>`", read_iri};
constexpr Terminal party{"a party `@name`", read_party};
constexpr Terminal holder{"a party or a path to one", read_holder};
constexpr Listed references{Terminal{"a rule's name", read_rule_ref}};
constexpr Listed paths{path};
constexpr Terminal named(std::string_view what) { return {what, read_name}; }
constexpr Terminal titled(std::string_view what) { return {what, read_term}; }

// value := literal | Term | party | "{" element {"," element} "}" | "{" {name ":" value} "}"
x3::rule<struct value_rule, tree::Value> const value = "a value";
x3::rule<struct value_field_rule, tree::ValueField> const value_field = "a field";
auto const value_field_def = named("a field's name") > x3::omit[Symbol{":"}] > value;
x3::rule<struct value_fields_rule, std::vector<tree::ValueEntry>> const value_fields = "fields";
auto const value_fields_def = items<tree::ValueEntry>{Level::values}[value_field];
x3::rule<struct record_value_rule, tree::Braces> const record_value = "a record";
auto const record_value_def = BodyOpen{} > value_fields > BodyClose{};
auto const value_def = Terminal{"a value", read_value_word} | Braced{element, Braced::Empty::left_alone} | record_value;

BOOST_SPIRIT_DEFINE(value, value_field, value_fields, record_value)

}  // namespace izin::syntax::grammar
