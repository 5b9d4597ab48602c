// Why a rule spoke or did not: its conditions as trees with every value. Made after the fact from a Valuation, so that deciding
// itself carries no trace.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.hpp"

namespace izin {

/// A value that a comparison read.
struct TraceOperand {
  std::string path;                  ///< `subject.age`, `pool.size`, `consent`
  std::optional<std::string> value;  ///< as the language writes it; empty: not given
};

/// One node of a condition.
struct TraceNode {
  Condition::Kind kind = Condition::Kind::constant;
  Truth value = Truth::unknown;
  std::string text;  ///< comparison: canonical text; define, question: its name; `not`, `and`, `or`, `true`, `false`
  std::vector<TraceOperand> operands;  ///< of a comparison
  std::vector<TraceNode> children;     ///< a define's body; a negation's operand; the operands of `and`, `or`
};

/// One clause of a rule, of a ruling or of its instrument's header.
struct TraceClause {
  std::string keyword;  ///< `governs when`, `claims when`, `when`, `unless`, `that`
  TraceNode condition;
};

/// One rule of the bundle for one flow.
struct RuleTrace {
  RuleId rule;
  std::string state;  ///< `firm`, `contested`, `defeated`, `waits`, `live`, `silent`
  bool in_force = true;
  Truth governs = Truth::yes, claims = Truth::no;
  Truth speaks = Truth::unknown;  ///< forbid, require, default: hit; permit, right, duty: live
  std::vector<TraceClause> clauses;
};

/// Every rule that is not silent because its instrument is out of force, in order of RuleId. `pool` may be null where the program
/// has no pool rules.
[[nodiscard]] std::vector<RuleTrace> trace(Program const& program, Flow const& flow, ConsentView const& consent,
                                           Valuation const& subject, Valuation const* pool);

/// A value as the language writes it: a term's name, `@spotify`, `{A, B}`, `55000 USD`. Empty optional: not given.
[[nodiscard]] std::optional<std::string> value_text(Model const& model, Type const& type, Value const& value,
                                                    std::vector<std::string> const& own_names);

}  // namespace izin
