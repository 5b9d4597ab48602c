// Clauses of rules, grants, instruments, questions, rulings, tests and invariants. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/clauses.hpp"
#include "grammar/syntax/value_def.hpp"

namespace izin::syntax::grammar {

using Condition = ConditionClause<decltype(expression)>;

// cite "…" [<iri>] · say [tag] "…" · when E · unless E
WordsClause const cite{"cite", text, optional(iri)};
WordsClause const say{"say", optional(Terminal{"a language tag", read_tag}), text};
Condition const when_unless{"when unless", no_slot, no_slot, expression};
constexpr auto until = optional("until", date);

// ---- rules: that E · overrides R, … · contests R, … · do A · by P · to P · within D after EVENT

Condition const that{"that", no_slot, no_slot, expression};
WordsClause const overrides{"overrides contests", references};
WordsClause const action{"do", titled("an action (a term)")};
WordsClause const by_to{"by to", holder};
WordsClause const within{"within", duration, Slot{"after", Terminal{"an event or a path to a date", read_path}}};

auto const rule = block<tree::Block>{"forbid require permit right duty", named("a rule's name (lower_snake)")}[items<tree::Item>{
    Level::rule}[cite | say | when_unless | that | overrides | action | by_to | within]];

// ---- consent clauses: data {…} or any, and so on · lasts D

WordsClause const dimension{"data operation purpose recipient", Slot{element, Slot::Shape::any_or_set}};
WordsClause const lasts{"lasts", duration};

auto const grant = block<tree::Block>{
    "grant refuse", named("a clause's name (lower_snake)")}[items<tree::Item>{Level::grant}[cite | say | dimension | lasts]];

// ---- instruments: title "…" · issuer @p · source <iri> · in force from D [until D] · default forbid [cite "…"] ·
//      governs when E · claims when E · reviewed D by "…"

WordsClause const title{"title", text};
WordsClause const issuer{"issuer", party};
WordsClause const source{"source", iri};
WordsClause const in_force{"in", Slot{"force from", date}, until};
WordsClause const default_forbid{"default", Terminal{"`forbid`", read_forbid}, optional("cite", text)};
Condition const governs{"governs claims", Terminal{"`when`", read_when}, no_slot, expression};
WordsClause const reviewed{"reviewed", date, Slot{"by", text}};

auto const instrument =
    block<tree::Block>{"law terms charter consent", Terminal{"an instrument's name (lower_snake, dotted)", read_dotted},
                       optional("version", text)}[items<tree::Item>{
        Level::instrument}[title | issuer | source | in_force | default_forbid | governs | reviewed | rule | grant]];

// ---- questions, rulings: dismisses R, … · upholds R, … · answers Q true · by "…" on D until D

auto const question =
    block<tree::Block>{"question", named("a question's name (lower_snake)")}[items<tree::Item>{Level::question}[cite | say]];

WordsClause const settles{"dismisses upholds", references};
WordsClause const answers{"answers", named("a question's name"), Terminal{"`true` or `false`", read_bool}};
WordsClause const ruled_by{"by", text, optional("on", date), until};

auto const ruling = block<tree::Block>{"ruling", named("a ruling's name (lower_snake)")}[items<tree::Item>{
    Level::ruling}[settles | answers | when_unless | ruled_by | say | cite]];

// ---- tests: at D · given { … } · consent none · consent F "V" { c … } given D ACT [withdrawn D] ·
//      expect V [by R, …] [missing PATH, …] [with duty R, …]

WordsClause const at{"at", date};
auto const given = block<tree::Values>{"given"}[value_fields];
WordsClause const no_consent{"consent", Slot{{}, Terminal{"`none`", read_none}, Slot::Need::decides}};
x3::rule<struct clause_names_rule, tree::Range> const clause_names = "`{`";
auto const clause_names_def = BracedNames{named("a clause's name")};
x3::rule<struct given_on_rule, tree::Range> const given_on = "a date";
auto const given_on_def = x3::omit[Terminal{"`given`", read_given}] > date;
x3::rule<struct withdrawn_rule, tree::Range> const withdrawn = "a date";
auto const withdrawn_def = x3::omit[Keyword{"withdrawn"}] > date;
x3::rule<struct test_consent_rule, tree::TestConsent> const test_consent = "a consent";
auto const test_consent_def = Keyword{"consent"} > Terminal{"a consent form's name", read_dotted} > -text > clause_names >
                              -given_on > -Terminal{"an act", read_act} > -withdrawn;
WordsClause const expect{"expect", named("a verdict"), optional("by", references), optional("missing", paths),
                         optional("with duty", references)};

auto const test = block<tree::Block>{
    "test", Terminal{"a test's name in quotes",
                     read_text}}[items<tree::Item>{Level::test}[at | given | no_consent | test_consent | expect]];

// ---- invariants: never V when E · always V when E

Condition const claim{"never always", named("a verdict"), Terminal{"`when`", read_when}, expression};

auto const invariant =
    block<tree::Block>{"invariant", named("an invariant's name (lower_snake)")}[items<tree::Item>{Level::invariant}[say | claim]];

BOOST_SPIRIT_DEFINE(clause_names, given_on, withdrawn, test_consent)

}  // namespace izin::syntax::grammar
