// Tells Fusion the fields of the tree's structs, in the order in which the grammar fills them.
#pragma once

#include <boost/fusion/include/adapt_struct.hpp>

#include "grammar/syntax/tree.hpp"

BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::SumPart, sign, amount)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Operand, base, sum)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Set, open, elements, close)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::CompareTail, op, right)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::IsTail, op, negation, right)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::ManyTail, op, quantifier, right)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::UnderTail, op, term, rest)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Comparison, left, tails)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Consent, start, flow)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Link, connective, nots, primary)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Expr, first, rest)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Group, open, inner, close)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::ValueField, name, value)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Braces, open, elements, fields, close)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::References, key, rules)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Dimension, key, value)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::TestConsent, key, form, version, clauses, close, given, act, withdrawn)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Expect, key, verdict, by, missing, duties)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::TermBody, open, children, close)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::TermItem, term, iri, under, body)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Field, personal, name, many, type)
