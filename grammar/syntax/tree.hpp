// The private parse tree: what X3 fills. Words and literals are places in the text, nothing is converted; clauses of one shape
// share a struct and are told apart by their first word. Converted once to the public AST, see convert.hpp.
#pragma once

#include <boost/spirit/home/x3/support/ast/variant.hpp>
#include <cstdint>
#include <vector>

namespace izin::syntax::tree {

namespace x3 = boost::spirit::x3;

/// A token or a run of tokens: byte offsets. Empty where an optional part is absent.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  explicit operator bool() const { return end != 0; }
};

// ---- expressions ---------------------------------------------------------------------------------------------------

struct Group;
/// A path, literal, term or party, told apart by its first character; or something in parentheses.
struct Atom : x3::variant<Range, x3::forward_ast<Group>> {
  using base_type::base_type;
  using base_type::operator=;
};
/// `+ 5 days`.
struct SumPart {
  Range sign;
  Atom amount;
};
struct Operand {
  Atom base;
  std::vector<SumPart> sum;
};
struct Set {
  Range open;
  std::vector<Range> elements;
  Range close;
};
struct Many : x3::variant<Range, Set> {
  using base_type::base_type;
  using base_type::operator=;
};

struct CompareTail {
  Range op;
  Operand right;
};
/// `is not T`.
struct IsTail {
  Range op;
  Range negation;
  Range right;
};
/// `in X`, `within X`, `has any X`.
struct ManyTail {
  Range op;
  Range quantifier;
  Many right;
};
/// `under T within X`.
struct UnderTail {
  Range op;
  Range term;
  ManyTail rest;
};
struct Tail : x3::variant<CompareTail, IsTail, ManyTail, UnderTail> {
  using base_type::base_type;
  using base_type::operator=;
};
/// An operand and at most one comparison; more than one is the grammar's superset.
struct Comparison {
  Operand left;
  std::vector<Tail> tails;
};
/// `explicit consent covers flow`.
struct Consent {
  Range start;  ///< up to `covers` or `refuses`
  Range flow;
};
struct Primary : x3::variant<Comparison, Consent> {
  using base_type::base_type;
  using base_type::operator=;
};
/// `or not not a`: a connective (absent in the first link), a run of `not`s, and what they deny.
struct Link {
  Range connective;
  Range nots;
  Primary primary;
};
/// A flat chain: precedence is seen to in the conversion.
struct Expr {
  Link first;
  std::vector<Link> rest;
};
struct Group {
  Range open;
  Expr inner;
  Range close;
};

// ---- values --------------------------------------------------------------------------------------------------------

struct Braces;
struct Value : x3::variant<Range, x3::forward_ast<Braces>> {
  using base_type::base_type;
  using base_type::operator=;
};
struct ValueField {
  Range name;
  Value value;
};
/// Where an item could not be read; it was reported.
struct Hole {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct ValueEntry : x3::variant<ValueField, Hole> {
  using base_type::base_type;
  using base_type::operator=;
};
struct Braces {
  Range open;
  std::vector<Range> elements;
  std::vector<ValueEntry> fields;
  Range close;
};

// ---- clauses and declarations --------------------------------------------------------------------------------------

/// A keyword and up to three words: `title "…"`, `in force from D until D`, `cite "…" <iri>`.
struct Words {
  Range key;
  Range a;
  Range b;
  Range c;
};
/// A keyword, perhaps a word, and a condition: `when E`, `never permit when E`, `define n: E`.
struct Condition {
  Range key;
  Range word;
  Expr condition;
};
/// `overrides R, R`.
struct References {
  Range key;
  std::vector<Range> rules;
};
/// `data {A, B}`, `recipient any`.
struct Dimension {
  Range key;
  Many value;
};
/// `consent F "V" { c … } given D ACT withdrawn D`.
struct TestConsent {
  Range key;
  Range form;
  Range version;
  std::vector<Range> clauses;
  Range close;
  Range given;
  Range act;
  Range withdrawn;
};
struct Expect {
  Range key;
  Range verdict;
  std::vector<Range> by;
  std::vector<Range> missing;
  std::vector<Range> duties;
};
/// What stands before a body: `law eu.gdpr version "1"`.
struct Head {
  Range key;
  Range name;
  Range version;
  bool broken = false;  ///< it could not be read, and that was reported; the body was read for its own mistakes
};
/// `given { … }`, `party p { … }`.
struct Values {
  Head head;
  std::vector<ValueEntry> items;
  Range close;
};

struct TermItem;
struct TermEntry : x3::variant<Hole, x3::forward_ast<TermItem>> {
  using base_type::base_type;
  using base_type::operator=;
};
struct TermBody {
  Range open;
  std::vector<TermEntry> children;
  Range close;
};
struct TermItem {
  Range term;
  Range iri;
  std::vector<Range> under;
  TermBody body;
};
struct Taxonomy {
  Head head;
  std::vector<TermEntry> items;
  Range close;
};
struct Field {
  Range personal;
  Range name;
  Range many;
  Range type;
};
struct FieldEntry : x3::variant<Field, Hole> {
  using base_type::base_type;
  using base_type::operator=;
};
/// `record R { … }`, `flow { … }`.
struct Fields {
  Head head;
  std::vector<FieldEntry> items;
  Range close;
};

struct Block;
/// A clause, a header field, a rule or a declaration: the grammar says which may stand where.
struct Item : x3::variant<Words, Condition, References, Dimension, x3::forward_ast<TestConsent>, x3::forward_ast<Expect>, Values,
                          Taxonomy, Fields, x3::forward_ast<Block>, Hole> {
  using base_type::base_type;
  using base_type::operator=;
};
/// What has a name and a body of clauses: a rule, a grant, an instrument, a question, a ruling, a test, an invariant.
struct Block {
  Head head;
  std::vector<Item> items;
  Range close;
};

struct File {
  std::vector<Item> declarations;
};

}  // namespace izin::syntax::tree
