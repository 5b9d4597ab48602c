#include "rules/program/reads.hpp"

#include <algorithm>

#include "rules/program/order.hpp"

namespace izin {
namespace {

class Reads {
 public:
  explicit Reads(Program& program) : program_(program), model_(*program.model) {}

  void run() {
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i)
      (model_.rules[i].of_pool ? program_.pool_rules : program_.subject_rules).push_back(RuleId{i});
    judged();
    questions();
    std::vector<bool> needed = roots_of(program_.subject_rules);
    needed[program_.ground.value] = needed[program_.covers.value] = true;
    program_.subject_order = closed(std::move(needed));
    program_.subject_comparisons = comparisons_in(program_.subject_order);
    if (!program_.pool_rules.empty()) program_.pool_order = closed(roots_of(program_.pool_judged));
    program_.pool_comparisons = comparisons_in(program_.pool_order);
    varying();
  }

 private:
  void judged() {
    auto& all = program_.pool_judged = program_.pool_rules;
    for (RuleId const id : program_.pool_rules)
      for (auto const* others : {&program_.overridden_by[id.value], &program_.contested_by[id.value]})
        all.insert(all.end(), others->begin(), others->end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }

  void questions() {
    std::vector<std::vector<QuestionId>> of_define(model_.defines.size());
    auto const collect = [&](Condition const& condition, std::vector<QuestionId>& into) {
      each_condition(condition, [&](Condition const& part) {
        if (part.kind == Condition::Kind::question) into.push_back(QuestionId{part.index});
        if (part.kind == Condition::Kind::define)
          into.insert(into.end(), of_define[part.index].begin(), of_define[part.index].end());
      });
      std::ranges::sort(into);
      into.erase(std::unique(into.begin(), into.end()), into.end());
    };
    for (Named const& named : order_of_names(model_))
      if (named.kind == Named::Kind::define) collect(model_.defines[named.index].body, of_define[named.index]);
    program_.questions_read.resize(model_.rules.size());
    for (std::size_t i = 0; i < model_.rules.size(); ++i) {
      Rule const& rule = model_.rules[i];
      for (auto const* conditions : {&rule.whens, &rule.unlesses, &rule.thats})
        for (Condition const& condition : *conditions) collect(condition, program_.questions_read[i]);
    }
    for (Instrument const& instrument : model_.instruments) questions_of_default(instrument);
  }

  void questions_of_default(Instrument const& instrument) {
    std::vector<QuestionId> all;
    for (RuleId const id : instrument.rules)
      if (allows(model_.rules[id.value].kind))
        all.insert(all.end(), program_.questions_read[id.value].begin(), program_.questions_read[id.value].end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (RuleId const id : instrument.rules)
      if (model_.rules[id.value].kind == RuleKind::by_default) program_.questions_read[id.value] = all;
  }

  /// All quantities of some rules, with what the lists of a decision ask of the rules, rulings and instruments around them.
  std::vector<bool> roots_of(std::vector<RuleId> const& rules) {
    std::vector<bool> needed(program_.nodes.size(), false);
    auto const need = [&](NodeId id) {
      if (id.valid()) needed[id.value] = true;
    };
    auto const need_rule = [&](RuleId id) {
      RuleNodes const& n = program_.rules[id.value];
      for (NodeId const node : {n.on, n.that, n.overridden, n.able, n.live, n.hit, n.contested_by_right, n.doubt, n.upheld,
                                n.dismissed, n.breached, n.disputed, n.defeated, n.contested, n.firm})
        need(node);
      InstrumentNodes const& of = program_.instruments[model_.rules[id.value].instrument.value];
      for (NodeId const node : {of.force, of.governs, of.claims, of.scope, of.reach}) need(node);
    };
    for (RuleId const id : rules) {
      need_rule(id);
      for (RuleId const other : program_.overridden_by[id.value]) need_rule(other);
      for (RuleId const other : program_.contested_by[id.value]) need_rule(other);
      for (RulingId const ruling : program_.ruled_by[id.value]) need(program_.rulings[ruling.value]);
      for (QuestionId const question : program_.questions_read[id.value]) {
        need(program_.questions[question.value]);
        for (RulingId const ruling : model_.questions[question.value].rulings) need(program_.rulings[ruling.value]);
      }
    }
    return needed;
  }

  /// The nodes needed and all below them, ascending: children stand before their parents.
  std::vector<std::uint32_t> closed(std::vector<bool> needed) const {
    for (std::size_t i = program_.nodes.size(); i-- > 0;) {
      Node const& node = program_.nodes[i];
      if (!needed[i] || node.kind < Node::Kind::question) continue;
      for (std::uint32_t k = 0; k < node.count; ++k) needed[program_.edges[node.first + k]] = true;
    }
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < needed.size(); ++i)
      if (needed[i]) order.push_back(i);
    return order;
  }

  std::vector<std::uint32_t> comparisons_in(std::vector<std::uint32_t> const& order) const {
    std::vector<std::uint32_t> all;
    for (std::uint32_t const i : order)
      if (program_.nodes[i].kind == Node::Kind::comparison) all.push_back(program_.nodes[i].first);
    std::ranges::sort(all);
    return all;
  }

  bool of_subject(SlotId slot) const { return slot.valid() && model_.slots[slot.value].of_subject; }

  bool of_subject(Operand const& operand) const {
    if (operand.kind == Operand::Kind::slot || operand.kind == Operand::Kind::sum)
      if (of_subject(operand.slot)) return true;
    return std::ranges::any_of(operand.terms, [&](SumTerm const& term) {
      auto const* slot = std::get_if<SlotId>(&term.amount);
      return slot != nullptr && of_subject(*slot);
    });
  }

  bool varies(Comparison const& c) const {
    return c.reads_consent() || of_subject(c.path) || of_subject(c.many.slot) || of_subject(c.left) || of_subject(c.right);
  }

  void varying() {
    std::vector<bool> changes(program_.nodes.size(), false);
    for (std::uint32_t const i : program_.subject_order) {
      Node const& node = program_.nodes[i];
      if (node.kind == Node::Kind::comparison && varies(model_.comparisons[node.first])) {
        changes[i] = true;
        program_.varying_comparisons.push_back(node.first);
      }
      if (node.kind >= Node::Kind::question)
        for (std::uint32_t k = 0; k < node.count && !changes[i]; ++k) changes[i] = changes[program_.edges[node.first + k]];
      if (changes[i]) program_.varying_order.push_back(i);
    }
    std::ranges::sort(program_.varying_comparisons);
  }

  Program& program_;
  Model const& model_;
};

}  // namespace

void find_reads(Program& program) { Reads(program).run(); }

}  // namespace izin
