// `izin log prune`: the records of old entries go, their hashes stay, so that every root and every proof holds. What later
// entries stand on stays whole. README.md section 12.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/log/log.hpp"

namespace izin::log {

struct Pruned {
  std::optional<std::uint64_t> entry;  ///< that records it; nothing: there was nothing to prune
  std::uint64_t entries = 0;           ///< whose records are gone now
  std::uint64_t parts = 0;             ///< sealed parts that went with them
  std::uint64_t kept = 0;              ///< older entries that stay whole
};

/// Prunes the entries logged before an instant, up to the first that was not: decisions and pools with all that stands beside
/// them, clocks, facts but the last, bundles that no later entry names. Throws Error(log_failed) while a legal hold stands.
[[nodiscard]] Pruned prune(WriterOptions const& options, Environment const& environment, std::int64_t before_micros);

}  // namespace izin::log
