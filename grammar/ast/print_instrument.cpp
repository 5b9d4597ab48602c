// Layout of instruments: one clause a line, an empty line around each rule.
#include "grammar/ast/printer.hpp"

namespace izin::ast {
namespace {

void write_date(Writer& out, std::string_view keyword, When const& date) {
  out.blank();
  write_word(out, keyword);
  write_word(out, text_of(date), date.span);
}

void write_holder(Writer& out, std::string_view keyword, std::variant<Party, Path> const& who) {
  write_word(out, keyword);
  write_word(out, text_of(who), std::holds_alternative<Party>(who) ? std::get<Party>(who).name.span : std::get<Path>(who).span);
}

void write(Writer& out, RuleClause const& clause) {
  out.item(clause.span.begin);
  std::visit(
      Overloaded{[&](Cite const& cite) { write(out, cite); }, [&](Say const& say) { write(out, say); },
                 [&](WhenClause const& when) { write_condition(out, "when", when.condition); },
                 [&](UnlessClause const& unless) { write_condition(out, "unless", unless.condition); },
                 [&](ThatClause const& that) { write_condition(out, "that", that.condition); },
                 [&](Overrides const& overrides) { write_refs(out, "overrides", overrides.rules); },
                 [&](Contests const& contests) { write_refs(out, "contests", contests.rules); },
                 [&](Do const& action) {
                   write_word(out, "do");
                   write_word(out, action.action.name.text, action.action.name.span);
                 },
                 [&](By const& by) { write_holder(out, "by", by.who); }, [&](To const& to) { write_holder(out, "to", to.who); },
                 [&](WithinAfter const& within) {
                   write_word(out, "within");
                   write_word(out, text_of(*within.delay), within.delay->span);
                   out.blank();
                   write_word(out, "after");
                   write_word(out, within.event.text(), within.event.span);
                 }},
      clause.node);
}

void write(Writer& out, GrantClause const& clause) {
  out.item(clause.span.begin);
  std::visit(Overloaded{[&](Cite const& cite) { write(out, cite); }, [&](Say const& say) { write(out, say); },
                        [&](Dimension const& dimension) {
                          write_word(out, text_of(dimension.which));
                          if (auto const* set = std::get_if<SetLiteral>(&dimension.value)) {
                            write(out, *set);
                          } else {
                            out.comments_before(dimension.span.end);
                            out.text("any");
                          }
                        },
                        [&](Lasts const& lasts) {
                          write_word(out, "lasts");
                          write_word(out, text_of(lasts.duration), lasts.duration.span);
                        }},
             clause.node);
}

template <class Block>
void write_block(Writer& out, std::string_view keyword, Block const& block) {
  write_word(out, keyword);
  write_word(out, block.name.text, block.name.span);
  write_body(out, block.clauses, block.name.span.end, block.span.end - 1, [&out](auto const& clause) { write(out, clause); });
}

Doc const* doc_of(InstrumentMember const& member) {
  auto const* rule = std::get_if<Rule>(&member.node);
  auto const* grant = std::get_if<Grant>(&member.node);
  if (rule == nullptr && grant == nullptr) return nullptr;
  return rule != nullptr ? &rule->doc : &grant->doc;
}

void write_header(Writer& out, InstrumentMember const& member) {
  std::visit(Overloaded{[&](Title const& title) {
                          write_word(out, "title");
                          write_word(out, quoted_text(title.text.value), title.text.span);
                        },
                        [&](Issuer const& issuer) {
                          write_word(out, "issuer");
                          write_word(out, "@" + issuer.party.name.text, issuer.party.name.span);
                        },
                        [&](Source const& source) {
                          write_word(out, "source");
                          write_word(out, "<" + source.iri.text + ">", source.iri.span);
                        },
                        [&](InForce const& force) {
                          write_word(out, "in force from");
                          write_word(out, text_of(force.from), force.from.span);
                          if (force.until) write_date(out, "until", *force.until);
                        },
                        [&](DefaultForbid const& forbid) {
                          write_word(out, "default");
                          out.comments_before(forbid.cite ? forbid.cite->span.begin : member.span.end);
                          out.text("forbid");
                          if (!forbid.cite) return;
                          out.blank();
                          write_word(out, "cite");
                          write_word(out, quoted_text(forbid.cite->value), forbid.cite->span);
                        },
                        [&](Governs const& governs) { write_condition(out, "governs when", governs.condition); },
                        [&](Claims const& claims) { write_condition(out, "claims when", claims.condition); },
                        [&](Reviewed const& reviewed) {
                          write_word(out, "reviewed");
                          write_word(out, text_of(reviewed.on), reviewed.on.span);
                          out.blank();
                          write_word(out, "by");
                          write_word(out, quoted_text(reviewed.by.value), reviewed.by.span);
                        },
                        [](Rule const&) {}, [](Grant const&) {}},
             member.node);
}

}  // namespace

void write(Writer& out, Cite const& cite) {
  write_word(out, "cite");
  write_word(out, quoted_text(cite.text.value), cite.text.span);
  if (!cite.iri) return;
  out.blank();
  write_word(out, "<" + cite.iri->text + ">", cite.iri->span);
}

void write(Writer& out, Say const& say) {
  write_word(out, "say");
  if (say.language) {
    write_word(out, say.language->text, say.language->span);
    out.blank();
  }
  write_word(out, quoted_text(say.text.value), say.text.span);
}

void write_condition(Writer& out, std::string_view keyword, Expr const& condition) {
  write_word(out, keyword);
  write(out, condition);
}

void write_refs(Writer& out, std::string_view keyword, std::vector<RuleRef> const& refs) {
  write_word(out, keyword);
  for (auto const& ref : refs) {
    auto const text = text_of(ref) + (&ref == &refs.back() ? "" : ",");
    out.blank();
    out.comments_before(ref.span.begin);
    if (&ref != refs.data() && columns_of(text) > out.room()) out.wrap();
    out.text(text);
  }
}

void write(Writer& out, Instrument const& instrument, Span span) {
  write_word(out, text_of(instrument.kind));
  write_word(out, instrument.name.text, instrument.name.span);
  if (instrument.version) {
    out.blank();
    write_word(out, "version");
    write_word(out, quoted_text(instrument.version->value), instrument.version->span);
  }
  bool after_block = false;
  bool first = true;
  auto const head_end = (instrument.version ? instrument.version->span : instrument.name.span).end;
  write_body(out, instrument.members, head_end, span.end - 1, [&](InstrumentMember const& member) {
    auto const* rule = std::get_if<Rule>(&member.node);
    auto const* grant = std::get_if<Grant>(&member.node);
    bool const is_block = (rule != nullptr && !rule->clauses.empty()) || (grant != nullptr && !grant->clauses.empty());
    if (!first && (is_block || after_block)) out.want_gap();
    first = false;
    after_block = is_block;
    out.item(member.span.begin, doc_of(member));
    if (rule != nullptr)
      write_block(out, text_of(rule->modality), *rule);
    else if (grant != nullptr)
      write_block(out, grant->refuses ? "refuse" : "grant", *grant);
    else
      write_header(out, member);
  });
}

}  // namespace izin::ast
