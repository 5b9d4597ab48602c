// The tables of the log's two files. README.md sections 4 and 6; engine/log/fsck has a copy of its own to compare with.
#pragma once

#include "engine/log/database.hpp"

namespace izin::log {

[[nodiscard]] FileKind const& log_kind();
[[nodiscard]] FileKind const& keys_kind();

}  // namespace izin::log
