// What an unknown comparison waits for: paths of the flow, `consent`, a question's name. LANGUAGE.md section 5.
#pragma once

#include "engine/evaluate/pass.hpp"

namespace izin {

/// The facts that an unknown comparison waits for, without rules; a path may stand more than once. `pending`: what the undecided
/// subjects of the pool wait for.
[[nodiscard]] std::vector<MissingEntry> waits_of(Reading const& reading, ComparisonId id,
                                                 std::vector<MissingEntry> const& pending);

/// Sorts by path and joins entries of one path.
void join_missing(std::vector<MissingEntry>& entries);

}  // namespace izin
