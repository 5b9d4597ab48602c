#include "engine/log/fsck/walk.hpp"

#include <algorithm>

#include "engine/log/fsck/record.hpp"

namespace izin::log::fsck {
namespace {

Hash hash_from(Bytes data) {
  Hash hash{};
  if (data.size() == hash.size()) std::ranges::copy(data, hash.begin());
  return hash;
}

}  // namespace

Opening read_opening(File& file) {
  Opening opening;
  Rows first = file.rows("SELECT record FROM entry WHERE seq = 0");
  auto const record = first.next() ? scan_object(first.text(0)) : std::nullopt;
  if (!record) return opening;  // the walk reports it
  opening.log_id = find_text(*record, "log").value_or("");
  opening.origin = find_text(*record, "origin").value_or("");
  return opening;
}

Walk::Walk(File& file, Means const& means, Report& report)
    : file_(file),
      means_(means),
      report_(report),
      tiles_(file, report),
      checkpoints_(file, means.signatures ? &chain_ : nullptr, means.threads, report),
      erasures_(report),
      sealed_(file, means.keys, erasures_, report),
      results_(file, sealed_, report),
      bundles_(file, report),
      prunes_(file, report) {}

void Walk::run(Verification& verification) {
  try {
    Rows rows = file_.rows(entry_query);
    for (; rows.next(); ++rows_) {
      if (rows.integer(0) < 0)
        report_.add(Code::entry_changed, std::nullopt, "an entry stands before entry 0");
      else
        visit(rows);
    }
  } catch (Damaged const& damage) {
    report_.add(Code::log_damaged, rows_, std::string("it cannot be read: ") + damage.what());
    lost_ = true;
  }
  verification.entries = rows_;
  if (rows_ == 0) report_.add(Code::entry_missing, 0, "the log has no entry");
  if (!lost_) {
    verification.root = base64(tree_.root());
    tiles_.finish();
    checkpoints_.finish(tree_.size());
  }
  results_.finish();
  sealed_.finish();
  erasures_.finish();
  bundles_.finish();
  prunes_.finish();
}

void Walk::visit(Rows const& row) {
  EntryRow const entry{static_cast<std::uint64_t>(row.integer(0)), row.blob(1), row.text(2)};
  if (!lost_ && entry.sequence > tree_.size()) fill_gap(entry.sequence);
  if (prunes_.covers(entry.sequence)) return visit_pruned(entry, row);
  auto const record = scan_object(entry.record);
  std::string problem = record ? form_problem(*record, entry.sequence) : "its record is not canonical JSON";
  if (problem.empty() && entry.sequence == 0) origin_ = find_text(*record, "origin").value_or("");
  Hash const leaf = check_leaf(entry, problem.empty());
  if (problem.empty())
    if (std::string const column = column_problem(*record, row); !column.empty())
      problem = "its column `" + column + "` does not repeat its record";
  if (!problem.empty() && !report_.has(entry.sequence)) report_.add(Code::entry_changed, entry.sequence, problem);
  // A record of another shape announces nothing that could be looked for.
  if (record && problem.empty()) check_record(entry, *record, leaf_hash(bytes(entry.record)));
  grow(leaf);
}

void Walk::visit_pruned(EntryRow const& entry, Rows const& row) {
  prunes_.check_row(row);
  erasures_.pruned(entry.sequence);
  last_wall_.clear();  // what comes next follows an instant that nobody knows
  grow(hash_from(entry.leaf));
}

Hash Walk::check_leaf(EntryRow const& entry, bool sound) {
  Hash const made = leaf_hash(bytes(entry.record));
  Hash const kept = hash_from(entry.leaf);
  if (entry.leaf.size() == kept.size() && made == kept) return made;
  report_.add(Code::entry_changed, entry.sequence, "its record does not have the hash that stands beside it");
  // Where the tree knows one of the two, that one was logged: what follows is judged by it.
  auto const stored = tiles_.stored(entry.sequence);
  return stored && *stored == kept ? kept : sound || !stored ? made : *stored;
}

void Walk::check_record(EntryRow const& entry, std::vector<Member> const& record, Hash const& leaf) {
  std::string const kind = find_text(record, "kind").value_or("");
  check_clock(entry, record, kind);
  if (kind == "open")
    if (auto key = parse_key(find_text(record, "key").value_or(""))) chain_.start(*std::move(key));
  if (kind == "key" && !lost_)
    if (std::string const problem = chain_.add(entry.sequence, record, tree_.root()); !problem.empty())
      report_.add(Code::entry_changed, entry.sequence, problem);
  if (kind == "prune") prunes_.expect(entry.sequence, record);
  if (kind == "bundle") bundles_.expect(entry.sequence, record);
  if (kind == "facts") last_facts_ = find_text(record, "facts").value_or("");
  if (kind == "erasure") erasures_.expect_erasure(entry.sequence, record, results_.take(entry.sequence));
  if (kind == "hold") erasures_.expect_hold(entry.sequence);
  if (kind == "release") erasures_.expect_release(entry.sequence, record);
  if (kind == "decision" || kind == "pool") check_decision(entry, record, leaf, kind);
}

void Walk::check_clock(EntryRow const& entry, std::vector<Member> const& record, std::string const& kind) {
  std::string const wall = find_text(record, "wall").value_or("");
  bool const back = wall < last_wall_;
  if (last_wall_.empty() ? false
      : kind == "clock"  ? !back || find_text(record, "from") != last_wall_ || find_text(record, "to") != wall
                         : back)
    report_.add(Code::entry_changed, entry.sequence, "its clock does not fit the entry before it");
  last_wall_ = wall;
}

void Walk::check_decision(EntryRow const& entry, std::vector<Member> const& record, Hash const& leaf, std::string const& kind) {
  auto const comparisons = bundles_.comparisons(find_text(record, "bundle").value_or(""));
  if (!comparisons) {
    report_.add(Code::bundle_changed, entry.sequence, "no entry before it holds its policies");
    return;
  }
  if (auto const facts = find_text(record, "facts"); facts && *facts != last_facts_)
    report_.add(Code::entry_changed, entry.sequence, "no `facts` entry before it names its facts");
  std::string const decision = find_text(record, "decision").value_or("");
  std::string const month = find_text(record, "decided").value_or("").substr(0, 7);
  for (char const* const member : {"valuation", "pool_valuation"})
    if (auto const letters = find_text(record, member);
        letters && (letters->size() != *comparisons || letters->find_first_not_of("tfu") != std::string::npos))
      report_.add(Code::entry_changed, entry.sequence, std::string("its `") + member + "` is not one of its policies");
  if (auto const sealed = find_object(record, "private"))
    if (auto const announced = announced_by(*sealed)) sealed_.expect({entry.sequence, -1, leaf, decision, month}, *announced);
  if (kind == "pool") results_.expect({entry.sequence, decision, month, *comparisons}, record);
}

/// Entries are missing. The tiles may still tell their hashes, so that only these are found bad.
void Walk::fill_gap(std::uint64_t until) {
  std::uint64_t const first = tree_.size();
  std::string const which = until - first == 1
                                ? std::string("it is missing")
                                : "the entries " + std::to_string(first) + " to " + std::to_string(until - 1) + " are missing";
  report_.add(Code::entry_missing, first, which);
  while (tree_.size() < until) {
    auto const stored = tiles_.stored(tree_.size());
    if (!stored) {
      lost_ = true;
      return;
    }
    grow(*stored);
  }
}

void Walk::grow(Hash const& leaf) {
  if (lost_) return;
  tree_.add(leaf);
  tiles_.add(leaf);
  checkpoints_.grown(tree_, origin_);
  if (auto const wanted = means_.roots->find(tree_.size()); wanted != means_.roots->end()) wanted->second = tree_.root();
}

}  // namespace izin::log::fsck
