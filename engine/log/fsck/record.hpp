// One record by itself: its members, and the columns beside it. README.md section 5.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/fsck/scan.hpp"
#include "engine/log/fsck/sqlite.hpp"

namespace izin::log::fsck {

/// A row of `entry`; views are valid until the next row.
struct EntryRow {
  std::uint64_t sequence = 0;
  Bytes leaf;
  std::string_view record;
};
inline constexpr char const* entry_query =
    "SELECT seq, leaf, record, kind, time, decision, flow, verdict, recipient, rules FROM entry ORDER BY seq";

/// What is wrong with the form of a record: lower case, no full stop; empty: nothing.
[[nodiscard]] std::string form_problem(std::vector<Member> const& record, std::uint64_t sequence);
/// Which column of a row of entry_query does not repeat its record; empty: none.
[[nodiscard]] std::string column_problem(std::vector<Member> const& record, Rows const& row);

/// The private part that a record or a result announces.
struct Announced {
  Hash commitment{};
  std::optional<Hash> pseudonym;
};
[[nodiscard]] std::optional<Announced> announced_by(std::vector<Member> const& members);

}  // namespace izin::log::fsck
