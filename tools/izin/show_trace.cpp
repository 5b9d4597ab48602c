// The trace of a decision for people: each rule with its conditions as trees, the truth of every node, the values that were read.
#include <fmt/core.h>

#include <algorithm>

#include "tools/izin/show_decision.hpp"

namespace izin::tool {
namespace {

constexpr std::size_t keyword_width = 12, truth_width = 7;

Ink ink_of(Truth truth) { return truth == Truth::yes ? Ink::green : truth == Truth::unknown ? Ink::yellow : Ink::dim; }

std::string read_text(std::vector<TraceOperand> const& operands) {
  std::string text;
  for (TraceOperand const& operand : operands) {
    if (!text.empty()) text += ", ";
    text += operand.value ? fmt::format("{} = {}", operand.path, *operand.value) : fmt::format("{} is not given", operand.path);
  }
  return text.empty() ? text : "  [" + text + "]";
}

void show_node(Page& page, std::string_view keyword, TraceNode const& node, std::size_t indent, std::size_t depth) {
  std::string const truth(truth_text(node.value));
  page.line(indent, padded(keyword, keyword_width) + "  " + page.inked(truth, ink_of(node.value)) +
                        std::string(truth_width - truth.size() + 2 + 2 * depth, ' ') + Page::safe(node.text) +
                        page.inked(read_text(node.operands), Ink::dim));
  for (TraceNode const& child : node.children) show_node(page, "", child, indent, depth + 1);
}

void show_truth(Page& page, std::string_view keyword, Truth value, std::string const& text, std::size_t indent) {
  std::string const truth(truth_text(value));
  page.line(indent, padded(keyword, keyword_width) + "  " + page.inked(truth, ink_of(value)) +
                        std::string(truth_width - truth.size() + 2, ' ') + Page::safe(text));
}

/// Whether anything of the rule can matter: its instrument reaches the flow, or may.
bool reaches(RuleTrace const& trace) { return trace.in_force && (trace.governs != Truth::no || trace.claims != Truth::no); }

}  // namespace

void show_rule(Page& page, Model const& model, Explanation const& explanation, std::vector<Explanation> const& others,
               std::size_t indent, std::string const& language) {
  RuleTrace const& trace = explanation.trace;
  Named const named = izin::named(model, trace.rule);
  std::string const version = named.instrument->version ? fmt::format(" version {}", *named.instrument->version) : "";
  std::string const of = explanation.subject ? fmt::format(", for example for {}", *explanation.subject) : "";
  page.line(indent, page.inked(fmt::format("{} {}{}", named.modality, named.name, version), Ink::cyan) + ": " +
                        page.inked(trace.state, Ink::bold) + Page::safe(of));
  if (!language.empty()) page.paragraph(indent + 2, said(named, language));
  if (!named.cites->empty()) page.paragraph(indent + 2, source_text(named), Ink::dim);
  for (TraceClause const& clause : trace.clauses) {
    bool const of_header = clause.keyword.starts_with("governs") || clause.keyword.starts_with("claims");
    if (reaches(trace) || of_header) show_node(page, clause.keyword, clause.condition, indent + 2, 0);
  }
  if (!reaches(trace)) return;
  if (named.by_default) show_truth(page, "default", trace.speaks, "no permit and no right of it applies", indent + 2);
  if (model.rules[trace.rule.value].of_pool) return;  // judged for nobody in particular, which `others` are not
  for (Explanation const& other : others) {
    if (other.subject != explanation.subject) continue;
    Rule const& against = model.rules[other.trace.rule.value];
    if (std::ranges::binary_search(against.overrides, trace.rule))
      show_truth(page, "overridden", other.trace.speaks, "by " + against.full_name, indent + 2);
    if (std::ranges::binary_search(against.contests, trace.rule))
      show_truth(page, "contested", other.trace.speaks, "by " + against.full_name, indent + 2);
  }
}

void show_trace(Page& page, Model const& model, std::vector<Explanation> const& explanations) {
  page.heading("Rule by rule");
  if (explanations.empty()) page.line(2, "No rule is in force.");
  for (Explanation const& explanation : explanations) show_rule(page, model, explanation, explanations, 2);
}

}  // namespace izin::tool
