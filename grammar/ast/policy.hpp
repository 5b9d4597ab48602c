// A policy file as written: declarations in their order, with doc comments and spans. Nothing is resolved yet.
// Bodies keep their members in the order written, so that the printer can give them back; the checker sorts them out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "grammar/ast/expr.hpp"

namespace izin::ast {

/// Lines of `///` before a declaration, without the slashes and one blank.
struct Doc {
  std::vector<std::string> lines;
  std::uint32_t begin = 0;  ///< byte offset of the first line, where there is one
};

struct Iri {
  std::string text;  ///< without `<` `>`
  Span span;
};
struct Quoted {
  std::string value;  ///< escapes replaced
  Span span;
};
/// A date or an instant, as a literal.
using When = Literal;

// ---- vocabulary ----------------------------------------------------------------------------------------------------

struct TaxonomyItem {
  Name term;
  OptionalBox<Iri> iri;
  std::vector<Name> under;  ///< `under T, …`
  std::vector<TaxonomyItem> children;
  bool has_body = false;  ///< `{ }` was written
  Doc doc;
  Span span;
};
struct Taxonomy {
  bool extends = false;  ///< `extend`
  Name name;
  std::vector<TaxonomyItem> items;
};

struct TypeName {
  enum class Many : unsigned char { one, set, some } many = Many::one;
  Name name;
  Span span;
};
struct Field {
  bool personal = false;
  Name name;
  TypeName type;
  Doc doc;
  Span span;
};
struct Record {
  Name name;
  std::vector<Field> fields;
};
struct Flow {
  std::vector<Field> fields;
};

// ---- values in parties and tests -----------------------------------------------------------------------------------

struct ValueField;
/// `{ … }`: a record when it has fields, a set when it has elements, either when empty.
struct Braces {
  std::vector<std::variant<Term, Party>> elements;
  std::vector<ValueField> fields;
};
struct Value {
  std::variant<Literal, Term, Party, Braces> node;
  Span span;
};
struct ValueField {
  Name name;
  Value value;
};
struct PartyDecl {
  Name name;
  std::vector<ValueField> fields;
};

struct Define {
  Name name;
  Expr condition;
};

// ---- instruments ---------------------------------------------------------------------------------------------------

/// `sale`, `eu.gdpr.sale`, `eu.gdpr@"1".sale`, `eu.gdpr.*`, `eu.gdpr@"1".*`.
struct RuleRef {
  std::vector<Name> segments;  ///< all names before `@` or `*`, in order, and the rule's own name last when not `all`
  OptionalBox<Quoted> version;
  std::size_t version_after = 0;  ///< how many segments stand before `@` (0: no version)
  bool all = false;               ///< `.*`
  Span span;
  [[nodiscard]] std::string text() const;
};

struct Cite {
  Quoted text;
  OptionalBox<Iri> iri;
};
struct Say {
  OptionalBox<Name> language;  ///< BCP 47 tag
  Quoted text;
};
struct WhenClause {
  Expr condition;
};
struct UnlessClause {
  Expr condition;
};
struct ThatClause {
  Expr condition;
};
struct Overrides {
  std::vector<RuleRef> rules;
};
struct Contests {
  std::vector<RuleRef> rules;
};
struct Do {
  Term action;
};
/// A party or a path (`subject`, a path to a party).
struct By {
  std::variant<Party, Path> who;
};
struct To {
  std::variant<Party, Path> who;
};
struct WithinAfter {
  Box<Literal> delay;  ///< a duration
  Path event;          ///< a path to a date or instant, or the name of a thing that happens later
};

struct RuleClause {
  std::variant<Cite, Say, WhenClause, UnlessClause, ThatClause, Overrides, Contests, Do, By, To, WithinAfter> node;
  Span span;
};
enum class Modality : unsigned char { forbid, require, permit, right, duty };
struct Rule {
  Modality modality = Modality::forbid;
  Span modality_span;
  Name name;
  std::vector<RuleClause> clauses;
  Doc doc;
  Span span;
};

struct Any {};  ///< `any`
/// One dimension of a consent clause.
struct Dimension {
  enum class Which : unsigned char { data, operation, purpose, recipient } which = Which::data;
  std::variant<Any, SetLiteral> value;
  Span span;
};
struct Lasts {
  Literal duration;
};
struct GrantClause {
  std::variant<Cite, Say, Dimension, Lasts> node;
  Span span;
};
struct Grant {
  bool refuses = false;  ///< `refuse`
  Name name;
  std::vector<GrantClause> clauses;
  Doc doc;
  Span span;
};

struct Title {
  Quoted text;
};
struct Issuer {
  Party party;
};
struct Source {
  Iri iri;
};
struct InForce {
  When from;
  OptionalBox<When> until;
};
struct DefaultForbid {
  OptionalBox<Quoted> cite;
};
struct Governs {
  Expr condition;
};
struct Claims {
  Expr condition;
};
struct Reviewed {
  When on;
  Quoted by;
};
struct InstrumentMember {
  std::variant<Title, Issuer, Source, InForce, DefaultForbid, Governs, Claims, Reviewed, Rule, Grant> node;
  Span span;
};
enum class InstrumentKind : unsigned char { law, terms, charter, consent };
struct Instrument {
  InstrumentKind kind = InstrumentKind::law;
  Name name;  ///< dotted
  OptionalBox<Quoted> version;
  std::vector<InstrumentMember> members;
};

// ---- questions, rulings, tests, invariants -------------------------------------------------------------------------

struct QuestionClause {
  std::variant<Cite, Say> node;
  Span span;
};
struct Question {
  Name name;
  std::vector<QuestionClause> clauses;
};

struct Dismisses {
  std::vector<RuleRef> rules;
};
struct Upholds {
  std::vector<RuleRef> rules;
};
struct Answers {
  Name question;
  bool value = false;
};
struct RuledBy {
  Quoted who;
  OptionalBox<When> on;
  OptionalBox<When> until;
};
struct RulingClause {
  std::variant<Dismisses, Upholds, Answers, WhenClause, UnlessClause, RuledBy, Say, Cite> node;
  Span span;
};
struct Ruling {
  Name name;
  std::vector<RulingClause> clauses;
};

struct TestConsent {
  bool none = false;  ///< `consent none`
  Name form;
  OptionalBox<Quoted> version;
  std::vector<Name> clauses;
  OptionalBox<When> given;
  OptionalBox<Name> act;
  OptionalBox<When> withdrawn;
};
struct TestAt {
  When at;
};
struct TestGiven {
  std::vector<ValueField> fields;
};
struct TestExpect {
  Name verdict;
  std::vector<RuleRef> by;
  std::vector<Path> missing;
  std::vector<RuleRef> duties;
};
struct TestClause {
  std::variant<TestAt, TestGiven, TestConsent, TestExpect> node;
  Span span;
};
struct Test {
  Quoted name;
  std::vector<TestClause> clauses;
};

struct InvariantClaim {
  bool never = true;  ///< else `always`
  Name verdict;
  Expr when;
};
struct InvariantClause {
  std::variant<Say, InvariantClaim> node;
  Span span;
};
struct Invariant {
  Name name;
  std::vector<InvariantClause> clauses;
};

// ---- the file ------------------------------------------------------------------------------------------------------

/// A declaration that could not be parsed: reported already; later stages pass it over.
struct Hole {};

struct Declaration {
  std::variant<Taxonomy, Record, Flow, PartyDecl, Define, Instrument, Question, Ruling, Test, Invariant, Hole> node;
  Doc doc;
  Span span;
};

/// A `//` comment (doc comments that belong to a declaration excluded), to the end of its line.
struct Comment {
  Span span;
  bool own_line = true;  ///< nothing but blanks before it on its line
};

struct File {
  FileId id;
  std::optional<Literal> language;  ///< `language 1`
  std::vector<Declaration> declarations;
  std::vector<Comment> comments;  ///< in order
};

}  // namespace izin::ast
