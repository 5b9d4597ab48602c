// When and where in the log an entry stands, and the log's own way to write instants.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace izin::log {

struct Stamp {
  std::uint64_t sequence = 0;
  std::int64_t wall = 0;  ///< microseconds since 1970
  std::int64_t monotonic = 0;
  std::string boot;
};

/// `2026-01-05T12:00:00.123000Z`: always six decimals. Throws Error outside the years 0001 to 9999.
[[nodiscard]] std::string instant_text(std::int64_t micros);
/// The same back; nothing for another form.
[[nodiscard]] std::optional<std::int64_t> instant_from(std::string_view text);
/// `2026-01`.
[[nodiscard]] std::string month_text(std::int64_t micros);

}  // namespace izin::log
