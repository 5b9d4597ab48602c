// What is settled about a text before the grammar sees it, in two linear passes: size, UTF-8, characters that a reader cannot
// see, texts that never close, nesting; and where the comments are. The one way in: precheck().
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast/policy.hpp"
#include "grammar/syntax/parse.hpp"
#include "grammar/syntax/report.hpp"

namespace izin::syntax {

/// A comment and the token it stands before.
struct FoundComment {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;         ///< without the line end
  std::uint32_t next_token = 0;  ///< offset of the token that follows; the text's size at the end
  bool own_line = true;          ///< nothing but blanks before it on its line
  bool is_doc = false;           ///< `///` on a line of its own
};

/// A text that the grammar may read safely. Offsets are those of the original: what is wrong was replaced in place.
struct CheckedText {
  std::string_view original;
  std::string replaced;                ///< stands for `original` unless empty
  std::size_t size = 0;                ///< how much of it may be read: up to a declaration that nests too deeply
  std::vector<FoundComment> comments;  ///< in order
  bool complete = true;                ///< false: there is more than `size`, which was reported

  [[nodiscard]] std::string_view text() const {
    return (replaced.empty() ? original : std::string_view(replaced)).substr(0, size);
  }
};

[[nodiscard]] CheckedText precheck(SourceFile const& source, Reporter& reporter, ParseLimits const& limits);

}  // namespace izin::syntax
