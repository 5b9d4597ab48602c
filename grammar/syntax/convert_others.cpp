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
  out.clauses.reserve(written.clauses.size());
  for (auto const clause : written.clauses) out.clauses.push_back(in.name(clause));
  out.given = in.optional_date(written.given);
  if (written.act) out.act = in.name(written.act);
  out.withdrawn = in.optional_date(written.withdrawn);
  return out;
}

ast::TestExpect test_expect(Converter& in, tree::Expect const& written) {
  ast::TestExpect out;
  out.verdict = in.name(written.verdict);
  out.by = in.rule_refs(written.by);
  out.missing.reserve(written.missing.size());
  for (auto const path : written.missing) out.missing.push_back(in.path(path));
  out.duties = in.rule_refs(written.duties);
  return out;
}

}  // namespace

ast::Question Converter::question(tree::Block const& block) {
  return {name(block.head.name),
          clauses<ast::QuestionClause>(*this, block.items, [&](tree::Words const& words) -> Maybe<QuestionNode> {
            if (text(words.key) == "cite") return cite(words);
            return say(words);
          })};
}

ast::Ruling Converter::ruling(tree::Block const& block) {
  return {name(block.head.name),
          clauses<ast::RulingClause>(*this, block.items,
                                     Overloaded{[&](tree::Words const& words) { return ruling_words(*this, words); },
                                                [&](tree::Condition const& written) -> Maybe<RulingNode> {
                                                  auto condition = expression(written.condition);
                                                  if (!condition) return std::nullopt;
                                                  if (text(written.key) == "when") return ast::WhenClause{std::move(*condition)};
                                                  return ast::UnlessClause{std::move(*condition)};
                                                },
                                                [&](tree::References const& references) -> Maybe<RulingNode> {
                                                  auto rules = rule_refs(references.rules);
                                                  if (text(references.key) == "dismisses")
                                                    return ast::Dismisses{std::move(rules)};
                                                  return ast::Upholds{std::move(rules)};
                                                }})};
}

ast::Test Converter::test(tree::Block const& block) {
  return {quoted(block.head.name),
          clauses<ast::TestClause>(
              *this, block.items,
              Overloaded{[&](tree::Words const& words) -> Maybe<TestNode> {
                           if (text(words.key) == "consent") {
                             ast::TestConsent out;
                             out.none = true;
                             return out;
                           }
                           auto at = date(words.a);
                           if (!at) return std::nullopt;
                           return ast::TestAt{std::move(*at)};
                         },
                         [&](tree::Values const& given) -> Maybe<TestNode> { return ast::TestGiven{values(given.items)}; },
                         [&](tree::TestConsent const& written) -> Maybe<TestNode> { return test_consent(*this, written); },
                         [&](tree::Expect const& written) -> Maybe<TestNode> { return test_expect(*this, written); }})};
}

ast::Invariant Converter::invariant(tree::Block const& block) {
  return {name(block.head.name),
          clauses<ast::InvariantClause>(
              *this, block.items,
              Overloaded{[&](tree::Words const& words) -> Maybe<InvariantNode> { return say(words); },
                         [&](tree::Condition const& written) -> Maybe<InvariantNode> {
                           auto verdict = name(written.word);
                           auto when = expression(written.condition);
                           if (!when) return std::nullopt;
                           return ast::InvariantClaim{text(written.key) == "never", std::move(verdict), std::move(*when)};
                         }})};
}

tree::Range range_of(tree::Words const& words) { return range_of(words.key, last_of({words.key, words.a, words.b, words.c})); }
tree::Range range_of(tree::Condition const& condition) { return range_of(condition.key, range_of(condition.condition)); }
tree::Range range_of(tree::References const& references) { return range_of(references.key, references.rules.back()); }
tree::Range range_of(tree::Dimension const& dimension) { return range_of(dimension.key, range_of(dimension.value)); }
tree::Range range_of(tree::TestConsent const& consent) {
  return range_of(consent.key, last_of({consent.close, consent.given, consent.act, consent.withdrawn}));
}
tree::Range range_of(tree::Expect const& expect) {
  auto const end = [](auto const& list) { return list.empty() ? tree::Range{} : list.back(); };
  return range_of(expect.key, last_of({expect.verdict, end(expect.by), end(expect.missing), end(expect.duties)}));
}
tree::Range range_of(tree::Values const& values) { return range_of(values.head.key, values.close); }
tree::Range range_of(tree::Taxonomy const& taxonomy) { return range_of(taxonomy.head.key, taxonomy.close); }
tree::Range range_of(tree::Fields const& fields) { return range_of(fields.head.key, fields.close); }
tree::Range range_of(tree::Block const& block) { return range_of(block.head.key, block.close); }
tree::Range range_of(tree::Hole const& hole) { return {hole.begin, hole.end}; }

}  // namespace izin::syntax
