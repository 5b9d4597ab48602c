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
x3::rule<struct overrides_rule, tree::References> const overrides = "rules";
auto const overrides_def = Keyword{"overrides contests"} > references;
WordsClause const action{"do", titled("an action (a term)")};
WordsClause const by_to{"by to", holder};
WordsClause const within{"within", duration, Slot{"after", {"an event or a path to a date", read_path}}};

auto const rule = block<tree::Block>{"forbid require permit right duty", named("a rule's name (lower_snake)")}[items<tree::Item>{
    Level::rule}[cite | say | when_unless | that | overrides | action | by_to | within]];

// ---- consent clauses: data {…} or any, and so on · lasts D

x3::rule<struct dimension_value_rule, tree::Many> const dimension_value = "`any` or a set";
auto const dimension_value_def = set | Keyword{"any"};
x3::rule<struct dimension_rule, tree::Dimension> const dimension = "a dimension";
auto const dimension_def = Keyword{"data operation purpose recipient"} > dimension_value;
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

x3::rule<struct settles_rule, tree::References> const settles = "rules";
auto const settles_def = Keyword{"dismisses upholds"} > references;
WordsClause const answers{"answers", named("a question's name"), Terminal{"`true` or `false`", read_bool}};
WordsClause const ruled_by{"by", text, optional("on", date), until};

auto const ruling = block<tree::Block>{"ruling", named("a ruling's name (lower_snake)")}[items<tree::Item>{
    Level::ruling}[settles | answers | when_unless | ruled_by | say | cite]];

// ---- tests: at D · given { … } · consent none · consent F "V" { c … } given D ACT [withdrawn D] · expect V …

WordsClause const at{"at", date};
auto const given = block<tree::Values>{"given"}[value_fields];
WordsClause const no_consent{"consent", Slot{{}, {"`none`", read_none}, Slot::Need::decides}};
x3::rule<struct clause_names_rule, Ranges> const clause_names = "clauses";
auto const clause_names_def = *named("a clause's name");
x3::rule<struct given_on_rule, tree::Range> const given_on = "a date";
auto const given_on_def = x3::omit[Terminal{"`given`", read_given}] > date;
x3::rule<struct withdrawn_rule, tree::Range> const withdrawn = "a date";
auto const withdrawn_def = x3::omit[Keyword{"withdrawn"}] > date;
x3::rule<struct test_consent_rule, tree::TestConsent> const test_consent = "a consent";
auto const test_consent_def = Keyword{"consent"} > Terminal{"a consent form's name", read_dotted} > -text >
                              x3::omit[Symbol{"{"}] > clause_names > as{"a clause's name or `}`"}[Symbol{"}"}] > -given_on >
                              -Terminal{"an act", read_act} > -withdrawn;
x3::rule<struct expect_by_rule, Ranges> const expect_by = "rules";
auto const expect_by_def = x3::omit[Keyword{"by"}] > references;
x3::rule<struct expect_missing_rule, Ranges> const expect_missing = "paths";
auto const expect_missing_def = x3::omit[Keyword{"missing"}] > paths;
x3::rule<struct expect_duties_rule, Ranges> const expect_duties = "rules";
auto const expect_duties_def = x3::omit[Keyword{"with"}] > x3::omit[Keyword{"duty"}] > references;
x3::rule<struct expect_rule, tree::Expect> const expect = "an expectation";
auto const expect_def = Keyword{"expect"} > named("a verdict") > -expect_by > -expect_missing > -expect_duties;

auto const test = block<tree::Block>{
    "test", Terminal{"a test's name in quotes",
                     read_text}}[items<tree::Item>{Level::test}[at | given | no_consent | test_consent | expect]];

// ---- invariants: never V when E · always V when E

Condition const claim{"never always", named("a verdict"), Terminal{"`when`", read_when}, expression};

auto const invariant =
    block<tree::Block>{"invariant", named("an invariant's name (lower_snake)")}[items<tree::Item>{Level::invariant}[say | claim]];

BOOST_SPIRIT_DEFINE(overrides, dimension_value, dimension, settles, clause_names, given_on, withdrawn, test_consent, expect_by,
                    expect_missing, expect_duties, expect)

}  // namespace izin::syntax::grammar
