// The canonical layout of a policy file: the formatter. print(parse(print(parse(t)))) == print(parse(t)).
#pragma once

#include <string>

#include "grammar/ast/policy.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::ast {

/// `source` gives the comments their text. The file must have parsed without an error.
[[nodiscard]] std::string print(File const& file, SourceFile const& source);
/// One expression, operand or reference in canonical text, without comments.
[[nodiscard]] std::string print(Expr const& expr);

/// One line per declaration, as s-expressions without spans: two files with equal dumps mean the same. Includes docs.
[[nodiscard]] std::string dump(File const& file);

}  // namespace izin::ast
