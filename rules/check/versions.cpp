// Versions of one instrument, side by side.
#include <algorithm>

#include "rules/check/instruments.hpp"

namespace izin::check {
namespace {

std::string_view kind_text(InstrumentKind kind) {
  static constexpr std::string_view texts[] = {"law", "terms", "charter", "consent"};
  return texts[static_cast<std::size_t>(kind)];
}

class Group {
 public:
  Group(Context& context, std::vector<Version> const& versions, std::vector<InstrumentId> const& ids)
      : context_(context), versions_(versions), ids_(ids) {
    std::sort(ids_.begin(), ids_.end(), [&](auto a, auto b) { return before(name(a).span, name(b).span); });
  }

  void check() {
    check_names();
    check_kinds();
    if (instrument(ids_.front()).kind != InstrumentKind::consent) check_times();
  }

 private:
  ast::Name const& name(InstrumentId id) const { return versions_[id.value].found->tree->name; }
  Instrument const& instrument(InstrumentId id) const { return context_.model.instruments[id.value]; }

  /// A version is declared once, and a name without a version stands alone. Keeps those that have a place of their own.
  void check_names() {
    std::unordered_map<std::string, InstrumentId> seen;
    std::vector<InstrumentId> kept;
    for (auto const id : ids_) {
      auto const& version = instrument(id).version;
      auto const [first, added] = seen.try_emplace(version ? "\"" + *version : std::string(), id);
      if (!added) {
        auto const text = instrument(id).name + (version ? " version \"" + *version + "\"" : std::string());
        context_.duplicate(text, name(id).span, name(first->second).span);
      } else {
        kept.push_back(id);
      }
    }
    ids_ = std::move(kept);
    if (ids_.size() < 2) return;
    auto const bare = std::find_if(ids_.begin(), ids_.end(), [&](auto id) { return !instrument(id).version; });
    if (bare == ids_.end()) return;
    auto const other = *bare == ids_.front() ? ids_[1] : ids_.front();
    context_.error(Code::missing_version, name(*bare).span,
                   in_backticks(name(*bare).text) + " has no version, but is declared with one too", {}, "give it a version",
                   {{name(other).span, "declared with a version here"}});
    ids_.erase(bare);
  }

  void check_kinds() {
    auto const first = ids_.front();
    for (auto const id : ids_) {
      if (instrument(id).kind == instrument(first).kind) continue;
      context_.error(Code::mixed_kinds, name(id).span,
                     in_backticks(name(id).text) + " is a `" + std::string(kind_text(instrument(first).kind)) +
                         "` elsewhere, and a `" + std::string(kind_text(instrument(id).kind)) + "` here",
                     {}, "versions of one instrument are of one kind", {{name(first).span, "the other version is here"}});
    }
  }

  Span place(InstrumentId id) const {
    auto const& version = versions_[id.value];
    return version.in_force ? *version.in_force : name(id).span;
  }

  /// Says nothing of an instrument of another kind, which was reported, or whose dates stand where the text could not be read.
  bool has_known_times(InstrumentId id) const {
    auto const& version = versions_[id.value];
    if (!version.dates_ok || instrument(id).kind != instrument(ids_.front()).kind) return false;
    return version.in_force || !context_.doubt.within(version.found->span);
  }

  void check_times() {
    auto by_start = ids_;
    std::erase_if(by_start, [&](auto id) { return !has_known_times(id); });
    std::stable_sort(by_start.begin(), by_start.end(),
                     [&](auto a, auto b) { return instrument(a).in_force.from < instrument(b).in_force.from; });
    for (std::size_t i = 1, last = 0; i < by_start.size(); ++i) {
      auto const& earlier = instrument(by_start[last]).in_force;
      if (instrument(by_start[i]).in_force.from < earlier.until) overlap(by_start[last], by_start[i]);
      if (instrument(by_start[i]).in_force.until > earlier.until) last = i;
    }
  }

  void overlap(InstrumentId a, InstrumentId b) {
    if (before(place(b), place(a))) std::swap(a, b);
    context_.error(Code::version_overlap, place(b),
                   "versions \"" + *instrument(a).version + "\" and \"" + *instrument(b).version + "\" of " +
                       in_backticks(instrument(a).name) + " are in force at the same time",
                   {}, "end the one before the other begins: `in force from … until …`",
                   {{place(a), "the other version is here"}});
  }

  Context& context_;
  std::vector<Version> const& versions_;
  std::vector<InstrumentId> ids_;
};

}  // namespace

void check_versions(Context& context, std::vector<Version> const& versions) {
  for (std::size_t i = 0; i < versions.size();) {  // by name: each group stands together
    auto const& ids = context.versions_of.at(versions[i].found->tree->name.text);
    Group(context, versions, ids).check();
    i += ids.size();
  }
}

}  // namespace izin::check
