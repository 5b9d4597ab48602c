// Rulings: one effect, by whom, from when until when; and whether one comes back to the question it answers.
#include <algorithm>

#include "rules/check/cycles.hpp"
#include "rules/check/expressions.hpp"
#include "rules/check/instruments.hpp"
#include "rules/check/literals.hpp"
#include "rules/check/references.hpp"
#include "rules/check/sayings.hpp"
#include "rules/check/stages.hpp"

namespace izin::check {
namespace {

class RulingReader {
 public:
  RulingReader(Context& context, Found<ast::Ruling> const& found, Ruling& out, Reads& reads)
      : context_(context), found_(found), out_(out), reads_(reads), sayings_(context), once_(context) {}

  void read() {
    out_.name = found_.tree->name.text;
    out_.span = found_.span;
    for (auto const& clause : found_.tree->clauses) {
      span_ = clause.span;
      std::visit([&](auto const& node) { read(node); }, clause.node);
    }
    if (!effect_) missing("effect", "a ruling has one of `dismisses …`, `upholds …`, `answers … true` or `answers … false`");
    if (!once_.seen("by")) missing("`by … on … until …`", "say who ruled, from when and until when");
  }

 private:
  void missing(std::string const& what, std::string help) {
    context_.missing(Code::missing_clause, found_.span, found_.tree->name.span,
                     "the ruling " + in_backticks(found_.tree->name.text) + " has no " + what, std::move(help));
  }

  /// Exactly one of `dismisses`, `upholds`, `answers`.
  bool first_effect() {
    if (!effect_) {
      effect_ = span_;
      return true;
    }
    context_.error(Code::second_effect, span_, "a ruling has exactly one effect", {}, "write a ruling of its own for the other",
                   {{*effect_, "the first one is here"}});
    return false;
  }

  void read_rules(std::vector<ast::RuleRef> const& references, Ruling::Effect effect, std::string_view word) {
    bool const first = first_effect();
    std::vector<RuleId> all;
    for (auto const& reference : references) {
      auto rules = resolve_rules(context_, reference, std::nullopt);
      keep_prohibitions(context_, reference, rules, word);
      all.insert(all.end(), rules.begin(), rules.end());
    }
    if (!first) return;
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    out_.effect = effect;
    out_.rules = std::move(all);
  }

  void read(ast::Dismisses const& clause) { read_rules(clause.rules, Ruling::Effect::dismisses, "dismisses"); }
  void read(ast::Upholds const& clause) { read_rules(clause.rules, Ruling::Effect::upholds, "upholds"); }
  void read(ast::Answers const& clause) {
    bool const first = first_effect();
    auto const* entry = context_.flow_names.find(clause.question.text);
    if (entry == nullptr || entry->kind != static_cast<std::uint8_t>(FlowKind::question))
      return unknown_question(clause.question, entry);
    if (!first) return;
    out_.effect = clause.value ? Ruling::Effect::answers_true : Ruling::Effect::answers_false;
    out_.question = QuestionId{entry->index};
  }

  void unknown_question(ast::Name const& name, Scope::Entry const* entry) {
    if (entry != nullptr) {
      bool const define = entry->kind == static_cast<std::uint8_t>(FlowKind::define);
      context_.error(Code::unknown_question, name.span,
                     in_backticks(name.text) + " is a " + (define ? "definition" : "field") + ", not a question", {}, {},
                     {{entry->declared, "declared here"}});
      return;
    }
    auto const names = [this] {
      std::vector<std::string> all;
      for (auto const& question : context_.model.questions) all.push_back(question.name);
      return all;
    };
    context_.unknown(Code::unknown_question, name.span, name.text, "there is no question " + in_backticks(name.text), names,
                     "declare it with `question`");
  }

  void read(ast::WhenClause const& clause) { out_.whens.push_back(Expressions(context_, reads_).resolve(clause.condition)); }
  void read(ast::UnlessClause const& clause) { out_.unlesses.push_back(Expressions(context_, reads_).resolve(clause.condition)); }
  void read(ast::Say const& clause) { sayings_.add(clause, out_.says); }
  void read(ast::Cite const&) {}
  void read(ast::RuledBy const& clause) {
    if (!once_.first("by", span_)) return;
    out_.by = clause.who.value;
    if (!clause.on) missing("`on`", "say from when: `on 2025-09-12`");
    if (!clause.until) missing("`until`", "say until when: `until 2026-09-12`");
    if (!clause.on || !clause.until) return;
    out_.covers = {moment(*clause.on), moment(*clause.until)};
    out_.on = literal_text(*clause.on);
    out_.until = literal_text(*clause.until);
    if (out_.covers.from < out_.covers.until) return;
    context_.error(Code::empty_interval, clause.until->span,
                   "this is not after the day of the ruling: it would never cover anything", {},
                   "`until` is exclusive: give a later date", {{clause.on->span, "it is from here on"}});
  }

  Context& context_;
  Found<ast::Ruling> const& found_;
  Ruling& out_;
  Reads& reads_;
  Sayings sayings_;
  Once once_;
  Span span_;
  std::optional<Span> effect_;
};

/// Questions first, then definitions: what each reads of the others, with the place.
class Dependence {
 public:
  explicit Dependence(Context& context) : context_(context), questions_(context.model.questions.size()) {
    graph_.resize(questions_ + context.model.defines.size());
    places_.resize(graph_.size());
    for (std::size_t i = 0; i < context.model.defines.size(); ++i)
      add(static_cast<std::uint32_t>(questions_ + i), context.define_reads[i]);
    for (std::size_t i = 0; i < context.model.rulings.size(); ++i) {
      auto const question = context.model.rulings[i].question;
      if (question.valid()) add(question.value, context.ruling_reads[i]);
    }
  }

  void report() {
    for (auto const& cycle : find_cycles(graph_)) {
      if (cycle.front() >= questions_) continue;  // of definitions alone: reported
      std::vector<Label> steps;
      std::size_t ruling = 0;  // the last step in the text that a ruling makes
      for (std::size_t i = 0; i < cycle.size(); ++i) {
        auto const to = cycle[(i + 1) % cycle.size()];
        auto const& edges = graph_[cycle[i]];
        auto const at = static_cast<std::size_t>(std::find(edges.begin(), edges.end(), to) - edges.begin());
        steps.push_back({places_[cycle[i]][at], text(cycle[i]) + " depends on " + text(to)});
        if (cycle[i] < questions_ && before(steps[ruling].span, steps[i].span)) ruling = i;
      }
      std::rotate(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(ruling), steps.end());
      auto const closing = steps.front();
      steps.erase(steps.begin());
      context_.error(Code::ruling_cycle, closing.span,
                     "a ruling on " + text(cycle[ruling]) + " comes back to the question it answers", closing.text,
                     "a ruling may not depend on its own question", std::move(steps));
    }
  }

 private:
  void add(std::uint32_t from, Reads const& reads) {
    for (auto const& [id, span] : reads.questions) edge(from, id.value, span);
    for (auto const& [id, span] : reads.defines) edge(from, static_cast<std::uint32_t>(questions_ + id.value), span);
  }

  void edge(std::uint32_t from, std::uint32_t to, Span span) {
    graph_[from].push_back(to);
    places_[from].push_back(span);
  }

  std::string text(std::uint32_t node) const {
    return in_backticks(node < questions_ ? context_.model.questions[node].name : context_.model.defines[node - questions_].name);
  }

  Context& context_;
  std::size_t questions_;
  Graph graph_;
  std::vector<std::vector<Span>> places_;
};

}  // namespace

void check_rulings(Context& context) {
  auto const& found = context.declarations.rulings;
  Scope scope;
  std::vector<Declared> declared;
  for (std::uint32_t i = 0; i < found.size(); ++i) declared.push_back({&found[i].tree->name, 0, i});
  scope.fill(context, std::move(declared));
  std::vector<Found<ast::Ruling>> sorted = found;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](auto const& a, auto const& b) { return a.tree->name.text < b.tree->name.text; });
  context.ruling_reads.resize(sorted.size());
  context.model.rulings.resize(sorted.size());
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    auto& ruling = context.model.rulings[i];
    RulingReader(context, sorted[i], ruling, context.ruling_reads[i]).read();
    if (ruling.question.valid()) context.model.questions[ruling.question.value].rulings.push_back(RulingId{i});
  }
  Dependence(context).report();
}

}  // namespace izin::check
