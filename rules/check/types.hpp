// Type names as written, resolved.
#pragma once

#include <optional>

#include "rules/check/context.hpp"

namespace izin::check {

/// Reports what is wrong, and is empty then.
[[nodiscard]] std::optional<Type> resolve_type(Context& context, ast::TypeName const& written);

}  // namespace izin::check
