// Expressions: a flat chain of `and` and `or` over comparisons. Reads top down; included by grammar.cpp alone.
#pragma once

#include "grammar/syntax/adapt.hpp"
#include "grammar/syntax/directives.hpp"
#include "grammar/syntax/readers.hpp"

namespace izin::syntax::grammar {

/// Parentheses around nothing but parentheses count once.
struct group_rule {
  template <class Context>
  void on_success(char const* const&, char const* const&, tree::Group& group, Context const&) {
    auto* const comparison = boost::get<tree::Comparison>(&group.inner.first.primary.get());
    if (!group.inner.rest.empty() || group.inner.first.nots || comparison == nullptr || !comparison->tails.empty()) return;
    auto* const inside = boost::get<x3::forward_ast<tree::Group>>(&comparison->left.get());
    if (inside == nullptr) return;
    tree::Expr inner = std::move(inside->get().inner);
    group.inner = std::move(inner);
  }
};

// expression := link { ("and" | "or") link } ;  link := { "not" } (consent-phrase | comparison)
x3::rule<struct expression_rule, tree::Expr> const expression = "a condition";
x3::rule<group_rule, tree::Group> const group = "a parenthesis";

constexpr Terminal path{"a path", read_path};
constexpr Terminal term{"a term (a capital, then letters, digits, `_`)", read_term};
constexpr Terminal element{"a term or a party", read_element};
auto const absent = x3::attr(tree::Range{});

// operand := atom { ("+" | "-") atom } ;  atom := path | literal | term | party | "(" expression ")"
x3::rule<struct atom_rule, tree::Operand> const atom = "a value";
auto const atom_def = Terminal{"a value", read_atom} | group;
x3::rule<struct sum_part_rule, tree::SumPart> const sum_part = "a duration";
auto const sum_part_def = Terminal{"`+` or `-`", read_sign} > as{"a duration"}[atom];
x3::rule<struct sum_parts_rule, std::vector<tree::SumPart>> const sum_parts = "durations";
auto const sum_parts_def = *sum_part;
auto const operand = OperandClause{atom, sum_parts};

// tail := compare operand | "is" ["not"] T | ["under" T] ("within" | "has" ["any" | "all"]) many | "in" many
// many := "{" [element {"," element}] "}" | path | term | party
auto const many = Braced{element} | Terminal{"a set", read_many};
auto const set_due = as{"a set, a term or a party"}[many];
x3::rule<struct compare_tail_rule, tree::CompareTail> const compare_tail = "a comparison";
auto const compare_tail_def = Terminal{"a comparison", read_comparison} > as{"a value"}[operand];
x3::rule<struct is_tail_rule, tree::WordTail> const is_tail = "`is`";
auto const is_tail_def =
    absent >> Keyword{"is"} > -Keyword{"not"} > Terminal{"a term, a party, `known` or `unknown`", read_is_right};
x3::rule<struct in_tail_rule, tree::WordTail> const in_tail = "`in`";
auto const in_tail_def = absent >> Terminal{"`in`", read_in} >> absent > set_due;
x3::rule<struct has_tail_rule, tree::WordTail> const has_tail = "`has`";
auto const has_tail_def = absent >> Keyword{"has"} > -Keyword{"any all"} > as{"a term, a party or a set"}[many];
x3::rule<struct within_tail_rule, tree::WordTail> const within_tail = "`within`";
auto const within_tail_def = absent >> Terminal{"`within`", read_within} >> absent > set_due;
x3::rule<struct under_tail_rule, tree::WordTail> const under_tail = "`under`";
auto const under_tail_def = x3::omit[Keyword{"under"}] > term > Terminal{"`within` or `has`", read_within_or_has} >
                            -Keyword{"any all"} > as{"a term, a party or a set"}[many];
x3::rule<struct tail_rule, tree::Tail> const tail = "a comparison";
auto const tail_def = compare_tail | is_tail | in_tail | within_tail | has_tail | under_tail;

x3::rule<struct comparison_rule, tree::Comparison> const comparison = "a condition";
auto const comparison_def = operand >> *skipped[tail];
x3::rule<struct consent_rule, tree::Consent> const consent = "`consent`";
auto const consent_def = Terminal{"`consent`", read_consent} > Keyword{"flow"};
x3::rule<struct primary_rule, tree::Primary> const primary = "a condition";
auto const primary_def = consent | comparison;

x3::rule<struct first_link_rule, tree::Link> const first_link = "a condition";
auto const first_link_def = absent >> absent >> primary;
x3::rule<struct denied_link_rule, tree::Link> const denied_link = "a condition";
auto const denied_link_def = absent >> Terminal{"`not`", read_nots} > primary;
x3::rule<struct next_link_rule, tree::Link> const next_link = "a condition";
auto const next_link_def = Keyword{"and or"} > -Terminal{"`not`", read_nots} > primary;

auto const expression_def = (denied_link | first_link) >> *next_link >> ConditionEnd{};
auto const group_def = Symbol{"("} > expression > as{"`)`"}[Symbol{")"}];
BOOST_SPIRIT_DEFINE(expression, group, atom, sum_part, sum_parts, compare_tail, is_tail, in_tail, has_tail, within_tail,
                    under_tail, tail, comparison, consent, primary, first_link, denied_link, next_link)

}  // namespace izin::syntax::grammar
