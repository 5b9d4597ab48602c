// From truth values to a verdict and to the rules that make it: LANGUAGE.md section 5, "What a bundle decides".
#pragma once

#include <span>

#include "engine/evaluate/pass.hpp"

namespace izin {

/// What the verdict asks of some prohibiting rules and of the ground.
struct Standing {
  Truth firm = Truth::no;       ///< of some rule: true, else unknown, else false
  Truth contested = Truth::no;  ///< likewise
  Truth ground = Truth::no;
};
[[nodiscard]] Standing standing_of(Program const& program, std::span<RuleId const> rules, Valuation const& valuation);

/// The table of section 5: one person's verdict, or nobody's.
[[nodiscard]] Verdict verdict_of(Standing const& standing);
/// The table of section 8, for rules of the pool and a pool of which `permitted` of `proposed` are permitted; `otherwise` is the
/// verdict where nobody is.
[[nodiscard]] Verdict pool_verdict_of(Standing const& pool, std::uint64_t proposed, std::uint64_t permitted, Verdict otherwise);

/// Adds what these rules contribute to `by`, `contested`, `defeated` and `rulings`.
void add_rules(Program const& program, std::span<RuleId const> rules, Valuation const& valuation, Decision& decision);
/// Adds live permits and rights among these rules to `grounds`.
void add_grounds(Program const& program, std::span<RuleId const> rules, Valuation const& valuation, Decision& decision);
/// Adds the grants of a consent that covers.
void add_grants(Reading const& reading, Valuation const& valuation, Decision& decision);
/// The rules among these that wait: firm or contested is unknown, or whether a permit or right is live. Ascending.
[[nodiscard]] std::vector<RuleId> waiting_rules(Program const& program, std::span<RuleId const> rules,
                                                Valuation const& valuation);
/// Full names, sorted, each once.
[[nodiscard]] std::vector<std::string> names_of(Model const& model, std::span<RuleId const> rules);
/// `izin.no_ground` where a denial stands on no rule.
void add_no_ground(Decision& decision);
/// Sorts all lists and joins equal rulings.
void put_in_order(Program const& program, Decision& decision);

}  // namespace izin
