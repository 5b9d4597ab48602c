// Completes a taxonomy whose terms, IRIs and parents are known.
#pragma once

#include "rules/vocabulary/taxonomy.hpp"

namespace izin {

/// Fills in `children`, `leaves`, `by_name`, `by_iri`, `leaf_count` and `is_leaf`; sorts `parents` and makes each stand once. The
/// terms stand by name. In a graph with a cycle the terms on and above it have no meaning, but nothing fails.
void seal(Taxonomy& taxonomy);

}  // namespace izin
