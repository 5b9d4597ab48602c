// Text to tree. The one way into the grammar; no Boost leaks out.
#pragma once

#include <cstddef>

#include "grammar/ast/policy.hpp"
#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin {

/// The limits of the language, each an error with a position.
struct ParseLimits {
  std::size_t bytes = 4u << 20;  ///< of one file
  std::size_t nesting = 64;      ///< open braces, parentheses and `not`s together
};

/// Parses one file. Every error goes to the sink, each once; what could be read is returned, the rest as holes.
[[nodiscard]] ast::File parse(SourceFile const& source, Sink& sink, ParseLimits const& limits = {});

}  // namespace izin
