// The trace of a decision as JSON: each rule with its conditions as trees, every node with its truth, every comparison with its
// values.
#include "engine/gate/decision_json.hpp"
#include "engine/gate/wording.hpp"

namespace izin {
namespace {

std::string_view node_kind_text(Condition::Kind kind) {
  switch (kind) {
    case Condition::Kind::constant:
      return "constant";
    case Condition::Kind::comparison:
      return "comparison";
    case Condition::Kind::define:
      return "define";
    case Condition::Kind::question:
      return "question";
    case Condition::Kind::negation:
      return "not";
    case Condition::Kind::conjunction:
      return "and";
    case Condition::Kind::disjunction:
      return "or";
  }
  return {};
}

/// Nesting is bounded by the language: 64 of the text, and as much again for each definition used.
void write_node(JsonText& out, TraceNode const& node) {
  out.open_object();
  out.text("kind", node_kind_text(node.kind)).text("text", node.text).text("value", truth_text(node.value));
  if (!node.operands.empty()) {
    out.key("reads").open_list_line();
    for (TraceOperand const& operand : node.operands) {
      out.open_object().text("path", operand.path);
      if (operand.value) out.text("value", *operand.value);
      out.close();
    }
    out.close();
  }
  if (!node.children.empty()) {
    out.key("of").open_list();
    for (TraceNode const& child : node.children) write_node(out, child);
    out.close();
  }
  out.close();
}

void write_rule(JsonText& out, Model const& model, Explanation const& explanation) {
  RuleTrace const& trace = explanation.trace;
  Named const named = izin::named(model, trace.rule);
  out.open_object().text("rule", named.name);
  if (named.instrument->version) out.text("version", *named.instrument->version);
  if (explanation.subject) out.text("subject", *explanation.subject);
  out.text("modality", named.modality).text("state", trace.state).word("in_force", json_word(trace.in_force));
  out.text("governs", truth_text(trace.governs))
      .text("claims", truth_text(trace.claims))
      .text("speaks", truth_text(trace.speaks));
  out.key("clauses").open_list();
  for (TraceClause const& clause : trace.clauses) {
    out.open_object().text("clause", clause.keyword).key("condition");
    write_node(out, clause.condition);
    out.close();
  }
  out.close().close();
}

}  // namespace

void write_trace(JsonText& out, Model const& model, std::vector<Explanation> const& explanations) {
  out.open_list();
  for (Explanation const& explanation : explanations) write_rule(out, model, explanation);
  out.close();
}

}  // namespace izin
