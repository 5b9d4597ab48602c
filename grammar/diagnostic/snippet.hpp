// The lines of a source under a message, with carets: the part of render_text that counts columns.
#pragma once

#include <string>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin {

/// One line of a source as it is printed, with the marked part's place in it.
struct Snippet {
  std::string text;           ///< safe for a terminal, tabs as blanks, cut where the line is long
  std::size_t mark_from = 0;  ///< display columns before the marked part
  std::size_t mark_size = 1;  ///< display columns of the marked part, at least 1
};

/// `begin` and `end` are byte offsets within `line`, begin ≤ end; both may be its size.
[[nodiscard]] Snippet snippet(std::string_view line, std::size_t begin, std::size_t end);

}  // namespace izin
