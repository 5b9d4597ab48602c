// Definitions and questions: what conditions may name.
#include <algorithm>

#include "rules/check/cycles.hpp"
#include "rules/check/expressions.hpp"
#include "rules/check/sayings.hpp"
#include "rules/check/stages.hpp"

namespace izin::check {
namespace {

/// The names that an expression uses as conditions of their own.
void names_used(ast::Expr const& expr, std::vector<ast::Name const*>& names) {
  if (auto const* condition = std::get_if<ast::Condition>(&expr.node)) {
    if (condition->path.segments.size() == 1) names.push_back(&condition->path.segments.front());
  } else if (auto const* negation = std::get_if<ast::Not>(&expr.node)) {
    names_used(*negation->operand, names);
  } else if (auto const* conjunction = std::get_if<ast::And>(&expr.node)) {
    for (auto const& operand : conjunction->operands) names_used(operand, names);
  } else if (auto const* disjunction = std::get_if<ast::Or>(&expr.node)) {
    for (auto const& operand : disjunction->operands) names_used(operand, names);
  }
}

/// The declared definitions by name, with the definitions that each uses.
struct Uses {
  std::vector<ast::Define const*> trees;
  std::vector<std::vector<ast::Name const*>> places;  ///< beside `graph`
  Graph graph;
};

Uses gather_uses(Context const& context) {
  Uses uses;
  std::unordered_map<std::string_view, std::uint32_t> number;
  for (auto const& [name, entry] : context.flow_names.sorted()) {
    if (entry.kind != static_cast<std::uint8_t>(FlowKind::define)) continue;
    auto const* tree = context.declarations.defines[entry.index].tree;
    number.emplace(tree->name.text, static_cast<std::uint32_t>(uses.trees.size()));
    uses.trees.push_back(tree);
  }
  uses.graph.resize(uses.trees.size());
  uses.places.resize(uses.trees.size());
  for (std::size_t i = 0; i < uses.trees.size(); ++i) {
    std::vector<ast::Name const*> names;
    names_used(uses.trees[i]->condition, names);
    for (auto const* name : names) {
      auto const at = number.find(name->text);
      if (at == number.end()) continue;
      uses.graph[i].push_back(at->second);
      uses.places[i].push_back(name);
    }
  }
  return uses;
}

void report_cycles(Context& context, Uses const& uses) {
  for (auto const& cycle : find_cycles(uses.graph)) {
    std::vector<Label> steps;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      auto const to = cycle[(i + 1) % cycle.size()];
      auto const& edges = uses.graph[cycle[i]];
      auto const at = static_cast<std::size_t>(std::find(edges.begin(), edges.end(), to) - edges.begin());
      steps.push_back({uses.places[cycle[i]][at]->span,
                       in_backticks(uses.trees[cycle[i]]->name.text) + " uses " + in_backticks(uses.trees[to]->name.text)});
    }
    context.cycle(Code::define_cycle,
                  "the definition of " + in_backticks(uses.trees[cycle.front()]->name.text) + " comes back to itself",
                  std::move(steps), "take one of these uses out");
  }
}

/// Those that are used first; by name where nothing decides. Definitions of a cycle come in any order: they are errors.
std::vector<std::uint32_t> order_of(Graph const& graph) {
  std::vector<std::uint32_t> order;
  std::vector<std::uint8_t> state(graph.size(), 0);  // 1: on the stack, 2: done
  std::vector<std::pair<std::uint32_t, std::size_t>> stack;
  for (std::uint32_t start = 0; start < graph.size(); ++start) {
    if (state[start] != 0) continue;
    stack.emplace_back(start, 0);
    state[start] = 1;
    while (!stack.empty()) {
      auto const node = stack.back().first;
      auto const next = stack.back().second++;
      if (next == graph[node].size()) {
        state[node] = 2;
        order.push_back(node);
        stack.pop_back();
      } else if (auto const to = graph[node][next]; state[to] == 0) {
        state[to] = 1;
        stack.emplace_back(to, 0);
      }
    }
  }
  return order;
}

}  // namespace

void check_questions(Context& context) {
  auto& questions = context.model.questions;
  for (auto const& [name, entry] : context.flow_names.sorted()) {
    if (entry.kind != static_cast<std::uint8_t>(FlowKind::question)) continue;
    auto const& found = context.declarations.questions[entry.index];
    context.flow_names.set_index(name, static_cast<std::uint32_t>(questions.size()));
    auto& question = questions.emplace_back();
    question.name = name;
    question.span = found.span;
  }
  for (auto const& found : context.declarations.questions) {
    Question unnamed;
    auto const* entry = context.flow_names.find(found.tree->name.text);
    bool const entered = entry != nullptr && entry->declared == found.tree->name.span;
    auto& question = entered ? questions[entry->index] : unnamed;
    Sayings sayings(context);
    for (auto const& clause : found.tree->clauses) {
      if (auto const* cite = std::get_if<ast::Cite>(&clause.node)) question.cites.push_back(citation(*cite));
      if (auto const* say = std::get_if<ast::Say>(&clause.node)) sayings.add(*say, question.says);
    }
  }
}

void check_defines(Context& context) {
  auto const uses = gather_uses(context);
  report_cycles(context, uses);
  auto& defines = context.model.defines;
  for (auto const node : order_of(uses.graph)) {
    auto const& name = uses.trees[node]->name;
    context.flow_names.set_index(name.text, static_cast<std::uint32_t>(defines.size()));
    defines.push_back({name.text, {}, name.span});
  }
  context.define_reads.resize(defines.size());
  for (auto const& found : context.declarations.defines) {
    auto const* entry = context.flow_names.find(found.tree->name.text);
    bool const entered = entry != nullptr && entry->declared == found.tree->name.span;
    Reads unnamed;
    auto& reads = entered ? context.define_reads[entry->index] : unnamed;
    auto body = Expressions(context, reads).resolve(found.tree->condition);
    if (entered) defines[entry->index].body = std::move(body);
  }
}

}  // namespace izin::check
