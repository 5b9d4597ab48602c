// Consent and a flow's cells: LANGUAGE.md section 6.
#pragma once

#include <array>
#include <vector>

#include "engine/evaluate/comparison.hpp"

namespace izin {

/// The truth of `consent covers flow`, of its narrower forms, or of `consent refuses flow`.
[[nodiscard]] Truth consent_truth(Reading const& reading, Comparison::Kind kind);

/// The active grants (of any act) that some cell is surely under: what `consent covers flow` stands on. Each once, ascending.
[[nodiscard]] std::vector<ClauseId> covering_grants(Reading const& reading);

/// The flow's dimensions.
enum class CellPart : std::uint8_t { data, operation, purpose, recipient };
inline constexpr std::array<CellPart, 4> cell_parts = {CellPart::data, CellPart::operation, CellPart::purpose,
                                                       CellPart::recipient};

/// The dimensions by which some cell is unknown under an active clause that the comparison reads. Only for a known registry and
/// subject.
[[nodiscard]] std::vector<CellPart> unclear_parts(Reading const& reading, Comparison::Kind kind);

/// Of a set dimension: whether this element is unknown under an active clause that the comparison reads.
[[nodiscard]] bool is_unclear(Reading const& reading, Comparison::Kind kind, CellPart part, std::uint32_t element);

}  // namespace izin
