// Expressions: a flat chain of `and` and `or` over comparisons. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/adapt.hpp"
#include "grammar/syntax/readers.hpp"
#include "grammar/syntax/terminals.hpp"

namespace izin::syntax::grammar {

// expression := link { ("and" | "or") link } ;  link := { "not" } (consent-phrase | comparison)
x3::rule<struct expression_rule, tree::Expr> const expression = "a condition";
x3::rule<struct group_rule, tree::Group> const group = "a parenthesis";

constexpr Terminal path{"a path", read_path};
constexpr Terminal term{"a term (a capital, then letters, digits, `_`)", read_term};

// operand := atom { ("+" | "-") atom } ;  atom := path | literal | term | party | "(" expression ")"
auto const atom = x3::rule<struct atom_rule, tree::Atom>{} = Terminal{"a value", read_atom} | group;
auto const sum_part = x3::rule<struct sum_part_rule, tree::SumPart>{} =
    Terminal{"`+` or `-`", read_sign} > as{"a duration"}[atom];
auto const operand = x3::rule<struct operand_rule, tree::Operand>{} = atom >> *sum_part;

// many := "{" [element {"," element}] "}" | path | term | party
constexpr Terminal element{"a term or a party", read_element};
auto const element_list = x3::rule<struct element_list_rule, std::vector<tree::Range>>{} = element >>
                                                                                           *(x3::omit[Symbol{","}] > element);
auto const elements = x3::rule<struct elements_rule, std::vector<tree::Range>>{} = -element_list;
auto const set = x3::rule<struct set_rule, tree::Set>{} = Symbol{"{"} >> elements > as{"`,` or `}`"}[Symbol{"}"}];
auto const many = x3::rule<struct many_rule, tree::Many>{} = set | Terminal{"a set", read_many};

// tail := compare operand | "is" ["not"] T | "in" many | "within" many | "has" ["any"|"all"] many | "under" T (within | has)
auto const compare_tail = x3::rule<struct compare_tail_rule, tree::CompareTail>{} =
    Terminal{"a comparison", read_comparison} > as{"a value"}[operand];
auto const is_tail = x3::rule<struct is_tail_rule, tree::IsTail>{} =
    Keyword{"is"} > -Keyword{"not"} > Terminal{"a term, a party, `known` or `unknown`", read_is_right};
auto const has_many = x3::rule<struct has_many_rule, tree::ManyTail>{} =
    Keyword{"has"} > -Keyword{"any all"} > as{"a term, a party or a set"}[many];
auto const in_many = x3::rule<struct in_many_rule, tree::ManyTail>{} =
    (Terminal{"`in`", read_in} | Terminal{"`within`", read_within}) >>
    x3::attr(tree::Range{}) > as{"a set, a term or a party"}[many];
auto const within_many = x3::rule<struct within_many_rule, tree::ManyTail>{} =
    Terminal{"`within`", read_within} >> x3::attr(tree::Range{}) > as{"a set, a term or a party"}[many];
auto const under_tail = x3::rule<struct under_tail_rule, tree::UnderTail>{} =
    Keyword{"under"} > term > as{"`within` or `has`"}[within_many | has_many];
auto const tail = x3::rule<struct tail_rule, tree::Tail>{} = compare_tail | is_tail | in_many | has_many | under_tail;

auto const comparison = x3::rule<struct comparison_rule, tree::Comparison>{} = operand >> *skipped[tail];
auto const consent = x3::rule<struct consent_rule, tree::Consent>{} = Terminal{"`consent`", read_consent} > Keyword{"flow"};
auto const primary = x3::rule<struct primary_rule, tree::Primary>{} = consent | comparison;

auto const first_link = x3::rule<struct first_link_rule, tree::Link>{} =
    x3::attr(tree::Range{}) >> -Terminal{"`not`", read_nots} >> primary;
auto const denied_link = x3::rule<struct denied_link_rule, tree::Link>{} =
    x3::attr(tree::Range{}) >> Terminal{"`not`", read_nots} > as{"a condition"}[primary];
auto const next_link = x3::rule<struct next_link_rule, tree::Link>{} =
    Keyword{"and or"} > -Terminal{"`not`", read_nots} > as{"a condition"}[primary];

auto const expression_def = (denied_link | first_link) >> *next_link >> ConditionEnd{};
auto const group_def = Symbol{"("} > expression > as{"`)`"}[Symbol{")"}];
BOOST_SPIRIT_DEFINE(expression, group)

}  // namespace izin::syntax::grammar
