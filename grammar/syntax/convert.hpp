// Parse tree to public AST: names and literals get their values, chains their precedence, docs their declarations; and the
// mistakes that the grammar let through for the sake of a better message are reported. The one way in: convert().
#pragma once

#include "grammar/ast/policy.hpp"
#include "grammar/syntax/precheck.hpp"
#include "grammar/syntax/report.hpp"
#include "grammar/syntax/tree.hpp"

namespace izin::syntax {

[[nodiscard]] ast::File convert(tree::File tree, CheckedText const& text, Reporter& reporter, FileId id);

}  // namespace izin::syntax
