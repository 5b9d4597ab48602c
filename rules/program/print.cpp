// A program as text: for people who want to see what is executed, and for tests.
#include "rules/program/program.hpp"

namespace izin {
namespace {

std::string name(NodeId id) { return id.valid() ? "n" + std::to_string(id.value) : "-"; }

std::string edges(Program const& program, Node const& node, std::string_view between) {
  std::string out;
  for (std::uint32_t k = 0; k < node.count; ++k) {
    if (k > 0) out += between;
    out += "n" + std::to_string(program.edges[node.first + k]);
  }
  return out;
}

std::string node_text(Program const& program, Node const& node) {
  switch (node.kind) {
    case Node::Kind::no:
      return "false";
    case Node::Kind::yes:
      return "true";
    case Node::Kind::comparison:
      return program.model->comparisons[node.first].text;
    case Node::Kind::interval: {
      Interval const& interval = program.intervals[node.first];
      return "at in [" + std::to_string(interval.from) + ", " + std::to_string(interval.until) + ")";
    }
    case Node::Kind::question:
      return "question " + edges(program, node, " against ");
    case Node::Kind::negation:
      return "not " + edges(program, node, "");
    case Node::Kind::conjunction:
      return edges(program, node, " and ");
    case Node::Kind::disjunction:
      return edges(program, node, " or ");
  }
  return {};
}

}  // namespace

std::string print(Program const& program) {
  std::string out;
  for (std::size_t i = 0; i < program.nodes.size(); ++i)
    out += "n" + std::to_string(i) + " = " + node_text(program, program.nodes[i]) + "\n";
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    RuleNodes const& n = program.rules[i];
    Rule const& rule = program.model->rules[i];
    out += rule.full_name + (rule.of_pool ? " of the pool" : "") + ": on " + name(n.on) + " overridden " + name(n.overridden);
    if (prohibits(rule.kind))
      out += " hit " + name(n.hit) + " doubt " + name(n.doubt) + " firm " + name(n.firm) + " contested " + name(n.contested) +
             " defeated " + name(n.defeated) + "\n";
    else
      out += " live " + name(n.live) + "\n";
  }
  out += "ground " + name(program.ground) + "\n";
  return out;
}

}  // namespace izin
