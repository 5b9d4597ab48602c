// One flow from its JSON.
#pragma once

#include <optional>

#include "engine/facts/pool_reader.hpp"

namespace izin::input {

/// How one flow is read.
struct FlowTerms {
  Program const& program;
  FlowLayout const& layout;
  std::optional<Instant> at;  ///< where the flow gives none
  PoolReader* people;         ///< null: the flow has neither `subject` nor `subjects`
};

/// Reports what is wrong; the flow counts only when nothing is.
[[nodiscard]] Flow read_flow(FlowTerms const& terms, Source const& source, NodeIndex value, Place const& place);

}  // namespace izin::input
