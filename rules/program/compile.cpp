// Model to program: every quantity of LANGUAGE.md section 5 becomes a node of one graph. What depends on what decides the order:
// definitions, questions with their rulings, permits and rights with what overrides them, then what prohibits.
#include <algorithm>
#include <utility>

#include "rules/program/graph.hpp"
#include "rules/program/order.hpp"
#include "rules/program/program.hpp"
#include "rules/program/reads.hpp"
#include "rules/program/tables.hpp"

namespace izin {
namespace {

class Compiler {
 public:
  explicit Compiler(Program& program) : program_(program), model_(*program.model), graph_(program) {}

  void run() {
    program_.instruments.resize(model_.instruments.size());
    program_.rules.resize(model_.rules.size());
    program_.rulings.resize(model_.rulings.size());
    program_.questions.resize(model_.questions.size());
    program_.overridden_by.resize(model_.rules.size());
    program_.contested_by.resize(model_.rules.size());
    program_.ruled_by.resize(model_.rules.size());
    defines_and_questions();
    instruments();
    relations();
    conditions_of_rules();
    grounds_and_duties();
    prohibitions();
    ground();
  }

 private:
  NodeId node(Condition const& condition) {
    switch (condition.kind) {
      case Condition::Kind::constant:
        return condition.value ? graph_.yes() : graph_.no();
      case Condition::Kind::comparison:
        return graph_.comparison(ComparisonId{condition.index});
      case Condition::Kind::define:
        return defines_[condition.index];
      case Condition::Kind::question:
        return program_.questions[condition.index];
      case Condition::Kind::negation:
        return graph_.negation(node(condition.operands.front()));
      case Condition::Kind::conjunction:
        return graph_.conjunction(nodes(condition.operands));
      case Condition::Kind::disjunction:
        return graph_.disjunction(nodes(condition.operands));
    }
    return graph_.no();
  }

  std::vector<NodeId> nodes(std::vector<Condition> const& conditions) {
    std::vector<NodeId> all;
    all.reserve(conditions.size());
    for (Condition const& condition : conditions) all.push_back(node(condition));
    return all;
  }

  /// All `when` and no `unless`.
  NodeId both(std::vector<Condition> const& whens, std::vector<Condition> const& unlesses) {
    std::vector<NodeId> all = nodes(whens);
    for (Condition const& unless : unlesses) all.push_back(graph_.negation(node(unless)));
    return graph_.conjunction(std::move(all));
  }

  void defines_and_questions() {
    defines_.resize(model_.defines.size());
    for (Named const& named : order_of_names(model_)) {
      if (named.kind == Named::Kind::define) {
        defines_[named.index] = node(model_.defines[named.index].body);
        continue;
      }
      std::vector<NodeId> some_true, some_false;
      for (RulingId const id : model_.questions[named.index].rulings) {
        Ruling const& ruling = model_.rulings[id.value];
        NodeId const covers = covering(id);
        (ruling.effect == Ruling::Effect::answers_true ? some_true : some_false).push_back(covers);
      }
      NodeId const answers_true = graph_.disjunction(std::move(some_true));
      program_.questions[named.index] = graph_.question(answers_true, graph_.disjunction(std::move(some_false)));
    }
    for (std::uint32_t i = 0; i < model_.rulings.size(); ++i)
      if (!program_.rulings[i].valid()) covering(RulingId{i});
  }

  NodeId covering(RulingId id) {
    Ruling const& ruling = model_.rulings[id.value];
    NodeId const conditions = both(ruling.whens, ruling.unlesses);
    return program_.rulings[id.value] = graph_.conjunction({graph_.interval(ruling.covers), conditions});
  }

  void instruments() {
    for (std::size_t i = 0; i < model_.instruments.size(); ++i) {
      Instrument const& instrument = model_.instruments[i];
      InstrumentNodes& n = program_.instruments[i];
      n.force = graph_.interval(instrument.in_force);
      n.governs = instrument.governs ? node(*instrument.governs) : graph_.yes();
      n.claims = instrument.claims ? node(*instrument.claims) : graph_.no();
      n.scope = graph_.conjunction({n.force, n.governs});
      n.reach = graph_.conjunction({n.force, graph_.disjunction({n.governs, n.claims})});
    }
  }

  void relations() {
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      for (RuleId const target : model_.rules[i].overrides) program_.overridden_by[target.value].push_back(RuleId{i});
      for (RuleId const target : model_.rules[i].contests) program_.contested_by[target.value].push_back(RuleId{i});
    }
    for (std::uint32_t i = 0; i < model_.rulings.size(); ++i)
      for (RuleId const target : model_.rulings[i].rules) program_.ruled_by[target.value].push_back(RulingId{i});
  }

  void conditions_of_rules() {
    for (std::size_t i = 0; i < model_.rules.size(); ++i) {
      Rule const& rule = model_.rules[i];
      if (rule.kind != RuleKind::by_default) program_.rules[i].on = both(rule.whens, rule.unlesses);
      if (rule.kind == RuleKind::require) program_.rules[i].that = graph_.conjunction(nodes(rule.thats));
    }
  }

  /// Some live permit or right among these.
  NodeId some_live(std::vector<RuleId> const& rules) {
    std::vector<NodeId> live;
    for (RuleId const id : rules) live.push_back(program_.rules[id.value].live);
    return graph_.disjunction(std::move(live));
  }

  void grounds_and_duties() {
    for (RuleId const id : order_of_overrides(program_)) {
      RuleNodes& n = program_.rules[id.value];
      n.overridden = some_live(program_.overridden_by[id.value]);
      n.able = graph_.conjunction({n.on, graph_.negation(n.overridden)});
      n.live = graph_.conjunction({program_.instruments[model_.rules[id.value].instrument.value].scope, n.able});
    }
  }

  /// No permit and no right of the instrument is able.
  NodeId default_hit(Instrument const& instrument) {
    std::vector<NodeId> none;
    for (RuleId const id : instrument.rules)
      if (allows(model_.rules[id.value].kind)) none.push_back(graph_.negation(program_.rules[id.value].able));
    return graph_.conjunction(std::move(none));
  }

  NodeId some_ruling(std::size_t rule, Ruling::Effect effect) {
    std::vector<NodeId> covers;
    for (RulingId const id : program_.ruled_by[rule])
      if (model_.rulings[id.value].effect == effect) covers.push_back(program_.rulings[id.value]);
    return graph_.disjunction(std::move(covers));
  }

  void prohibitions() {
    for (std::size_t i = 0; i < model_.rules.size(); ++i) {
      Rule const& rule = model_.rules[i];
      if (!prohibits(rule.kind)) continue;
      RuleNodes& n = program_.rules[i];
      InstrumentNodes const& of = program_.instruments[rule.instrument.value];
      if (rule.kind == RuleKind::by_default) n.on = default_hit(model_.instruments[rule.instrument.value]);
      n.overridden = some_live(program_.overridden_by[i]);
      n.contested_by_right = some_live(program_.contested_by[i]);
      n.upheld = some_ruling(i, Ruling::Effect::upholds);
      n.dismissed = some_ruling(i, Ruling::Effect::dismisses);
      n.hit = rule.kind == RuleKind::require ? graph_.conjunction({n.on, graph_.negation(n.that)}) : n.on;
      quantities(n, of);
    }
  }

  /// The formulas as they stand in the table of LANGUAGE.md section 5.
  void quantities(RuleNodes& n, InstrumentNodes const& of) {
    auto const all = [&](std::vector<NodeId> operands) { return graph_.conjunction(std::move(operands)); };
    auto const any = [&](std::vector<NodeId> operands) { return graph_.disjunction(std::move(operands)); };
    auto const no = [&](NodeId operand) { return graph_.negation(operand); };
    n.doubt = any({no(of.scope), n.contested_by_right});
    n.breached = all({of.reach, n.hit});
    n.disputed = all({n.breached, n.doubt, no(n.upheld)});
    n.defeated = all({n.breached, any({n.overridden, all({n.doubt, no(n.upheld), n.dismissed})})});
    n.contested = all({n.breached, no(n.overridden), n.doubt, no(n.upheld), no(n.dismissed)});
    n.firm = all({n.hit, no(n.overridden), any({all({of.scope, no(n.contested_by_right)}), all({of.reach, n.upheld})})});
  }

  void ground() {
    std::vector<NodeId> any;
    for (std::size_t i = 0; i < model_.rules.size(); ++i)
      if (allows(model_.rules[i].kind)) any.push_back(program_.rules[i].live);
    program_.covers = graph_.no();  // a model with a grant clause always has the comparison
    for (std::uint32_t i = 0; i < model_.comparisons.size(); ++i)
      if (model_.comparisons[i].kind == Comparison::Kind::covers) program_.covers = graph_.comparison(ComparisonId{i});
    any.push_back(program_.covers);
    program_.ground = graph_.disjunction(std::move(any));
  }

  Program& program_;
  Model const& model_;
  Graph graph_;
  std::vector<NodeId> defines_;
};

}  // namespace

std::shared_ptr<Program const> compile(std::shared_ptr<Model const> model) {
  auto program = std::make_shared<Program>();
  program->model = std::move(model);
  Compiler(*program).run();
  make_tables(*program);
  find_reads(*program);
  return program;
}

}  // namespace izin
