// Expressions: a flat chain of `and` and `or` over comparisons. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/adapt.hpp"
#include "grammar/syntax/directives.hpp"
#include "grammar/syntax/readers.hpp"

namespace izin::syntax::grammar {

// expression := link { ("and" | "or") link } ;  link := { "not" } (consent-phrase | comparison)
x3::rule<struct expression_rule, tree::Expr> const expression = "a condition";
x3::rule<struct group_rule, tree::Group> const group = "a parenthesis";

constexpr Terminal path{"a path", read_path};
constexpr Terminal term{"a term (a capital, then letters, digits, `_`)", read_term};

// operand := atom { ("+" | "-") atom } ;  atom := path | literal | term | party | "(" expression ")"
x3::rule<struct atom_rule, tree::Atom> const atom = "";
auto const atom_def = Terminal{"a value", read_atom} | group;
x3::rule<struct sum_part_rule, tree::SumPart> const sum_part = "";
auto const sum_part_def = Terminal{"`+` or `-`", read_sign} > as{"a duration"}[atom];
x3::rule<struct operand_rule, tree::Operand> const operand = "";
auto const operand_def = atom >> *sum_part;

// many := "{" [element {"," element}] "}" | path | term | party
constexpr Terminal element{"a term or a party", read_element};
x3::rule<struct element_list_rule, std::vector<tree::Range>> const element_list = "";
auto const element_list_def = element >> *(x3::omit[Symbol{","}] > element);
x3::rule<struct elements_rule, std::vector<tree::Range>> const elements = "";
auto const elements_def = -element_list;
x3::rule<struct set_rule, tree::Set> const set = "";
auto const set_def = Symbol{"{"} >> elements > as{"`,` or `}`"}[Symbol{"}"}];
x3::rule<struct many_rule, tree::Many> const many = "";
auto const many_def = set | Terminal{"a set", read_many};

// tail := compare operand | "is" ["not"] T | "in" many | "within" many | "has" ["any"|"all"] many | "under" T (within | has)
x3::rule<struct compare_tail_rule, tree::CompareTail> const compare_tail = "";
auto const compare_tail_def = Terminal{"a comparison", read_comparison} > as{"a value"}[operand];
x3::rule<struct is_tail_rule, tree::IsTail> const is_tail = "";
auto const is_tail_def = Keyword{"is"} > -Keyword{"not"} > Terminal{"a term, a party, `known` or `unknown`", read_is_right};
x3::rule<struct has_many_rule, tree::ManyTail> const has_many = "";
auto const has_many_def = Keyword{"has"} > -Keyword{"any all"} > as{"a term, a party or a set"}[many];
x3::rule<struct in_many_rule, tree::ManyTail> const in_many = "";
auto const in_many_def = (Terminal{"`in`", read_in} | Terminal{"`within`", read_within}) >>
                         x3::attr(tree::Range{}) > as{"a set, a term or a party"}[many];
x3::rule<struct within_many_rule, tree::ManyTail> const within_many = "";
auto const within_many_def = Terminal{"`within`", read_within} >> x3::attr(tree::Range{}) > as{"a set, a term or a party"}[many];
x3::rule<struct under_tail_rule, tree::UnderTail> const under_tail = "";
auto const under_tail_def = Keyword{"under"} > term > as{"`within` or `has`"}[within_many | has_many];
x3::rule<struct tail_rule, tree::Tail> const tail = "";
auto const tail_def = compare_tail | is_tail | in_many | has_many | under_tail;

x3::rule<struct comparison_rule, tree::Comparison> const comparison = "";
auto const comparison_def = operand >> *skipped[tail];
x3::rule<struct consent_rule, tree::Consent> const consent = "";
auto const consent_def = Terminal{"`consent`", read_consent} > Keyword{"flow"};
x3::rule<struct primary_rule, tree::Primary> const primary = "";
auto const primary_def = consent | comparison;

x3::rule<struct first_link_rule, tree::Link> const first_link = "";
auto const first_link_def = x3::attr(tree::Range{}) >> -Terminal{"`not`", read_nots} >> primary;
x3::rule<struct denied_link_rule, tree::Link> const denied_link = "";
auto const denied_link_def = x3::attr(tree::Range{}) >> Terminal{"`not`", read_nots} > as{"a condition"}[primary];
x3::rule<struct next_link_rule, tree::Link> const next_link = "";
auto const next_link_def = Keyword{"and or"} > -Terminal{"`not`", read_nots} > as{"a condition"}[primary];

auto const expression_def = (denied_link | first_link) >> *next_link >> ConditionEnd{};
auto const group_def = Symbol{"("} > expression > as{"`)`"}[Symbol{")"}];

BOOST_SPIRIT_DEFINE(atom, sum_part, operand, element_list, elements, set, many, compare_tail, is_tail, has_many, in_many,
                    within_many, under_tail, tail, comparison, consent, primary, first_link, denied_link, next_link, expression,
                    group)

}  // namespace izin::syntax::grammar
