// In which order a program is compiled: what is used stands before what uses it. Without recursion: chains may be long.
#pragma once

#include <vector>

#include "rules/program/program.hpp"

namespace izin {

/// A define or a question.
struct Named {
  enum class Kind : std::uint8_t { define, question } kind = Kind::define;
  std::uint32_t index = 0;
};

/// Every define and question after those that its body, or the rulings that answer it, use. The checker has excluded cycles.
[[nodiscard]] std::vector<Named> order_of_names(Model const& model);

/// Every permit, right and duty after the permits and rights that override it.
[[nodiscard]] std::vector<RuleId> order_of_overrides(Program const& program);

/// Calls `visit` for every condition at or below one, definitions not entered.
template <class Visit>
void each_condition(Condition const& condition, Visit const& visit) {
  visit(condition);
  for (Condition const& operand : condition.operands) each_condition(operand, visit);
}

}  // namespace izin
