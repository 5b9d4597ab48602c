// Vocabulary and the declarations of a file. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/clause_def.hpp"

namespace izin::syntax::grammar {

// item := Term ["=" iri] ["under" Term {"," Term}] ["{" {item} "}"]
x3::rule<struct term_items_rule, std::vector<tree::TermEntry>> const term_items = "terms";
TermClause<decltype(term_items)> const term_item{term, iri, optional("under", Listed{term}), term_items};
auto const term_items_def = items<tree::TermEntry>{Level::terms}[term_item];
auto const taxonomy = block<tree::Taxonomy>{"taxonomy extend", titled("a taxonomy's name (a capital first)")}[term_items];

// field := ["personal"] name ":" [("set" | "some") "of"] Type
x3::rule<struct many_of_rule, tree::Range> const many_of = "a type";
auto const many_of_def = Keyword{"set some"} > x3::omit[Keyword{"of"}];
x3::rule<struct field_rule, tree::Field> const field = "a field";
auto const field_def = -Terminal{"`personal`", read_personal} >> named("a field's name") > x3::omit[Symbol{":"}] > -many_of >
                       titled("a type's name (a capital first)");
x3::rule<struct fields_rule, std::vector<tree::FieldEntry>> const fields = "fields";
auto const fields_def = items<tree::FieldEntry>{Level::fields}[field];
auto const record = block<tree::Fields>{"record", titled("a record's name (a capital first)")}[fields];
auto const flow = block<tree::Fields>{"flow"}[fields];

auto const party_decl = block<tree::Values>{"party", named("a party's name (lower_snake, without `@`)")}[value_fields];
Condition const define{"define", named("a definition's name (lower_snake)"), Terminal{"`:`", read_colon}, expression};
// Read wherever a declaration may stand; the conversion says that it belongs to the beginning.
WordsClause const language{"language", Terminal{"the number of the language's version", read_number}};

auto const declarations = items<tree::Item>{
    Level::file}[taxonomy | record | flow | party_decl | define | instrument | question | ruling | test | invariant | language];

BOOST_SPIRIT_DEFINE(term_items, many_of, field, fields)

}  // namespace izin::syntax::grammar
