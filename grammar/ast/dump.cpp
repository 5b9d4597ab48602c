// The tree as s-expressions, a line a declaration, without places: what two files that mean the same have in common.
#include "grammar/ast/print.hpp"
#include "grammar/ast/print_parts.hpp"

namespace izin::ast {
namespace {

class Dump {
 public:
  std::string out;

  void write(Declaration const& declaration) {
    std::visit([this](auto const& node) { this->node(node); }, declaration.node);
    if (!declaration.doc.lines.empty()) {
      out.pop_back();  // the doc is the last thing in the parentheses
      doc(declaration.doc);
      out += ')';
    }
    out += '\n';
  }

  void word(std::string_view text) {
    if (!out.empty() && out.back() != '(' && out.back() != '\n') out += ' ';
    out += text;
  }
  void open(std::string_view head) {
    word("(");
    out += head;
  }
  void close() { out += ')'; }
  /// `(head word)`.
  void pair(std::string_view head, std::string_view text) {
    open(head);
    word(text);
    close();
  }
  void doc(Doc const& doc) {
    if (doc.lines.empty()) return;
    open("doc");
    for (auto const& line : doc.lines) word(quoted_text(line));
    close();
  }

 private:
  // ---- expressions ----
  void expr(Expr const& expr) {
    std::visit([this](auto const& node) { this->condition(node); }, expr.node);
  }
  void condition(Compare const& compare) {
    open(text_of(compare.order));
    operand(*compare.left);
    operand(*compare.right);
    close();
  }
  void condition(Is const& is) {
    open(is.negated ? "is-not" : "is");
    word(is.left.text());
    word(text_of(*is.right));
    close();
  }
  void condition(In const& in) {
    open("in");
    word(in.left.text());
    many(*in.right);
    close();
  }
  void condition(Has const& has) {
    open(has.quantifier == Quantifier::any ? "has-any" : has.quantifier == Quantifier::all ? "has-all" : "has");
    left(has.left, has.under);
    many(*has.right);
    close();
  }
  void condition(Within const& within) {
    open("within");
    left(within.left, within.under);
    many(*within.right);
    close();
  }
  void condition(Known const& known) { pair(known.negated ? "unknown" : "known", known.left.text()); }
  void condition(Consent const& consent) {
    switch (consent.word) {
      case ConsentWord::covers:
        return word("(consent-covers)");
      case ConsentWord::explicit_covers:
        return word("(explicit-consent-covers)");
      case ConsentWord::guardian_covers:
        return word("(guardian-consent-covers)");
      case ConsentWord::refuses:
        return word("(consent-refuses)");
    }
  }
  void condition(Condition const& condition) { word(condition.path.text()); }
  void condition(Constant const& constant) { word(constant.value ? "true" : "false"); }
  void condition(Not const& deny) {
    open("not");
    expr(*deny.operand);
    close();
  }
  void condition(And const& all) { chain("and", all.operands); }
  void condition(Or const& any) { chain("or", any.operands); }
  void chain(std::string_view head, std::vector<Expr> const& operands) {
    open(head);
    for (auto const& operand : operands) expr(operand);
    close();
  }
  void left(Path const& path, OptionalBox<Term> const& under) {
    word(path.text());
    if (under) pair("under", under->name.text);
  }
  void operand(Operand const& operand) {
    std::visit(
        Overloaded{[this](Path const& path) { word(path.text()); }, [this](Literal const& literal) { word(text_of(literal)); },
                   [this](Term const& term) { word(term.name.text); },
                   [this](Party const& party) { word("@" + party.name.text); },
                   [this](Sum const& sum) {
                     open("sum");
                     simple(sum.base);
                     for (auto const& part : sum.parts) {
                       open(part.sign == Sign::plus ? "+" : "-");
                       simple(part.amount);
                       close();
                     }
                     close();
                   }},
        operand);
  }
  void simple(std::variant<Literal, Path> const& value) {
    word(std::holds_alternative<Path>(value) ? std::get<Path>(value).text() : text_of(std::get<Literal>(value)));
  }
  void many(Many const& many) {
    std::visit(Overloaded{[this](Path const& path) { word(path.text()); }, [this](Term const& term) { word(term.name.text); },
                          [this](Party const& party) { word("@" + party.name.text); },
                          [this](SetLiteral const& set) { this->set(set); }},
               many);
  }
  void set(SetLiteral const& set) {
    open("set");
    for (auto const& element : set.elements) word(text_of(element));
    close();
  }

  // ---- vocabulary ----
  void node(Taxonomy const& taxonomy) {
    open(taxonomy.extends ? "extend" : "taxonomy");
    word(taxonomy.name.text);
    items(taxonomy.items);
    close();
  }
  void items(std::vector<TaxonomyItem> const& list) {
    for (auto const& item : list) {
      open(item.term.text);
      if (item.iri) word("<" + item.iri->text + ">");
      if (!item.under.empty()) {
        open("under");
        for (auto const& parent : item.under) word(parent.text);
        close();
      }
      items(item.children);
      doc(item.doc);
      close();
    }
  }
  void fields(std::vector<Field> const& list) {
    for (auto const& field : list) {
      open(field.personal ? "personal" : "field");
      word(field.name.text);
      if (field.type.many == TypeName::Many::set) word("set");
      if (field.type.many == TypeName::Many::some) word("some");
      word(field.type.name.text);
      doc(field.doc);
      close();
    }
    close();
  }
  void node(Record const& record) {
    open("record");
    word(record.name.text);
    fields(record.fields);
  }
  void node(Flow const& flow) {
    open("flow");
    fields(flow.fields);
  }
  void values(std::vector<ValueField> const& list) {
    for (auto const& field : list) {
      open(field.name.text);
      value(field.value);
      close();
    }
  }
  void value(Value const& value) {
    std::visit(
        Overloaded{[this](Literal const& literal) { word(text_of(literal)); }, [this](Term const& term) { word(term.name.text); },
                   [this](Party const& party) { word("@" + party.name.text); },
                   [this](Braces const& braces) {
                     open(braces.fields.empty() ? braces.elements.empty() ? "empty" : "set" : "record");
                     for (auto const& element : braces.elements) word(text_of(element));
                     values(braces.fields);
                     close();
                   }},
        value.node);
  }
  void node(PartyDecl const& party) {
    open("party");
    word("@" + party.name.text);
    values(party.fields);
    close();
  }
  void node(Define const& define) {
    open("define");
    word(define.name.text);
    expr(define.condition);
    close();
  }

  // ---- instruments ----
  void refs(std::string_view head, std::vector<RuleRef> const& list) {
    open(head);
    for (auto const& ref : list) word(text_of(ref));
    close();
  }
  void when(std::string_view head, Expr const& condition) {
    open(head);
    expr(condition);
    close();
  }
  void clause(Cite const& cite) {
    open("cite");
    word(quoted_text(cite.text.value));
    if (cite.iri) word("<" + cite.iri->text + ">");
    close();
  }
  void clause(Say const& say) {
    open("say");
    if (say.language) word(say.language->text);
    word(quoted_text(say.text.value));
    close();
  }
  void clause(WhenClause const& clause) { when("when", clause.condition); }
  void clause(UnlessClause const& clause) { when("unless", clause.condition); }
  void clause(ThatClause const& clause) { when("that", clause.condition); }
  void clause(Overrides const& overrides) { refs("overrides", overrides.rules); }
  void clause(Contests const& contests) { refs("contests", contests.rules); }
  void clause(Do const& action) { pair("do", action.action.name.text); }
  void clause(By const& by) { pair("by", text_of(by.who)); }
  void clause(To const& to) { pair("to", text_of(to.who)); }
  void clause(WithinAfter const& within) {
    open("within");
    word(text_of(*within.delay));
    word("after");
    word(within.event.text());
    close();
  }
  void clause(Dimension const& dimension) {
    open(text_of(dimension.which));
    if (auto const* written = std::get_if<SetLiteral>(&dimension.value))
      set(*written);
    else
      word("any");
    close();
  }
  void clause(Lasts const& lasts) { pair("lasts", text_of(lasts.duration)); }
  void clause(Title const& title) { pair("title", quoted_text(title.text.value)); }
  void clause(Issuer const& issuer) { pair("issuer", "@" + issuer.party.name.text); }
  void clause(Source const& source) { pair("source", "<" + source.iri.text + ">"); }
  void clause(InForce const& force) {
    open("in-force");
    word(text_of(force.from));
    if (force.until) pair("until", text_of(*force.until));
    close();
  }
  void clause(DefaultForbid const& forbid) {
    open("default-forbid");
    if (forbid.cite) word(quoted_text(forbid.cite->value));
    close();
  }
  void clause(Governs const& governs) { when("governs", governs.condition); }
  void clause(Claims const& claims) { when("claims", claims.condition); }
  void clause(Reviewed const& reviewed) {
    open("reviewed");
    word(text_of(reviewed.on));
    word(quoted_text(reviewed.by.value));
    close();
  }
  template <class Clauses>
  void clauses(Clauses const& list) {
    for (auto const& item : list) std::visit([this](auto const& node) { this->clause(node); }, item.node);
  }
  void clause(Rule const& rule) {
    open(text_of(rule.modality));
    word(rule.name.text);
    clauses(rule.clauses);
    doc(rule.doc);
    close();
  }
  void clause(Grant const& grant) {
    open(grant.refuses ? "refuse" : "grant");
    word(grant.name.text);
    clauses(grant.clauses);
    doc(grant.doc);
    close();
  }
  void node(Instrument const& instrument) {
    open(text_of(instrument.kind));
    word(instrument.name.text);
    if (instrument.version) word(quoted_text(instrument.version->value));
    clauses(instrument.members);
    close();
  }

  // ---- questions, rulings, tests, invariants ----
  template <class Block>
  void block(std::string_view head, std::string_view name, Block const& block) {
    open(head);
    word(name);
    clauses(block.clauses);
    close();
  }
  void node(Question const& question) { block("question", question.name.text, question); }
  void node(Ruling const& ruling) { block("ruling", ruling.name.text, ruling); }
  void node(Test const& test) { block("test", quoted_text(test.name.value), test); }
  void node(Invariant const& invariant) { block("invariant", invariant.name.text, invariant); }
  void node(Hole const&) { word("(hole)"); }

  void clause(Dismisses const& dismisses) { refs("dismisses", dismisses.rules); }
  void clause(Upholds const& upholds) { refs("upholds", upholds.rules); }
  void clause(Answers const& answers) {
    open("answers");
    word(answers.question.text);
    word(answers.value ? "true" : "false");
    close();
  }
  void date(std::string_view head, OptionalBox<When> const& date) {
    if (date) pair(head, text_of(*date));
  }
  void clause(RuledBy const& by) {
    open("by");
    word(quoted_text(by.who.value));
    date("on", by.on);
    date("until", by.until);
    close();
  }
  void clause(TestAt const& at) { pair("at", text_of(at.at)); }
  void clause(TestGiven const& given) {
    open("given");
    values(given.fields);
    close();
  }
  void clause(TestConsent const& consent) {
    if (consent.none) return word("(no-consent)");
    open("consent");
    word(consent.form.text);
    if (consent.version) word(quoted_text(consent.version->value));
    for (auto const& name : consent.clauses) word(name.text);
    date("given", consent.given);
    if (consent.act) pair("act", consent.act->text);
    date("withdrawn", consent.withdrawn);
    close();
  }
  void clause(TestExpect const& expect) {
    open("expect");
    word(expect.verdict.text);
    if (!expect.by.empty()) refs("by", expect.by);
    if (!expect.missing.empty()) {
      open("missing");
      for (auto const& path : expect.missing) word(path.text());
      close();
    }
    if (!expect.duties.empty()) refs("duties", expect.duties);
    close();
  }
  void clause(InvariantClaim const& claim) {
    open(claim.never ? "never" : "always");
    word(claim.verdict.text);
    expr(claim.when);
    close();
  }
};

}  // namespace

std::string dump(File const& file) {
  Dump dump;
  if (file.language) dump.out = "(language " + text_of(*file.language) + ")\n";
  for (auto const& declaration : file.declarations) dump.write(declaration);
  return std::move(dump.out);
}

}  // namespace izin::ast
