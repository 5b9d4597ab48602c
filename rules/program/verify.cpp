// What must hold of a program, whoever made it: evaluators index without asking.
#include <algorithm>

#include "rules/program/program.hpp"

namespace izin {
namespace {

class Verifier {
 public:
  explicit Verifier(Program const& program) : program_(program), model_(*program.model) {}

  std::vector<std::string> run() {
    for (std::size_t i = 0; i < program_.nodes.size(); ++i) node(i);
    sizes();
    for (auto const* order : {&program_.subject_order, &program_.pool_order, &program_.varying_order}) closed(*order);
    for (std::size_t i = 0; i < program_.rules.size(); ++i) rule(i);
    return std::move(found_);
  }

 private:
  void say(std::string text) { found_.push_back(std::move(text)); }

  void node(std::size_t i) {
    Node const& node = program_.nodes[i];
    std::string const name = "node " + std::to_string(i);
    if (node.kind == Node::Kind::comparison && node.first >= model_.comparisons.size()) say(name + " reads no comparison");
    if (node.kind == Node::Kind::interval && node.first >= program_.intervals.size()) say(name + " reads no interval");
    if (node.kind < Node::Kind::question) return;
    if (std::size_t{node.first} + node.count > program_.edges.size()) return say(name + " has edges beyond the last");
    for (std::uint32_t k = 0; k < node.count; ++k)
      if (program_.edges[node.first + k] >= i) say(name + " stands before a child");
  }

  void sizes() {
    if (program_.rules.size() != model_.rules.size()) say("not every rule has its nodes");
    if (program_.instruments.size() != model_.instruments.size()) say("not every instrument has its nodes");
    if (program_.questions.size() != model_.questions.size()) say("not every question has its node");
    if (program_.rulings.size() != model_.rulings.size()) say("not every ruling has its node");
    if (program_.comparison_tables.size() != model_.comparisons.size()) say("not every comparison has its tables");
    if (program_.subject_rules.size() + program_.pool_rules.size() != model_.rules.size())
      say("some rule speaks neither per subject nor per pool");
  }

  /// Ascending, and with a node all its children (of the varying ones: those that vary are among them by construction).
  void closed(std::vector<std::uint32_t> const& order) {
    if (!std::ranges::is_sorted(order)) say("an order of nodes is not ascending");
    if (&order == &program_.varying_order) return;
    std::vector<bool> in(program_.nodes.size(), false);
    for (std::uint32_t const i : order) {
      in[i] = true;
      Node const& node = program_.nodes[i];
      if (node.kind < Node::Kind::question) continue;
      for (std::uint32_t k = 0; k < node.count; ++k)
        if (!in[program_.edges[node.first + k]]) say("node " + std::to_string(i) + " is computed before a child");
    }
  }

  void rule(std::size_t i) {
    RuleNodes const& n = program_.rules[i];
    bool const complete = prohibits(model_.rules[i].kind)
                              ? n.firm.valid() && n.contested.valid() && n.defeated.valid() && n.hit.valid()
                              : n.live.valid() && n.able.valid();
    if (!complete || !n.on.valid() || !n.overridden.valid()) say("rule `" + model_.rules[i].full_name + "` lacks a quantity");
  }

  Program const& program_;
  Model const& model_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> verify(Program const& program) { return Verifier(program).run(); }

}  // namespace izin
