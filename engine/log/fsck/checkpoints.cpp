#include "engine/log/fsck/checkpoints.hpp"

#include <algorithm>
#include <thread>

namespace izin::log::fsck {
namespace {

constexpr std::size_t batch = 8192;

}  // namespace

CheckpointCheck::CheckpointCheck(File& file, KeyChain const* keys, unsigned threads, Report& report)
    : rows_(file.rows("SELECT size, note FROM checkpoint ORDER BY size")),
      keys_(keys),
      threads_(std::max(threads, 1u)),
      report_(report) {
  has_row_ = rows_.next();
}

void CheckpointCheck::grown(Range const& tree, std::string const& origin) {
  while (has_row_ && rows_.integer(0) <= static_cast<std::int64_t>(tree.size())) {
    if (rows_.integer(0) < 1)
      report_.add(Code::checkpoint_broken, std::nullopt, "there is a checkpoint of no entries");
    else
      check(tree, origin);
    has_row_ = rows_.next();
  }
}

void CheckpointCheck::check(Range const& tree, std::string const& origin) {
  std::uint64_t const size = tree.size();
  last_size_ = size;
  std::string const name = "the checkpoint of " + std::to_string(size) + (size == 1 ? " entry " : " entries ");
  std::string_view const note = rows_.text(1);
  auto const checkpoint = parse_checkpoint(note);
  if (!checkpoint || checkpoint->size != size || checkpoint->origin != origin) {
    report_.add(Code::checkpoint_broken, size - 1, name + "is no checkpoint of this log and size");
    return;
  }
  if (checkpoint->root != tree.root()) {
    // Where an entry before it was found bad, this follows from it.
    if (report_.has_below(size)) return;
    report_.add(Code::checkpoint_broken, good_size_,
                name + "has another root: an entry from " + std::to_string(good_size_) + " on is not what was logged");
    return;
  }
  good_size_ = size;
  if (keys_ == nullptr) return;
  Key const* const key = keys_->at(size);
  waiting_.push_back({size, std::string(note), key == nullptr ? Key{} : *key});
  if (waiting_.size() == batch) check_signatures();
}

void CheckpointCheck::check_signatures() {
  std::vector<char> good(waiting_.size(), 0);
  auto const work = [&](std::size_t first) {
    for (std::size_t i = first; i < waiting_.size(); i += threads_)
      good[i] = is_signed_by(parse_checkpoint(waiting_[i].note).value(), waiting_[i].key) ? 1 : 0;
  };
  std::vector<std::thread> helpers;
  for (std::size_t i = 1; i < threads_ && i < waiting_.size(); ++i) helpers.emplace_back(work, i);
  work(0);
  for (std::thread& helper : helpers) helper.join();
  for (std::size_t i = 0; i < waiting_.size(); ++i)
    if (good[i] == 0)
      report_.add(Code::checkpoint_broken, waiting_[i].size - 1,
                  "the checkpoint of " + std::to_string(waiting_[i].size) + " entries is not signed by the key of the log");
  waiting_.clear();
}

void CheckpointCheck::finish(std::uint64_t entries) {
  check_signatures();
  if (has_row_) {
    report_.add(Code::entry_missing, entries,
                "the log ends before entry " + std::to_string(entries) + ", and a checkpoint has seen " +
                    std::to_string(rows_.integer(0)) + " entries");
  } else if (last_size_ < entries) {
    report_.add(Code::checkpoint_broken, last_size_,
                "no checkpoint covers the entries from " + std::to_string(last_size_) + " on");
  }
}

}  // namespace izin::log::fsck
