#include "engine/evaluate/trace.hpp"

#include <algorithm>

#include "engine/evaluate/comparison.hpp"

namespace izin {
namespace {

class Tracer {
 public:
  Tracer(Program const& program, Flow const& flow, ConsentView const& consent, Valuation const& subject, Valuation const* pool)
      : program_(program), model_(*program.model), flow_(flow), consent_(consent), subject_(subject), pool_(pool) {}

  std::vector<RuleTrace> run() {
    std::vector<RuleTrace> traces;
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      bool const of_pool = model_.rules[i].of_pool;
      if (of_pool && pool_ == nullptr) continue;
      valuation_ = of_pool ? pool_ : &subject_;
      of_pool_ = of_pool;
      RuleTrace trace = rule(RuleId{i});
      if (trace.in_force) traces.push_back(std::move(trace));
    }
    return traces;
  }

 private:
  [[nodiscard]] Truth of(NodeId node) const { return valuation_->nodes[node.value]; }

  RuleTrace rule(RuleId id) {
    Rule const& rule = model_.rules[id.value];
    RuleNodes const& n = program_.rules[id.value];
    InstrumentNodes const& of_instrument = program_.instruments[rule.instrument.value];
    Instrument const& instrument = model_.instruments[rule.instrument.value];
    RuleTrace trace;
    trace.rule = id;
    trace.in_force = of(of_instrument.force) == Truth::yes;
    if (!trace.in_force) return trace;
    trace.governs = of(of_instrument.governs);
    trace.claims = of(of_instrument.claims);
    trace.speaks = of(prohibits(rule.kind) ? n.hit : n.live);
    trace.state = state(rule, n);
    if (instrument.governs) trace.clauses.push_back({"governs when", tree(*instrument.governs)});
    if (instrument.claims) trace.clauses.push_back({"claims when", tree(*instrument.claims)});
    for (Condition const& when : rule.whens) trace.clauses.push_back({"when", tree(when)});
    for (Condition const& unless : rule.unlesses) trace.clauses.push_back({"unless", tree(unless)});
    for (Condition const& that : rule.thats) trace.clauses.push_back({"that", tree(that)});
    return trace;
  }

  [[nodiscard]] std::string state(Rule const& rule, RuleNodes const& n) const {
    if (!prohibits(rule.kind)) {
      Truth const live = of(n.live);
      return live == Truth::yes ? "live" : (live == Truth::unknown ? "waits" : "silent");
    }
    if (of(n.firm) == Truth::yes) return "firm";
    if (of(n.contested) == Truth::yes) return "contested";
    if (of(n.defeated) == Truth::yes) return "defeated";
    return of(n.firm) == Truth::unknown || of(n.contested) == Truth::unknown ? "waits" : "silent";
  }

  TraceNode tree(Condition const& condition) {
    TraceNode node;
    node.kind = condition.kind;
    switch (condition.kind) {
      case Condition::Kind::constant:
        node.value = truth(condition.value);
        node.text = condition.value ? "true" : "false";
        return node;
      case Condition::Kind::comparison:
        comparison(ComparisonId{condition.index}, node);
        return node;
      case Condition::Kind::define:
        node.text = model_.defines[condition.index].name;
        node.children.push_back(tree(model_.defines[condition.index].body));
        node.value = node.children.front().value;
        return node;
      case Condition::Kind::question:
        node.text = model_.questions[condition.index].name;
        node.value = of(program_.questions[condition.index]);
        return node;
      case Condition::Kind::negation:
        node.text = "not";
        node.children.push_back(tree(condition.operands.front()));
        node.value = negate(node.children.front().value);
        return node;
      case Condition::Kind::conjunction:
      case Condition::Kind::disjunction:
        break;
    }
    bool const all = condition.kind == Condition::Kind::conjunction;
    node.text = all ? "and" : "or";
    node.value = truth(all);
    for (Condition const& operand : condition.operands) {
      node.children.push_back(tree(operand));
      Truth const t = node.children.back().value;
      node.value = all ? both(node.value, t) : either(node.value, t);
    }
    return node;
  }

  void comparison(ComparisonId id, TraceNode& node) const {
    Comparison const& c = model_.comparisons[id.value];
    node.text = c.text;
    node.value = valuation_->comparisons[id.value];
    if (c.reads_consent()) {
      node.operands.push_back({"consent", consent_text()});
      return;
    }
    if (c.path.valid()) add(c.path, node);
    if (c.many.slot.valid()) add(c.many.slot, node);
    add(c.left, node);
    add(c.right, node);
  }

  void add(SlotId slot, TraceNode& node) const {
    Slot const& s = model_.slots[slot.value];
    bool const known = !(of_pool_ && s.of_subject);
    node.operands.push_back(
        {s.path, known ? value_text(model_, s.type, flow_.slots[slot.value], flow_.own_names) : std::nullopt});
  }

  void add(Operand const& operand, TraceNode& node) const {
    if (operand.kind == Operand::Kind::slot || (operand.kind == Operand::Kind::sum && operand.slot.valid()))
      add(operand.slot, node);
    for (SumTerm const& term : operand.terms)
      if (auto const* slot = std::get_if<SlotId>(&term.amount)) add(*slot, node);
  }

  [[nodiscard]] std::optional<std::string> consent_text() const {
    if (of_pool_ || consent_.state != ConsentView::State::known) return std::nullopt;
    if (consent_.active.empty()) return "none active";
    std::string text;
    for (ActiveClause const& active : consent_.active) {
      if (!text.empty()) text += ", ";
      text += model_.clauses[active.clause.value].full_name + " (" + std::string(act_text(active.act)) + ")";
    }
    return text;
  }

  Program const& program_;
  Model const& model_;
  Flow const& flow_;
  ConsentView const& consent_;
  Valuation const& subject_;
  Valuation const* pool_;
  Valuation const* valuation_ = nullptr;
  bool of_pool_ = false;
};

}  // namespace

std::vector<RuleTrace> trace(Program const& program, Flow const& flow, ConsentView const& consent, Valuation const& subject,
                             Valuation const* pool) {
  return Tracer(program, flow, consent, subject, pool).run();
}

}  // namespace izin
