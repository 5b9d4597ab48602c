// Vocabulary and the declarations of a file. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/clause_def.hpp"

namespace izin::syntax::grammar {

// item := Term ["=" iri] ["under" Term {"," Term}] ["{" {item} "}"]
x3::rule<struct term_item_rule, tree::TermItem> const term_item = "a term";
auto const term_entry = x3::rule<struct term_entry_rule, tree::TermEntry>{} = item<tree::TermEntry>{Level::terms}[term_item];
auto const term_entries = x3::rule<struct term_entries_rule, std::vector<tree::TermEntry>>{} = *term_entry;
auto const equals_iri = x3::rule<struct equals_iri_rule, tree::Range>{} = x3::omit[Symbol{"="}] > iri;
auto const term_list = x3::rule<struct term_list_rule, std::vector<tree::Range>>{
    "a term (a capital, then letters, digits, `_`)"} = term >> *(x3::omit[Symbol{","}] > term);
auto const parents = x3::rule<struct parents_rule, std::vector<tree::Range>>{} = x3::omit[Keyword{"under"}] > term_list;
auto const term_body = x3::rule<struct term_body_rule, tree::TermBody>{} = BodyOpen{} > term_entries > BodyClose{};
auto const term_item_def = term >> -equals_iri >> -parents >> -term_body;
BOOST_SPIRIT_DEFINE(term_item)

auto const taxonomy = x3::rule<struct taxonomy_rule, tree::Taxonomy>{} =
    Keyword{"taxonomy extend"} > Terminal{"a taxonomy's name (a capital first)", read_term} > x3::omit[BodyOpen{}] >
    term_entries > BodyClose{};

// field := ["personal"] name ":" [("set" | "some") "of"] Type
auto const many_of = x3::rule<struct many_of_rule, tree::Range>{} = Keyword{"set some"} > x3::omit[Keyword{"of"}];
auto const field = x3::rule<struct field_rule, tree::Field>{} = -Terminal{"`personal`", read_personal} >>
                                                                Terminal{"a field's name", read_name} > x3::omit[Symbol{":"}] >
                                                                -many_of > Terminal{"a type's name (a capital first)", read_term};
auto const field_entry = x3::rule<struct field_entry_rule, tree::FieldEntry>{} = item<tree::FieldEntry>{Level::fields}[field];
auto const field_entries = x3::rule<struct field_entries_rule, std::vector<tree::FieldEntry>>{} = *field_entry;
auto const record = x3::rule<struct record_rule, tree::Fields>{} = Keyword{"record"} >
                                                                   Terminal{"a record's name (a capital first)", read_term} >
                                                                   x3::omit[BodyOpen{}] > field_entries > BodyClose{};
auto const flow = x3::rule<struct flow_rule, tree::Fields>{} =
    Keyword{"flow"} > absent > x3::omit[BodyOpen{}] > field_entries > BodyClose{};

auto const party_decl = x3::rule<struct party_rule, tree::Values>{} =
    Keyword{"party"} > Terminal{"a party's name (lower_snake, without `@`)", read_name} > x3::omit[BodyOpen{}] > value_entries >
    BodyClose{};
auto const define = x3::rule<struct define_rule, tree::Condition>{} =
    Keyword{"define"} > Terminal{"a definition's name (lower_snake)", read_name} > x3::omit[Symbol{":"}] > expression;
// Read wherever a declaration may stand; the conversion says that it belongs to the beginning.
auto const language = x3::rule<struct language_rule, tree::Words>{} =
    Keyword{"language"} > Terminal{"the number of the language's version", read_number} > absent > absent;

auto const declaration = x3::rule<struct declaration_rule, tree::Item>{} = item<tree::Item>{
    Level::file}[taxonomy | record | flow | party_decl | define | instrument | question | ruling | test | invariant | language];
auto const declarations = x3::rule<struct declarations_rule, std::vector<tree::Item>>{} = *declaration;

}  // namespace izin::syntax::grammar
