// Comparisons by their canonical text: equal ones are one.
#include "rules/check/expressions.hpp"

namespace izin::check {

Condition intern(Context& context, Comparison comparison, Span span, Right right) {
  auto& model = context.model;
  comparison.span = span;
  comparison.text = comparison_text(model, comparison, right);
  ComparisonId const next{static_cast<std::uint32_t>(model.comparisons.size())};
  auto const [at, added] = context.comparison_by_text.try_emplace(comparison.text, next);
  if (added) model.comparisons.push_back(std::move(comparison));
  Condition condition;
  condition.kind = Condition::Kind::comparison;
  condition.index = at->second.value;
  condition.span = span;
  return condition;
}

}  // namespace izin::check
