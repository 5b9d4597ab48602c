#include "engine/log/fsck/report.hpp"

#include <algorithm>

namespace izin::log::fsck {

void Report::add(Code code, std::optional<std::uint64_t> sequence, std::string text) {
  ++count_;
  if (sequence && (!first_ || *sequence < *first_)) first_ = sequence;
  if (problems_.size() < limit) problems_.push_back({sequence, code, std::move(text)});
}

bool Report::has(std::uint64_t sequence) const {
  return std::ranges::any_of(problems_, [&](Problem const& problem) { return problem.sequence == sequence; });
}

void Report::finish(Verification& verification) {
  std::ranges::stable_sort(problems_, {}, [](Problem const& problem) { return problem.sequence.value_or(UINT64_MAX); });
  if (count_ > problems_.size())
    notes_.push_back("there are " + std::to_string(count_) + " problems; the first " + std::to_string(limit) +
                     " found are listed");
  verification.first_bad = first_;
  verification.problems = std::move(problems_);
  verification.notes = std::move(notes_);
}

}  // namespace izin::log::fsck
