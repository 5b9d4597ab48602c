// Layout of questions, rulings, tests and invariants.
#include "grammar/ast/printer.hpp"

namespace izin::ast {
namespace {

void write_date(Writer& out, std::string_view keyword, OptionalBox<When> const& date) {
  if (!date) return;
  out.blank();
  write_word(out, keyword);
  write_word(out, text_of(*date), date->span);
}

void write_clause(Writer& out, RulingClause const& clause) {
  std::visit(Overloaded{[&](Dismisses const& dismisses) { write_refs(out, "dismisses", dismisses.rules); },
                        [&](Upholds const& upholds) { write_refs(out, "upholds", upholds.rules); },
                        [&](Answers const& answers) {
                          write_word(out, "answers");
                          write_word(out, answers.question.text, answers.question.span);
                          out.blank();
                          out.comments_before(clause.span.end);
                          out.text(answers.value ? "true" : "false");
                        },
                        [&](WhenClause const& when) { write_condition(out, "when", when.condition); },
                        [&](UnlessClause const& unless) { write_condition(out, "unless", unless.condition); },
                        [&](RuledBy const& by) {
                          write_word(out, "by");
                          write_word(out, quoted_text(by.who.value), by.who.span);
                          write_date(out, "on", by.on);
                          write_date(out, "until", by.until);
                        },
                        [&](Say const& say) { write(out, say); }, [&](Cite const& cite) { write(out, cite); }},
             clause.node);
}

void write_consent(Writer& out, TestConsent const& consent, Span span) {
  write_word(out, "consent");
  if (consent.none) {
    out.comments_before(span.end);
    out.text("none");
    return;
  }
  write_word(out, consent.form.text, consent.form.span);
  out.blank();
  if (consent.version) {
    write_word(out, quoted_text(consent.version->value), consent.version->span);
    out.blank();
  }
  out.text("{");
  for (auto const& clause : consent.clauses) {
    out.blank();
    out.comments_before(clause.span.begin);
    if (columns_of(clause.text) > out.room()) out.wrap();
    out.text(clause.text);
  }
  if (!consent.clauses.empty()) out.blank();
  out.text("}");
  write_date(out, "given", consent.given);
  if (consent.act) {
    out.blank();
    write_word(out, consent.act->text, consent.act->span);
  }
  write_date(out, "withdrawn", consent.withdrawn);
}

void write_expect(Writer& out, TestExpect const& expect) {
  write_word(out, "expect");
  write_word(out, expect.verdict.text, expect.verdict.span);
  if (!expect.by.empty()) {
    out.blank();
    write_refs(out, "by", expect.by);
  }
  if (!expect.missing.empty()) {
    out.blank();
    out.text("missing");
  }
  for (auto const& path : expect.missing) {
    auto const text = path.text() + (&path == &expect.missing.back() ? "" : ",");
    out.blank();
    out.comments_before(path.span.begin);
    if (columns_of(text) > out.room()) out.wrap();
    out.text(text);
  }
  if (!expect.duties.empty()) {
    out.blank();
    write_refs(out, "with duty", expect.duties);
  }
}

}  // namespace

void write(Writer& out, Question const& question, Span span) {
  write_word(out, "question");
  write_word(out, question.name.text, question.name.span);
  write_body(out, question.clauses, question.name.span.end, span.end - 1, [&out](QuestionClause const& clause) {
    out.item(clause.span.begin);
    std::visit([&out](auto const& node) { write(out, node); }, clause.node);
  });
}

void write(Writer& out, Ruling const& ruling, Span span) {
  write_word(out, "ruling");
  write_word(out, ruling.name.text, ruling.name.span);
  write_body(out, ruling.clauses, ruling.name.span.end, span.end - 1, [&out](RulingClause const& clause) {
    out.item(clause.span.begin);
    write_clause(out, clause);
  });
}

void write(Writer& out, Test const& test, Span span) {
  write_word(out, "test");
  write_word(out, quoted_text(test.name.value), test.name.span);
  write_body(out, test.clauses, test.name.span.end, span.end - 1, [&out](TestClause const& clause) {
    out.item(clause.span.begin);
    std::visit(Overloaded{[&](TestAt const& at) {
                            write_word(out, "at");
                            write_word(out, text_of(at.at), at.at.span);
                          },
                          [&](TestGiven const& given) {
                            out.text("given");
                            write_values(out, given.fields, {clause.span.file, clause.span.begin + 5, clause.span.end});
                          },
                          [&](TestConsent const& consent) { write_consent(out, consent, clause.span); },
                          [&](TestExpect const& expect) { write_expect(out, expect); }},
               clause.node);
  });
}

void write(Writer& out, Invariant const& invariant, Span span) {
  write_word(out, "invariant");
  write_word(out, invariant.name.text, invariant.name.span);
  write_body(out, invariant.clauses, invariant.name.span.end, span.end - 1, [&out](InvariantClause const& clause) {
    out.item(clause.span.begin);
    std::visit(Overloaded{[&](Say const& say) { write(out, say); },
                          [&](InvariantClaim const& claim) {
                            write_word(out, claim.never ? "never" : "always");
                            write_word(out, claim.verdict.text, claim.verdict.span);
                            out.blank();
                            write_condition(out, "when", claim.when);
                          }},
               clause.node);
  });
}

}  // namespace izin::ast
