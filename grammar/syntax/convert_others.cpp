// Questions, rulings, tests, invariants; where tree items stand.
#include "grammar/syntax/convert_clauses.hpp"

namespace izin::syntax {
namespace {

using QuestionNode = decltype(ast::QuestionClause::node);
using RulingNode = decltype(ast::RulingClause::node);
using TestNode = decltype(ast::TestClause::node);
using InvariantNode = decltype(ast::InvariantClause::node);

Maybe<RulingNode> ruling_words(Converter& in, tree::Words const& words) {
  auto const key = in.text(words.key);
  if (key == "cite") return in.cite(words);
  if (key == "say") return in.say(words);
  if (key == "dismisses") return ast::Dismisses{in.rule_refs(words.a)};
  if (key == "upholds") return ast::Upholds{in.rule_refs(words.a)};
  if (key == "answers") return ast::Answers{in.name(words.a), in.text(words.b) == "true"};
  ast::RuledBy out;
  out.who = in.quoted(words.a);
  out.on = in.optional_date(words.b);
  out.until = in.optional_date(words.c);
  return out;
}

ast::TestConsent test_consent(Converter& in, tree::TestConsent const& written) {
  ast::TestConsent out;
  out.form = in.dotted(written.form);
  out.version = in.optional_quoted(written.version);
  for (auto const clause : in.listed(written.clauses, read_name)) out.clauses.push_back(in.name(clause));
  out.given = in.optional_date(written.given);
  if (written.act) out.act = in.name(written.act);
  out.withdrawn = in.optional_date(written.withdrawn);
  return out;
}

ast::TestExpect test_expect(Converter& in, tree::Words const& written) {
  ast::TestExpect out;
  out.verdict = in.name(written.a);
  out.by = in.rule_refs(written.b);
  for (auto const path : in.listed(written.c, read_path)) out.missing.push_back(in.path(path));
  out.duties = in.rule_refs(written.d);
  return out;
}

Maybe<TestNode> test_words(Converter& in, tree::Words const& words) {
  auto const key = in.text(words.key);
  if (key == "expect") return test_expect(in, words);
  if (key == "consent") {
    ast::TestConsent none;
    none.none = true;
    return none;
  }
  auto at = in.date(words.a);
  if (!at) return std::nullopt;
  return ast::TestAt{std::move(*at)};
}

}  // namespace

ast::Question Converter::question(tree::Block& block) {
  return {name(block.head.name),
          clauses<ast::QuestionClause>(*this, block.items, [&](tree::Words const& words) -> Maybe<QuestionNode> {
            if (text(words.key) == "cite") return cite(words);
            return say(words);
          })};
}

ast::Ruling Converter::ruling(tree::Block& block) {
  return {name(block.head.name),
          clauses<ast::RulingClause>(*this, block.items,
                                     Overloaded{[&](tree::Words const& words) { return ruling_words(*this, words); },
                                                [&](tree::Condition& written) -> Maybe<RulingNode> {
                                                  auto condition = expression(written.condition);
                                                  if (!condition) return std::nullopt;
                                                  if (text(written.key) == "when") return ast::WhenClause{std::move(*condition)};
                                                  return ast::UnlessClause{std::move(*condition)};
                                                }})};
}

ast::Test Converter::test(tree::Block& block) {
  return {quoted(block.head.name),
          clauses<ast::TestClause>(
              *this, block.items,
              Overloaded{[&](tree::Words const& words) { return test_words(*this, words); },
                         [&](tree::Values& given) -> Maybe<TestNode> { return ast::TestGiven{values(given.items)}; },
                         [&](tree::TestConsent const& written) -> Maybe<TestNode> { return test_consent(*this, written); }})};
}

ast::Invariant Converter::invariant(tree::Block& block) {
  return {name(block.head.name),
          clauses<ast::InvariantClause>(
              *this, block.items,
              Overloaded{[&](tree::Words const& words) -> Maybe<InvariantNode> { return say(words); },
                         [&](tree::Condition& written) -> Maybe<InvariantNode> {
                           auto verdict = name(written.word);
                           auto when = expression(written.condition);
                           if (!when) return std::nullopt;
                           return ast::InvariantClaim{text(written.key) == "never", std::move(verdict), std::move(*when)};
                         }})};
}

tree::Range range_of(tree::Words const& words) {
  return range_of(words.key, last_of({words.key, words.a, words.b, words.c, words.d}));
}
tree::Range range_of(tree::Condition const& condition) { return range_of(condition.key, range_of(condition.condition)); }
tree::Range range_of(tree::TestConsent const& consent) {
  return range_of(consent.key, last_of({consent.clauses, consent.given, consent.act, consent.withdrawn}));
}
tree::Range range_of(tree::Values const& values) { return range_of(values.head.key, values.close); }
tree::Range range_of(tree::Taxonomy const& taxonomy) { return range_of(taxonomy.head.key, taxonomy.close); }
tree::Range range_of(tree::Fields const& fields) { return range_of(fields.head.key, fields.close); }
tree::Range range_of(tree::Block const& block) { return range_of(block.head.key, block.close); }
tree::Range range_of(tree::Hole const& hole) { return {hole.begin, hole.end}; }

}  // namespace izin::syntax
