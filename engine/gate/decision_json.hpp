// A decision as JSON: CONTRACTS.md section 3, policies/schema/decision.schema.json.
#pragma once

#include <string>

#include "engine/gate/gate.hpp"
#include "engine/gate/json_text.hpp"

namespace izin {

/// What of a decision is shown, and how.
struct DecisionView {
  std::string language;  ///< of `say`; empty: the policy's own
};

/// Writes the decision as one value of a document. The trace is written where the answer holds one.
void write_decision(JsonText& out, Gate const& gate, Flow const& flow, Answer const& answer, DecisionView const& view);

/// The trace of an answer, a list.
void write_trace(JsonText& out, Model const& model, std::vector<Explanation> const& explanations);

}  // namespace izin
