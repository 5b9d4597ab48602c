#include "engine/log/prune.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "engine/log/records.hpp"
#include "engine/log/writer_state.hpp"

namespace izin::log {
namespace {

/// An entry that has its record.
struct Whole {
  std::uint64_t sequence = 0;
  std::string kind;
  std::string bundle;  ///< that it holds or names; empty: none
};

/// What is older than an instant, and what the entries from there on stand on.
struct Plan {
  std::vector<Whole> older;
  std::set<std::string> named;  ///< bundles
  std::size_t holds = 0;        ///< that stand
};

Plan plan_of(Store& store, std::int64_t before) {
  Plan plan;
  bool older = true;
  Statement rows = store.database().prepare("SELECT seq, kind, record FROM entry WHERE kind <> 'pruned' ORDER BY seq");
  while (rows.step()) {
    Json const record = parse_record(rows.text(2));
    older = older && instant_from(record.find_text("wall").value_or("")).value_or(INT64_MAX) < before;
    Whole entry{static_cast<std::uint64_t>(rows.integer(0)), rows.text(1), record.find_text("bundle").value_or("")};
    plan.holds += entry.kind == "hold" ? 1 : 0;
    plan.holds -= entry.kind == "release" ? 1 : 0;
    if (older)
      plan.older.push_back(std::move(entry));
    else if (entry.kind != "bundle")
      plan.named.insert(entry.bundle);
  }
  return plan;
}

/// The last `facts` entry stays in force, and so do bundles that are named later, and all that is not listed here.
std::vector<Whole> prunable(Plan const& plan) {
  static constexpr std::string_view kinds[] = {"decision", "pool", "clock"};
  auto const last_facts = std::ranges::find(plan.older.rbegin(), plan.older.rend(), "facts", &Whole::kind);
  std::vector<Whole> entries;
  for (Whole const& entry : plan.older) {
    bool const goes = std::ranges::find(kinds, entry.kind) != std::end(kinds) ||
                      (entry.kind == "bundle" && !plan.named.contains(entry.bundle)) ||
                      (entry.kind == "facts" && entry.sequence != last_facts->sequence);
    if (goes) entries.push_back(entry);
  }
  return entries;
}

std::vector<SequenceRange> ranges_of(std::vector<Whole> const& entries) {
  std::vector<SequenceRange> ranges;
  for (Whole const& entry : entries) {
    if (!ranges.empty() && ranges.back().first + ranges.back().count == entry.sequence)
      ++ranges.back().count;
    else
      ranges.push_back({entry.sequence, 1});
  }
  return ranges;
}

}  // namespace

Pruned prune(WriterOptions const& options, Environment const& environment, std::int64_t before_micros) {
  Writer::State state(options, environment);
  Plan const plan = plan_of(*state.store, before_micros);
  if (plan.holds > 0) throw Error("a legal hold stands, and pruning could take what is held: release it first, or prune later");
  std::vector<Whole> const entries = prunable(plan);
  Pruned pruned;
  pruned.kept = plan.older.size() - entries.size();
  if (entries.empty()) return pruned;
  state.commit({}, [&](Batch& batch) {
    for (Whole const& entry : entries) {
      pruned.parts += state.store->prune(entry.sequence);
      if (entry.kind == "bundle") state.store->remove_bundle(entry.bundle);
    }
    Stamp const stamp = batch.next();
    pruned.entry = stamp.sequence;
    batch.add(prune_record(stamp, before_micros, ranges_of(entries)));
  });
  pruned.entries = entries.size();
  state.store->database().run("PRAGMA wal_checkpoint(TRUNCATE)");
  return pruned;
}

}  // namespace izin::log
