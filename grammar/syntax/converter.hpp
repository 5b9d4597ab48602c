// The parts of the conversion, by what they convert. Private to the convert_*.cpp files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/ast/policy.hpp"
#include "grammar/syntax/lexer.hpp"
#include "grammar/syntax/precheck.hpp"
#include "grammar/syntax/report.hpp"
#include "grammar/syntax/tree.hpp"

namespace izin::syntax {

/// Nothing where the part was wrong; that was reported.
template <class T>
using Maybe = std::optional<T>;

/// Takes a tree apart: what was converted is let go at once, so that tree and AST are never both whole.
class Converter {
 public:
  Converter(CheckedText const& text, Reporter& reporter);

  [[nodiscard]] std::string_view text(tree::Range range) const { return text_.substr(range.begin, range.end - range.begin); }
  [[nodiscard]] Span span(tree::Range range) const { return reporter_.span(range.begin, range.end); }
  [[nodiscard]] Reporter& reporter() { return reporter_; }

  // convert_word.cpp: names, references, texts
  ast::Name name(tree::Range range);    ///< lower_snake
  ast::Name dotted(tree::Range range);  ///< an instrument's name, as one
  ast::Name term_name(tree::Range range);
  ast::Term term(tree::Range range) { return {term_name(range)}; }
  ast::Party party(tree::Range range);
  ast::Path path(tree::Range range);
  ast::RuleRef rule_ref(tree::Range range);
  std::vector<ast::RuleRef> rule_refs(tree::Range list);
  /// The tokens of a list, which may stand in braces and be separated by commas.
  [[nodiscard]] std::vector<tree::Range> listed(tree::Range list, Reader reader) const;
  ast::Quoted quoted(tree::Range range);
  ast::OptionalBox<ast::Quoted> optional_quoted(tree::Range range);
  ast::Iri iri(tree::Range range);
  ast::OptionalBox<ast::Iri> optional_iri(tree::Range range);
  std::variant<ast::Term, ast::Party> term_or_party(tree::Range range);
  std::variant<ast::Party, ast::Path> holder(tree::Range range);
  /// The `///` lines before the token at `begin`.
  ast::Doc doc(std::uint32_t begin);

  // convert_literal.cpp
  Maybe<ast::Literal> literal(tree::Range range);
  Maybe<ast::Literal> date(tree::Range range);
  ast::OptionalBox<ast::Literal> optional_date(tree::Range range);
  std::string unescaped(tree::Range range);

  // convert_expression.cpp
  Maybe<ast::Expr> expression(tree::Expr& expr);
  ast::SetLiteral set(tree::Range set);
  ast::Many many(tree::Range many);
  bool is_set(tree::Range range) const { return text_[range.begin] == '{'; }

  // convert_vocabulary.cpp
  ast::Taxonomy taxonomy(tree::Taxonomy& taxonomy);
  std::vector<ast::Field> fields(std::vector<tree::FieldEntry> const& entries);
  std::vector<ast::ValueField> values(std::vector<tree::ValueEntry>& entries);

  // convert_instrument.cpp
  ast::Instrument instrument(tree::Block& block);
  Maybe<ast::Cite> cite(tree::Words const& words);
  Maybe<ast::Say> say(tree::Words const& words);

  // convert_others.cpp
  ast::Question question(tree::Block& block);
  ast::Ruling ruling(tree::Block& block);
  ast::Test test(tree::Block& block);
  ast::Invariant invariant(tree::Block& block);

  /// Comments that no declaration took as its doc.
  [[nodiscard]] std::vector<ast::Comment> comments() const;

 private:
  std::string_view text_;
  std::vector<FoundComment> const& comments_;
  std::vector<unsigned char> taken_;  ///< which comments became docs
  Reporter& reporter_;
};

/// The first of a clause's keywords, its span, and what they make of the clause.
[[nodiscard]] tree::Range range_of(tree::Range first, tree::Range last);
/// The last of some parts that is there.
[[nodiscard]] tree::Range last_of(std::initializer_list<tree::Range> parts);
[[nodiscard]] tree::Range range_of(tree::Expr const& expr);

}  // namespace izin::syntax
