// The registry's answers. Reading is facts_reader.cpp's.
#include "engine/facts/facts.hpp"

#include <algorithm>

namespace izin {

std::shared_ptr<Subject const> Facts::subject(std::string_view id) const {
  auto const at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : subjects_[at->second];
}

bool Facts::names(std::string_view id) const { return by_id_.contains(id) || consents_.contains(id); }

std::vector<ConsentRecord> const& Facts::consents(std::string_view id) const {
  static std::vector<ConsentRecord> const none;
  auto const at = consents_.find(id);
  return at == consents_.end() ? none : at->second;
}

std::vector<std::string> Facts::ids() const {
  std::vector<std::string> ids;
  for (auto const& [id, place] : by_id_) ids.emplace_back(id);
  for (auto const& [id, records] : consents_) ids.push_back(id);
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

ConsentView Facts::view(Model const& model, std::optional<std::string> const& subject, Instant at,
                        std::optional<Instant> known_at) const {
  if (!registry_) return {ConsentView::State::no_registry, {}};
  if (!subject) return {ConsentView::State::no_subject, {}};
  return {ConsentView::State::known, active_clauses(model, consents(*subject), at, known_at)};
}

}  // namespace izin
