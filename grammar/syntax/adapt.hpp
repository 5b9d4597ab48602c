// Tells Fusion the fields of those structs of the tree that X3 sequences fill, in their order.
#pragma once

#include <boost/fusion/include/adapt_struct.hpp>

#include "grammar/syntax/tree.hpp"

BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::SumPart, sign, amount)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Sum, base, parts)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::CompareTail, op, right)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::WordTail, term, op, word, right)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Comparison, left, tails)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Consent, start, flow)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Link, connective, nots, primary)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Expr, first, rest)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Group, open, inner, close)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::ValueField, name, value)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Braces, open, fields, close)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::TestConsent, key, form, version, clauses, given, act, withdrawn)
BOOST_FUSION_ADAPT_STRUCT(izin::syntax::tree::Field, personal, name, many, type)
