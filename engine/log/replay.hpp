// `izin log replay`: decides every entry again from what the log holds, and compares bytes. LOG.md sections 1 and 5.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/log/read.hpp"
#include "rules/check/build.hpp"

namespace izin::log {

struct ReplayOptions {
  ReadOptions log;
  std::optional<std::vector<BundleFile>> policies;      ///< left out: each entry's own bundle, as the log holds it
  unsigned threads = 1;                                 ///< for pools
  std::function<void(std::uint64_t entries)> progress;  ///< entries done; may be empty
  std::function<bool()> stop;                           ///< asked now and then; true ends with std::runtime_error
};

struct Replayed {
  std::uint64_t entries = 0;         ///< decisions and pools in the log
  std::uint64_t same = 0;            ///< of them, those that gave the same bytes
  std::uint64_t from_valuation = 0;  ///< of the same, those whose facts cannot be read any more: decided from their truth values
  std::uint64_t pruned = 0;          ///< entries that cannot be decided again, and are not counted above
  std::optional<std::uint64_t> first_different;
  std::string logged, again;  ///< the records of the first that differs; both empty: `why` says it
  std::string why;            ///< what differs first, in words; empty: nothing does
};

/// Throws Error when the log cannot be read, or when its own bundle does not build; what does not check in `policies` is reported
/// as an Error too: check them before.
[[nodiscard]] Replayed replay(ReplayOptions const& options);

}  // namespace izin::log
