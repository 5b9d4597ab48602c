// Instruments, their rules and consent clauses.
#include "grammar/syntax/convert_clauses.hpp"

namespace izin::syntax {
namespace {

using RuleNode = decltype(ast::RuleClause::node);
using GrantNode = decltype(ast::GrantClause::node);
using MemberNode = decltype(ast::InstrumentMember::node);

Maybe<RuleNode> rule_words(Converter& in, tree::Words const& words) {
  auto const key = in.text(words.key);
  if (key == "cite") return in.cite(words);
  if (key == "say") return in.say(words);
  if (key == "overrides") return ast::Overrides{in.rule_refs(words.a)};
  if (key == "contests") return ast::Contests{in.rule_refs(words.a)};
  if (key == "do") return ast::Do{in.term(words.a)};
  if (key == "by") return ast::By{in.holder(words.a)};
  if (key == "to") return ast::To{in.holder(words.a)};
  auto delay = in.literal(words.a);
  auto event = in.path(words.b);
  if (!delay) return std::nullopt;
  return ast::WithinAfter{std::move(*delay), std::move(event)};
}

Maybe<RuleNode> rule_condition(Converter& in, tree::Condition& written) {
  auto condition = in.expression(written.condition);
  if (!condition) return std::nullopt;
  auto const key = in.text(written.key);
  if (key == "when") return ast::WhenClause{std::move(*condition)};
  if (key == "unless") return ast::UnlessClause{std::move(*condition)};
  return ast::ThatClause{std::move(*condition)};
}

ast::Modality modality(std::string_view key) {
  if (key == "forbid") return ast::Modality::forbid;
  if (key == "require") return ast::Modality::require;
  if (key == "permit") return ast::Modality::permit;
  return key == "right" ? ast::Modality::right : ast::Modality::duty;
}

ast::Rule rule(Converter& in, tree::Block& block) {
  ast::Rule out;
  out.modality = modality(in.text(block.head.key));
  out.modality_span = in.span(block.head.key);
  out.name = in.name(block.head.name);
  out.doc = in.doc(block.head.key.begin);
  out.span = in.span(range_of(block));
  out.clauses = clauses<ast::RuleClause>(in, block.items,
                                         Overloaded{[&](tree::Words const& words) { return rule_words(in, words); },
                                                    [&](tree::Condition& condition) { return rule_condition(in, condition); }});
  return out;
}

ast::Dimension dimension(Converter& in, tree::Words const& written) {
  ast::Dimension out;
  auto const key = in.text(written.key);
  if (key == "operation") out.which = ast::Dimension::Which::operation;
  if (key == "purpose") out.which = ast::Dimension::Which::purpose;
  if (key == "recipient") out.which = ast::Dimension::Which::recipient;
  if (in.is_set(written.a)) out.value = in.set(written.a);
  out.span = in.span(range_of(written));
  return out;
}

ast::Grant grant(Converter& in, tree::Block& block) {
  ast::Grant out;
  out.refuses = in.text(block.head.key) == "refuse";
  out.name = in.name(block.head.name);
  out.doc = in.doc(block.head.key.begin);
  out.span = in.span(range_of(block));
  out.clauses = clauses<ast::GrantClause>(in, block.items, [&](tree::Words const& words) -> Maybe<GrantNode> {
    auto const key = in.text(words.key);
    if (key == "cite") return in.cite(words);
    if (key == "say") return in.say(words);
    if (key != "lasts") return dimension(in, words);
    auto duration = in.literal(words.a);
    if (!duration) return std::nullopt;
    return ast::Lasts{std::move(*duration)};
  });
  return out;
}

Maybe<MemberNode> header(Converter& in, tree::Words const& words) {
  auto const key = in.text(words.key);
  if (key == "title") return ast::Title{in.quoted(words.a)};
  if (key == "issuer") return ast::Issuer{in.party(words.a)};
  if (key == "source") return ast::Source{in.iri(words.a)};
  if (key == "default") return ast::DefaultForbid{in.optional_quoted(words.b)};
  auto on = in.date(words.a);
  if (key == "reviewed") {
    auto by = in.quoted(words.b);
    if (!on) return std::nullopt;
    return ast::Reviewed{std::move(*on), std::move(by)};
  }
  auto until = in.optional_date(words.b);
  if (!on) return std::nullopt;
  return ast::InForce{std::move(*on), std::move(until)};
}

ast::InstrumentKind instrument_kind(std::string_view key) {
  if (key == "law") return ast::InstrumentKind::law;
  if (key == "terms") return ast::InstrumentKind::terms;
  return key == "charter" ? ast::InstrumentKind::charter : ast::InstrumentKind::consent;
}

}  // namespace

ast::Instrument Converter::instrument(tree::Block& block) {
  ast::Instrument out;
  out.kind = instrument_kind(text(block.head.key));
  out.name = dotted(block.head.name);
  out.version = optional_quoted(block.head.version);
  out.members = clauses<ast::InstrumentMember>(*this, block.items,
                                               Overloaded{[&](tree::Words const& words) { return header(*this, words); },
                                                          [&](tree::Condition& written) -> Maybe<MemberNode> {
                                                            auto condition = expression(written.condition);
                                                            if (!condition) return std::nullopt;
                                                            if (text(written.key) == "governs")
                                                              return ast::Governs{std::move(*condition)};
                                                            return ast::Claims{std::move(*condition)};
                                                          },
                                                          [&](tree::Block& inner) -> Maybe<MemberNode> {
                                                            auto const key = text(inner.head.key);
                                                            bool const grants = key == "grant" || key == "refuse";
                                                            MemberNode made = grants ? MemberNode(grant(*this, inner))
                                                                                     : MemberNode(rule(*this, inner));
                                                            if (inner.head.broken) return std::nullopt;
                                                            return made;
                                                          }});
  return out;
}

Maybe<ast::Cite> Converter::cite(tree::Words const& words) { return ast::Cite{quoted(words.a), optional_iri(words.b)}; }

Maybe<ast::Say> Converter::say(tree::Words const& words) {
  ast::Say out;
  if (words.a) out.language = ast::Name{std::string(text(words.a)), span(words.a)};
  out.text = quoted(words.b);
  return out;
}

}  // namespace izin::syntax
