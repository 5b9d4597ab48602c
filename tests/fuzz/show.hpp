// Messages as every fuzz target renders them.
#pragma once

#include <vector>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::fuzz {

/// Renders the first message of each code: many of one kind show nothing that one does not, and cost the most of a run.
/// False where messages show nothing.
[[nodiscard]] bool shows(std::vector<Diagnostic> const& sorted, SourceMap const& sources);

}  // namespace izin::fuzz
