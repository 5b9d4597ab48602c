// `izin log export`: what a log holds in forms that others read. Reads one state of the log, and never a sealed part: nothing
// about a person leaves with an export but what the records say.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "engine/log/read.hpp"

namespace izin::log {

/// Takes a line, without its line feed.
using LineSink = std::function<void(std::string_view line)>;

/// Every record, byte for byte: line n (from 0) is entry n, and `SHA-256(0x00 || line)` its leaf. In the place of one that was
/// pruned stands `{"kind":"pruned","leaf":…,"sequence":…}`.
void export_records(ReadOptions const& options, LineSink const& sink);

/// Every decision and pool as an event of the decision log of Open Policy Agent, in order.
void export_decisions(ReadOptions const& options, LineSink const& sink);

/// C2SP `tlog-tiles`: `tile/…`, `tile/entries/…` and `checkpoint` in a folder, to be served as they are. A folder of an earlier
/// export of this log is brought up to date. Entry bundles in which an entry was pruned are left out. Throws Error where it holds
/// another log's, or where a record is too long for the format (65,535 bytes).
struct TilesExported {
  std::uint64_t size = 0;   ///< of the tree of `checkpoint`
  std::uint64_t files = 0;  ///< written now
};
[[nodiscard]] TilesExported export_tiles(ReadOptions const& options, std::filesystem::path const& folder);

}  // namespace izin::log
