#include "engine/log/fsck/pruned.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace izin::log::fsck {
namespace {

using Range = std::pair<std::uint64_t, std::uint64_t>;  ///< first, one past the last

/// `[[first, count], …]`, ascending, apart, after entry 0 and before the entry itself; nothing for anything else.
std::optional<std::vector<Range>> ranges_of(std::vector<Member> const& record, std::uint64_t sequence) {
  Value const* const ranges = find(record, "ranges");
  auto const items = ranges == nullptr || ranges->kind != Kind::array ? std::nullopt : scan_array(ranges->raw);
  if (!items || items->empty()) return std::nullopt;
  std::vector<Range> read;
  std::uint64_t free = 1;
  for (Value const& item : *items) {
    auto const pair = item.kind == Kind::array ? scan_array(item.raw) : std::nullopt;
    if (!pair || pair->size() != 2) return std::nullopt;
    if (!std::ranges::all_of(*pair, [](Value const& value) { return value.kind == Kind::number && value.raw.front() != '-'; }))
      return std::nullopt;
    auto const first = static_cast<std::uint64_t>(number_of(pair->at(0).raw));
    auto const count = static_cast<std::uint64_t>(number_of(pair->at(1).raw));
    if (first < free || first >= sequence || count == 0 || count > sequence - first) return std::nullopt;
    read.emplace_back(first, first + count);
    free = first + count + 1;
  }
  return read;
}

}  // namespace

PruneCheck::PruneCheck(File& file, Report& report) : report_(report) {
  Rows rows = file.rows("SELECT seq, record FROM entry WHERE kind = 'prune' ORDER BY seq");
  while (rows.next()) {
    auto const sequence = static_cast<std::uint64_t>(std::max<std::int64_t>(rows.integer(0), 0));
    auto const record = scan_object(rows.text(1));
    if (!record || find_text(*record, "kind") != "prune") continue;
    for (auto const& [first, end] : ranges_of(*record, sequence).value_or(std::vector<Range>{})) ranges_.emplace(first, end);
  }
}

bool PruneCheck::covers(std::uint64_t sequence) const {
  auto const after = ranges_.upper_bound(sequence);
  return after != ranges_.begin() && sequence < std::prev(after)->second;
}

void PruneCheck::expect(std::uint64_t sequence, std::vector<Member> const& record) {
  if (!ranges_of(record, sequence)) report_.add(Code::entry_changed, sequence, "`ranges` does not name entries before it");
}

void PruneCheck::check_row(Rows const& row) {
  auto const sequence = static_cast<std::uint64_t>(row.integer(0));
  ++pruned_;
  bool bare = row.text(2).empty() && row.text(3) == "pruned" && row.integer(4) == 0 && row.blob(1).size() == Hash{}.size();
  for (int column = 5; column < 10; ++column) bare = bare && row.is_null(column);
  if (!bare) report_.add(Code::entry_changed, sequence, "it was pruned, and its row holds more than its hash, or less");
}

void PruneCheck::finish() {
  if (pruned_ > 0)
    report_.note(std::to_string(pruned_) + (pruned_ == 1 ? " entry was" : " entries were") +
                 " pruned: their hashes are in the tree, and what they said is not in the log");
}

}  // namespace izin::log::fsck
