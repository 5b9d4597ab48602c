// Values in parties and tests, and what clauses of every sort are made of. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/expression_def.hpp"

namespace izin::syntax::grammar {

constexpr Terminal text{"a text in quotes", read_text};
constexpr Terminal date{"a date", read_date};
constexpr Terminal duration{"a duration", read_duration};
constexpr Terminal iri{"an IRI `<scheme:…>`", read_iri};
constexpr Terminal party{"a party `@name`", read_party};
constexpr Terminal name{"a name (lower_snake)", read_name};
constexpr Terminal dotted{"a name (lower_snake, dotted)", read_dotted};
constexpr Terminal reference{"a rule's name", read_rule_ref};
constexpr Terminal holder{"a party or a path to one", read_holder};
auto const absent = x3::attr(tree::Range{});

// references := reference {"," reference} ;  paths := path {"," path}
auto const references = x3::rule<struct references_rule, std::vector<tree::Range>>{
    "a rule's name"} = reference >> *(x3::omit[Symbol{","}] > reference);
auto const paths = x3::rule<struct paths_rule, std::vector<tree::Range>>{"a path"} = path >> *(x3::omit[Symbol{","}] > path);

// value := literal | Term | party | "{" [element {"," element} | {name ":" value}] "}"
x3::rule<struct value_rule, tree::Value> const value = "a value";
auto const value_field = x3::rule<struct value_field_rule, tree::ValueField>{} =
    Terminal{"a field's name", read_name} > x3::omit[Symbol{":"}] > value;
auto const value_entry = x3::rule<struct value_entry_rule, tree::ValueEntry>{} =
    item<tree::ValueEntry>{Level::values}[value_field];
auto const value_entries = x3::rule<struct value_entries_rule, std::vector<tree::ValueEntry>>{} = *value_entry;
auto const set_value = x3::rule<struct set_value_rule, tree::Braces>{} =
    Symbol{"{"} >> element_list >> x3::attr(std::vector<tree::ValueEntry>{}) > as{"`,` or `}`"}[Symbol{"}"}];
auto const record_value = x3::rule<struct record_value_rule, tree::Braces>{} =
    BodyOpen{} >> x3::attr(std::vector<tree::Range>{}) > value_entries > BodyClose{};
auto const value_def = Terminal{"a value", read_value_word} | set_value | record_value;
BOOST_SPIRIT_DEFINE(value)

}  // namespace izin::syntax::grammar
