// Expressions as written, before names are resolved. A superset of the language: the checker says what is wrong.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "grammar/ast/box.hpp"
#include "grammar/ast/literal.hpp"
#include "grammar/source/span.hpp"

namespace izin::ast {

/// One name: `age`, `ArtistPreference`, `spotify` of `@spotify`, or a dotted instrument name.
struct Name {
  std::string text;
  Span span;
};

/// `subject.age`, `at`, `pool.size`; also a define or a question, which only the checker can tell.
struct Path {
  std::vector<Name> segments;
  Span span;
  [[nodiscard]] std::string text() const;  ///< joined with dots
};

/// A term of a taxonomy yet to be known: `TrainModel`.
struct Term {
  Name name;
};

/// `@spotify`; the span includes the `@`, the name does not.
struct Party {
  Name name;
};

/// `"text"` after its escapes are replaced.
struct Text {
  std::string value;
};

struct Literal {
  std::variant<bool, Number, Percent, Money, Date, Instant, Duration, Text> value;
  std::string raw;  ///< as written (one blank between number and unit)
  Span span;
};

/// `{A, @b}`.
struct SetLiteral {
  std::vector<std::variant<Term, Party>> elements;
  Span span;
};

/// One `+ D` or `- D` of a sum.
struct SumPart {
  Sign sign = Sign::plus;
  std::variant<Literal, Path> amount;
};

/// `collected_at + 24 months - retention`: a base and at least one part.
struct Sum {
  std::variant<Literal, Path> base;
  std::vector<SumPart> parts;
  Span span;
};

using Operand = std::variant<Path, Literal, Sum, Term, Party>;
[[nodiscard]] Span span_of(Operand const& operand);

/// What stands on the right of `in`, `within`, `has any`, `has all`: a set, a set field, one term or one party.
using Many = std::variant<SetLiteral, Path, Term, Party>;
[[nodiscard]] Span span_of(Many const& many);

enum class Order : unsigned char { equal, not_equal, less, less_equal, greater, greater_equal };
enum class Quantifier : unsigned char {
  one,  ///< `has T`
  any,  ///< `has any X`
  all,  ///< `has all X`
};
enum class ConsentWord : unsigned char { covers, explicit_covers, guardian_covers, refuses };

struct Expr;

struct Compare {  ///< `a == b`, `a < b`
  Box<Operand> left;
  Order order = Order::equal;
  Box<Operand> right;
};
struct Is {  ///< `x is T`, `x is not @p`
  Path left;
  bool negated = false;
  Box<std::variant<Term, Party>> right;
};
struct In {  ///< `x in X`
  Path left;
  Box<Many> right;
};
struct Has {  ///< `S has T`, `S under U has any X`
  Path left;
  OptionalBox<Term> under;
  Quantifier quantifier = Quantifier::one;
  Box<Many> right;  ///< a Term or Party when `one`
};
struct Within {  ///< `S within X`, `S under U within X`
  Path left;
  OptionalBox<Term> under;
  Box<Many> right;
};
struct Known {  ///< `x is known`, `x is unknown`
  Path left;
  bool negated = false;  ///< `is unknown`
};
struct Consent {  ///< `explicit consent covers flow`
  ConsentWord word = ConsentWord::covers;
};
struct Condition {  ///< a Bool field, a define, a question
  Path path;
};
struct Constant {
  bool value = false;
};
struct Not {
  std::unique_ptr<Expr> operand;
};
struct And {
  std::vector<Expr> operands;  ///< at least two
};
struct Or {
  std::vector<Expr> operands;  ///< at least two
};

struct Expr {
  std::variant<Compare, Is, In, Has, Within, Known, Consent, Condition, Constant, Not, And, Or> node;
  Span span;
  bool parenthesised = false;  ///< written in parentheses (several count as one); kept so that the layout keeps them
};

}  // namespace izin::ast
