// The clauses of one rule: which belong to its modality, which must be there, what they say.
#include "rules/check/expressions.hpp"
#include "rules/check/instruments.hpp"
#include "rules/check/sayings.hpp"

namespace izin::check {
namespace {

std::string_view modality_text(ast::Modality modality) {
  static constexpr std::string_view texts[] = {"forbid", "require", "permit", "right", "duty"};
  return texts[static_cast<std::size_t>(modality)];
}

class RuleReader {
 public:
  RuleReader(Context& context, RuleId id)
      : context_(context),
        tree_(*context.rule_trees[id.value]),
        out_(context.model.rules[id.value]),
        reads_(context.rule_reads[id.value]),
        sayings_(context),
        once_(context),
        duty_(context, reads_, terms_) {}

  void read() {
    for (auto const& clause : tree_.clauses) {
      span_ = clause.span;
      std::visit([&](auto const& node) { read(node); }, clause.node);
    }
    if (tree_.modality == ast::Modality::require && !has_that_) missing("that", "say what must hold: `that …`");
    if (tree_.modality == ast::Modality::duty && !once_.seen("do")) missing("do", "say what must be done: `do Notify`");
    if (tree_.modality == ast::Modality::duty) out_.duty = std::move(terms_);
  }

 private:
  void missing(std::string_view what, std::string help) {
    context_.missing(Code::missing_clause, tree_.span, tree_.name.span,
                     "the " + std::string(modality_text(tree_.modality)) + " " + in_backticks(tree_.name.text) + " has no " +
                         in_backticks(what),
                     std::move(help));
  }

  void misplaced(std::string_view what, std::string_view owner) {
    context_.error(
        Code::misplaced_clause, span_,
        in_backticks(what) + " belongs to a " + std::string(owner) + ", not to a " + in_backticks(modality_text(tree_.modality)),
        {}, "take it out, or change what kind of rule this is", {{tree_.modality_span, "the rule is declared here"}});
  }

  Condition condition(ast::Expr const& expr) { return Expressions(context_, reads_).resolve(expr); }

  void read(ast::Cite const& clause) { out_.cites.push_back(citation(clause)); }
  void read(ast::Say const& clause) { sayings_.add(clause, out_.says); }
  void read(ast::WhenClause const& clause) { out_.whens.push_back(condition(clause.condition)); }
  void read(ast::UnlessClause const& clause) { out_.unlesses.push_back(condition(clause.condition)); }
  void read(ast::ThatClause const& clause) {
    has_that_ = true;
    if (tree_.modality != ast::Modality::require) misplaced("that", "`require`");
    out_.thats.push_back(condition(clause.condition));
  }
  void read(ast::Overrides const&) {
    if (!allows(out_.kind)) misplaced("overrides", "`permit` or a `right`");
  }
  void read(ast::Contests const&) {
    if (out_.kind != RuleKind::right) misplaced("contests", "`right`");
  }

  template <class Clause>
  void read_duty(std::string_view what, Clause const& clause) {
    if (tree_.modality != ast::Modality::duty) return misplaced(what, "`duty`");
    if (once_.first(what, span_)) duty_.read(clause);
  }
  void read(ast::Do const& clause) { read_duty("do", clause); }
  void read(ast::By const& clause) { read_duty("by", clause); }
  void read(ast::To const& clause) { read_duty("to", clause); }
  void read(ast::WithinAfter const& clause) { read_duty("within", clause); }

  Context& context_;
  ast::Rule const& tree_;
  Rule& out_;
  Reads& reads_;
  Sayings sayings_;
  Once once_;
  DutyTerms terms_;
  DutyReader duty_;
  Span span_;
  bool has_that_ = false;
};

}  // namespace

void read_rule(Context& context, RuleId id) { RuleReader(context, id).read(); }

}  // namespace izin::check
