#include "rules/model/schema.hpp"

#include <algorithm>

namespace izin {
namespace {

template <class Id, class Named>
std::optional<Id> find_by_name(std::vector<Named> const& sorted, std::string_view name) {
  auto const at = std::lower_bound(sorted.begin(), sorted.end(), name,
                                   [](Named const& item, std::string_view wanted) { return item.name < wanted; });
  if (at == sorted.end() || at->name != name) return std::nullopt;
  return Id{static_cast<std::uint32_t>(at - sorted.begin())};
}

}  // namespace

std::optional<TaxonomyId> Schema::taxonomy(std::string_view name) const { return find_by_name<TaxonomyId>(taxonomies, name); }

std::optional<PartyId> Schema::party(std::string_view name) const { return find_by_name<PartyId>(parties, name); }

}  // namespace izin
