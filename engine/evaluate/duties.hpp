// What must be done if a flow happens: live duties, with the instant by which each is due where it is known.
#pragma once

#include <span>

#include "engine/evaluate/pass.hpp"

namespace izin {

/// The duties among these rules that are live, or of unknown liveness and marked so. `own_names` are the flow's undeclared
/// parties.
[[nodiscard]] std::vector<DutyEntry> duties_of(Reading const& reading, std::span<RuleId const> rules, Valuation const& valuation,
                                               std::vector<std::string> const& own_names);

/// Sorts by rule, and marks the earliest due among equal act, by, to; of equally early ones each.
void mark_first(std::vector<DutyEntry>& duties);

/// `@spotify` of a declared party, the name of another; empty for nobody known.
[[nodiscard]] std::string party_text(Model const& model, Identity identity, std::vector<std::string> const& own_names);

}  // namespace izin
