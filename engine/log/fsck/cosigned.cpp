// CosignedChecks: what witnesses have cosigned. C2SP `tlog-cosignature`.
#include <algorithm>

#include "engine/log/fsck/anchors.hpp"

namespace izin::log::fsck {
namespace {

constexpr std::uintmax_t checkpoint_limit = 64 << 10;

}  // namespace

CosignedChecks::CosignedChecks(std::vector<std::filesystem::path> const& files, std::vector<std::string> const& cosigners) {
  for (std::string const& cosigner : cosigners) cosigners_.push_back(read_key(cosigner, cosigns));
  for (std::filesystem::path const& file : files) {
    std::string note = read_anchor(file, checkpoint_limit, "cosigned checkpoint");
    auto const checkpoint = parse_checkpoint(note);
    std::uint64_t const size = checkpoint ? checkpoint->size : 0;
    kept_.push_back({file.string(), std::move(note), size});
  }
}

void CosignedChecks::want(Roots& roots) const {
  for (Kept const& kept : kept_) roots[kept.size];
}

std::string CosignedChecks::problem_of(Kept const& kept, KeyChain const& keys) const {
  auto const checkpoint = parse_checkpoint(kept.note);
  Key const* const key = keys.at(kept.size);
  if (!checkpoint || key == nullptr || checkpoint->origin != key->name || !is_signed_by(*checkpoint, *key))
    return "is no checkpoint of the log, signed by its key";
  for (Key const& cosigner : cosigners_)
    if (cosignature_of(*checkpoint, cosigner) == Cosignature::wrong)
      return "has a cosignature of `" + cosigner.name + "` that its key has not made";
  return "";
}

std::uint64_t CosignedChecks::compare(Walked const& walked, Report& report) const {
  std::vector<std::uint64_t> vouched(cosigners_.size(), 0);
  for (Kept const& kept : kept_) {
    std::string const whose = "the cosigned checkpoint `" + kept.name + "` ";
    if (std::string const problem = problem_of(kept, *walked.keys); !problem.empty()) {
      report.add(Code::receipt_invalid, std::nullopt, whose + problem);
      continue;
    }
    SignedCheckpoint const checkpoint = parse_checkpoint(kept.note).value();
    auto const root = walked.roots->find(kept.size);
    if (kept.size > walked.entries) {
      report.add(Code::anchor_contradicts, walked.entries,
                 whose + "has seen " + entries_text(kept.size) + ", and the log holds " + std::to_string(walked.entries));
    } else if (root != walked.roots->end() && root->second && *root->second != checkpoint.root) {
      if (!report.has_below(kept.size))
        report.add(Code::anchor_contradicts, 0, whose + "has seen another history than the log holds");
    } else {
      for (std::size_t i = 0; i < cosigners_.size(); ++i)
        if (cosignature_of(checkpoint, cosigners_[i]) == Cosignature::right) vouched[i] = std::max(vouched[i], kept.size);
    }
  }
  return vouched.empty() ? 0 : *std::ranges::min_element(vouched);
}

}  // namespace izin::log::fsck
