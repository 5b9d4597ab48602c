// Invariants: what must hold of every flow.
#include <algorithm>

#include "rules/check/expected.hpp"
#include "rules/check/expressions.hpp"
#include "rules/check/sayings.hpp"
#include "rules/check/stages.hpp"

namespace izin::check {

void check_invariants(Context& context) {
  auto sorted = context.declarations.invariants;
  std::vector<Declared> declared;
  for (std::uint32_t i = 0; i < sorted.size(); ++i) declared.push_back({&sorted[i].tree->name, 0, i});
  Scope scope;
  scope.fill(context, std::move(declared));
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](auto const& a, auto const& b) { return a.tree->name.text < b.tree->name.text; });
  for (auto const& found : sorted) {
    auto& invariant = context.model.invariants.emplace_back();
    invariant.name = found.tree->name.text;
    invariant.span = found.span;
    Sayings sayings(context);
    for (auto const& clause : found.tree->clauses) {
      if (auto const* say = std::get_if<ast::Say>(&clause.node)) sayings.add(*say, invariant.says);
      if (auto const* claim = std::get_if<ast::InvariantClaim>(&clause.node)) {
        check_verdict(context, claim->verdict);
        Reads reads;
        auto when = Expressions(context, reads).resolve(claim->when);
        invariant.claims.push_back({claim->never, claim->verdict.text, std::move(when)});
      }
    }
  }
}

}  // namespace izin::check
