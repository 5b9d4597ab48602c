// The private parse tree: what X3 fills. Words, literals, sets and lists are places in the text, nothing is converted; clauses of
// one shape share a struct and are told apart by their first word. It is kept small, since a file of a million short clauses
// must fit (P17), and is converted once to the public AST, see convert.hpp.
#pragma once

#include <boost/spirit/home/x3/support/ast/variant.hpp>
#include <cstdint>
#include <vector>

namespace izin::syntax::tree {

namespace x3 = boost::spirit::x3;

/// A token, a list of tokens or a set in braces: byte offsets. Empty where an optional part is absent.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  explicit operator bool() const { return end != 0; }
};

/// Where an item could not be read; it was reported.
struct Hole {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// ---- expressions ---------------------------------------------------------------------------------------------------

struct Group;
struct Sum;
/// A path, literal, term or party, told apart by its first character; something in parentheses; a sum.
struct Operand : x3::variant<Range, x3::forward_ast<Group>, x3::forward_ast<Sum>> {
  using base_type::base_type;
  using base_type::operator=;
};
/// `+ 5 days`.
struct SumPart {
  Range sign;
  Operand amount;
};
struct Sum {
  Operand base;
  std::vector<SumPart> parts;
};

struct CompareTail {
  Range op;
  Operand right;
};
/// `is not T`, `in X`, `has any X`, `under T within X`.
struct WordTail {
  Range term;  ///< after `under`
  Range op;
  Range word;   ///< `not`, `any`, `all`
  Range right;  ///< a word, or a set in braces
};
struct Tail : x3::variant<CompareTail, WordTail> {
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
/// A word, a set in braces; or a record, which `{}` is too.
struct Value : x3::variant<Range, x3::forward_ast<Braces>> {
  using base_type::base_type;
  using base_type::operator=;
};
struct ValueField {
  Range name;
  Value value;
};
struct ValueEntry : x3::variant<Hole, ValueField> {
  using base_type::base_type;
  using base_type::operator=;
};
struct Braces {
  Range open;
  std::vector<ValueEntry> fields;
  Range close;
};

// ---- clauses and declarations --------------------------------------------------------------------------------------

/// A keyword and up to four places: `title "…"`, `in force from D until D`, `overrides R, R`.
struct Words {
  Range key;
  Range a;
  Range b;
  Range c;
  Range d;
};
/// A keyword, perhaps a word, and a condition: `when E`, `never permit when E`, `define n: E`.
struct Condition {
  Range key;
  Range word;
  Expr condition;
};
/// `consent F "V" { c … } given D ACT withdrawn D`.
struct TestConsent {
  Range key;
  Range form;
  Range version;
  Range clauses;
  Range given;
  Range act;
  Range withdrawn;
};

/// What stands before a body: `law eu.gdpr version "1"`.
struct Head {
  Range key;
  Range name;
  Range version;
  bool broken = false;  ///< it could not be read, and that was reported; the body was read for its own mistakes
};
/// A body with its head.
template <class Entry>
struct Body {
  Head head;
  std::vector<Entry> items;
  Range close;
};
/// `given { … }`, `party p { … }`.
struct Values : Body<ValueEntry> {};

struct TermItem;
/// A term by itself is a place; one with an IRI, parents or children is more.
struct TermEntry : x3::variant<Hole, Range, x3::forward_ast<TermItem>> {
  using base_type::base_type;
  using base_type::operator=;
};
struct TermItem {
  Range term;
  Range iri;
  Range parents;
  Range braces;
  std::vector<TermEntry> children;
};
struct Taxonomy : Body<TermEntry> {};

struct Field {
  Range personal;
  Range name;
  Range many;
  Range type;
};
struct FieldEntry : x3::variant<Hole, Field> {
  using base_type::base_type;
  using base_type::operator=;
};
/// `record R { … }`, `flow { … }`.
struct Fields : Body<FieldEntry> {};

struct Block;
/// A clause, a header field, a rule or a declaration: the grammar says which may stand where.
struct Item : x3::variant<Hole, Words, x3::forward_ast<Condition>, x3::forward_ast<TestConsent>, x3::forward_ast<Values>,
                          x3::forward_ast<Taxonomy>, x3::forward_ast<Fields>, x3::forward_ast<Block>> {
  using base_type::base_type;
  using base_type::operator=;
};
/// What has a name and a body of clauses: a rule, a grant, an instrument, a question, a ruling, a test, an invariant.
struct Block : Body<Item> {};

struct File {
  std::vector<Item> declarations;
};

}  // namespace izin::syntax::tree
