// Messages that only repeat a syntax error: where `price > 5 usd` could not be read on after `5`, it is no news that `5` is no
// money, and where `channel Api` lacks its `is`, none that `channel` is no condition.
#pragma once

#include <vector>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::check {

/// The problems, sorted as they are, without those of a value that the text breaks off right behind, on its line.
[[nodiscard]] std::vector<Diagnostic> without_echoes(std::vector<Diagnostic> problems, SourceMap const& sources);

}  // namespace izin::check
