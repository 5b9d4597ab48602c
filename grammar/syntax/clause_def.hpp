// Clauses of rules, grants, instruments, questions, rulings, tests and invariants. Reads top down; included by grammar.cpp alone.
// Everything after a clause's first word is expected (`>`): once it is known which clause it is, nothing else is tried.
#pragma once

#include "grammar/syntax/value_def.hpp"

namespace izin::syntax::grammar {

template <class Tag>
using Words = x3::rule<Tag, tree::Words>;
template <class Tag>
using Items = x3::rule<Tag, std::vector<tree::Item>>;

// cite "…" [<iri>] · say [tag] "…"
auto const cite = Words<struct cite_rule>{} = Keyword{"cite"} > text > -iri > absent;
auto const say = Words<struct say_rule>{} = Keyword{"say"} > -Terminal{"a language tag", read_tag} > text > absent;
// when E · unless E · that E
auto const when_unless = x3::rule<struct when_rule, tree::Condition>{} = Keyword{"when unless"} > absent > expression;
auto const that = x3::rule<struct that_rule, tree::Condition>{} = Keyword{"that"} > absent > expression;

// ---- rules
// -----------------------------------------------------------------------------------------------------------------------

auto const overrides = x3::rule<struct overrides_rule, tree::References>{} = Keyword{"overrides contests"} > references;
auto const do_action = Words<struct do_rule>{} = Keyword{"do"} > Terminal{"an action (a term)", read_term} > absent > absent;
auto const by_to = Words<struct by_rule>{} = Keyword{"by to"} > holder > absent > absent;
auto const within_after = Words<struct within_rule>{} =
    Keyword{"within"} > duration > x3::omit[Keyword{"after"}] > Terminal{"an event or a path to a date", read_path} > absent;
auto const rule_item = x3::rule<struct rule_item_rule, tree::Item>{} =
    item<tree::Item>{Level::rule}[cite | say | when_unless | that | overrides | do_action | by_to | within_after];
auto const rule_items = Items<struct rule_items_rule>{} = *rule_item;
auto const rule_block = x3::rule<struct rule_block_rule, tree::Block>{} =
    Keyword{"forbid require permit right duty"} > Terminal{"a rule's name (lower_snake)", read_name} > absent >
    x3::omit[BodyOpen{}] > rule_items > BodyClose{};

// ---- consent clauses
// -------------------------------------------------------------------------------------------------------------

auto const any_word = Keyword{"any"};
auto const dimension_value = x3::rule<struct dimension_value_rule, tree::Many>{"`any` or a set"} = set | any_word;
auto const dimension = x3::rule<struct dimension_rule, tree::Dimension>{} =
    Keyword{"data operation purpose recipient"} > dimension_value;
auto const lasts = Words<struct lasts_rule>{} = Keyword{"lasts"} > duration > absent > absent;
auto const grant_item = x3::rule<struct grant_item_rule, tree::Item>{} =
    item<tree::Item>{Level::grant}[cite | say | dimension | lasts];
auto const grant_items = Items<struct grant_items_rule>{} = *grant_item;
auto const grant_block = x3::rule<struct grant_block_rule, tree::Block>{} =
    Keyword{"grant refuse"} > Terminal{"a clause's name (lower_snake)", read_name} > absent > x3::omit[BodyOpen{}] > grant_items >
    BodyClose{};

// ---- instruments
// -----------------------------------------------------------------------------------------------------------------

auto const title = Words<struct title_rule>{} = Keyword{"title"} > text > absent > absent;
auto const issuer = Words<struct issuer_rule>{} = Keyword{"issuer"} > party > absent > absent;
auto const source = Words<struct source_rule>{} = Keyword{"source"} > iri > absent > absent;
auto const until = x3::rule<struct until_rule, tree::Range>{} = x3::omit[Keyword{"until"}] > date;
auto const in_force = Words<struct in_force_rule>{} =
    Keyword{"in"} > x3::omit[Keyword{"force"}] > x3::omit[Keyword{"from"}] > date > -until > absent;
auto const cited = x3::rule<struct cited_rule, tree::Range>{} = x3::omit[Keyword{"cite"}] > text;
auto const default_forbid = Words<struct default_rule>{} = Keyword{"default"} > Keyword{"forbid"} > -cited > absent;
auto const governs = x3::rule<struct governs_rule, tree::Condition>{} = Keyword{"governs claims"} > Keyword{"when"} > expression;
auto const reviewed = Words<struct reviewed_rule>{} = Keyword{"reviewed"} > date > x3::omit[Keyword{"by"}] > text > absent;
auto const instrument_item = x3::rule<struct instrument_item_rule, tree::Item>{} = item<tree::Item>{
    Level::instrument}[title | issuer | source | in_force | default_forbid | governs | reviewed | rule_block | grant_block];
auto const instrument_items = Items<struct instrument_items_rule>{} = *instrument_item;
auto const version = x3::rule<struct version_rule, tree::Range>{} = x3::omit[Keyword{"version"}] > text;
auto const instrument = x3::rule<struct instrument_rule, tree::Block>{} =
    Keyword{"law terms charter consent"} > Terminal{"an instrument's name (lower_snake, dotted)", read_dotted} > -version >
    x3::omit[BodyOpen{}] > instrument_items > BodyClose{};

// ---- questions, rulings
// ----------------------------------------------------------------------------------------------------------

auto const question_item = x3::rule<struct question_item_rule, tree::Item>{} = item<tree::Item>{Level::question}[cite | say];
auto const question_items = Items<struct question_items_rule>{} = *question_item;
auto const question = x3::rule<struct question_rule, tree::Block>{} =
    Keyword{"question"} > Terminal{"a question's name (lower_snake)", read_name} > absent > x3::omit[BodyOpen{}] >
    question_items > BodyClose{};

auto const settles = x3::rule<struct settles_rule, tree::References>{} = Keyword{"dismisses upholds"} > references;
auto const answers = Words<struct answers_rule>{} =
    Keyword{"answers"} > Terminal{"a question's name", read_name} > Terminal{"`true` or `false`", read_bool} > absent;
auto const on = x3::rule<struct on_rule, tree::Range>{} = x3::omit[Keyword{"on"}] > date;
auto const ruled_by = Words<struct ruled_by_rule>{} = Keyword{"by"} > text > -on > -until;
auto const ruling_item = x3::rule<struct ruling_item_rule, tree::Item>{} =
    item<tree::Item>{Level::ruling}[settles | answers | when_unless | ruled_by | say | cite];
auto const ruling_items = Items<struct ruling_items_rule>{} = *ruling_item;
auto const ruling = x3::rule<struct ruling_rule, tree::Block>{} = Keyword{"ruling"} >
                                                                  Terminal{"a ruling's name (lower_snake)", read_name} > absent >
                                                                  x3::omit[BodyOpen{}] > ruling_items > BodyClose{};

// ---- tests, invariants
// -----------------------------------------------------------------------------------------------------------

auto const at = Words<struct at_rule>{} = Keyword{"at"} > date > absent > absent;
auto const given = x3::rule<struct given_rule, tree::Values>{} =
    Keyword{"given"} > absent > x3::omit[BodyOpen{}] > value_entries > BodyClose{};
auto const consent_none = Words<struct consent_none_rule>{} =
    Keyword{"consent"} >> Terminal{"`none`", read_none} >> absent >> absent;
auto const clause_names = x3::rule<struct clause_names_rule, std::vector<tree::Range>>{} =
    *Terminal{"a clause's name", read_name};
auto const given_on = x3::rule<struct given_on_rule, tree::Range>{} = x3::omit[Terminal{"`given`", read_given}] > date;
auto const withdrawn = x3::rule<struct withdrawn_rule, tree::Range>{} = x3::omit[Keyword{"withdrawn"}] > date;
auto const test_consent = x3::rule<struct test_consent_rule, tree::TestConsent>{} =
    Keyword{"consent"} > Terminal{"a consent form's name", read_dotted} > -text > x3::omit[Symbol{"{"}] > clause_names >
    as{"a clause's name or `}`"}[Symbol{"}"}] > -given_on > -Terminal{"an act", read_act} > -withdrawn;
auto const expect_by = x3::rule<struct expect_by_rule, std::vector<tree::Range>>{} = x3::omit[Keyword{"by"}] > references;
auto const expect_missing = x3::rule<struct expect_missing_rule, std::vector<tree::Range>>{} =
    x3::omit[Keyword{"missing"}] > paths;
auto const expect_duties = x3::rule<struct expect_duties_rule, std::vector<tree::Range>>{} =
    x3::omit[Keyword{"with"}] > x3::omit[Keyword{"duty"}] > references;
auto const expect = x3::rule<struct expect_rule, tree::Expect>{} =
    Keyword{"expect"} > Terminal{"a verdict", read_name} > -expect_by > -expect_missing > -expect_duties;
auto const test_item = x3::rule<struct test_item_rule, tree::Item>{} =
    item<tree::Item>{Level::test}[at | given | consent_none | test_consent | expect];
auto const test_items = Items<struct test_items_rule>{} = *test_item;
auto const test = x3::rule<struct test_rule, tree::Block>{} =
    Keyword{"test"} > Terminal{"a test's name in quotes", read_text} > absent > x3::omit[BodyOpen{}] > test_items > BodyClose{};

auto const claim = x3::rule<struct claim_rule, tree::Condition>{} =
    Keyword{"never always"} > Terminal{"a verdict", read_name} > x3::omit[Keyword{"when"}] > expression;
auto const invariant_item = x3::rule<struct invariant_item_rule, tree::Item>{} = item<tree::Item>{Level::invariant}[say | claim];
auto const invariant_items = Items<struct invariant_items_rule>{} = *invariant_item;
auto const invariant = x3::rule<struct invariant_rule, tree::Block>{} =
    Keyword{"invariant"} > Terminal{"an invariant's name (lower_snake)", read_name} > absent > x3::omit[BodyOpen{}] >
    invariant_items > BodyClose{};

}  // namespace izin::syntax::grammar
