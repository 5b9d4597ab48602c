// Where in a log the sealed parts about one person stand, and how an erasure names such places. README.md section 10.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/seal.hpp"
#include "engine/log/store.hpp"

namespace izin::log {

/// A sealed part: an entry's own, or that of a member of its pool.
struct Place {
  std::uint64_t sequence = 0;
  std::int64_t member = -1;  ///< -1: the entry's own
  friend auto operator<=>(Place const&, Place const&) = default;
};

/// The parts that the owner of a key has, in order; also those that are gone.
[[nodiscard]] std::vector<Place> places_of(Store& store, SecretKey const& key);

/// `12`, or `12/7` for a member.
[[nodiscard]] std::string place_text(Place const& place);
/// A place a line, each ended by a line feed: what a segment of an erasure holds.
[[nodiscard]] std::string places_text(std::vector<Place> const& places);
/// The same back. Throws Error(log_damaged).
[[nodiscard]] std::vector<Place> places_from(std::string_view text);
/// Of the RFC 6962 tree over their texts.
[[nodiscard]] Hash places_root(std::vector<Place> const& places);

/// A place with the erasure that covers it.
struct ErasedPlace {
  Place place;
  std::uint64_t erasure = 0;
};
/// Of one entry, in order.
[[nodiscard]] std::vector<ErasedPlace> erased_places(Store& store, std::uint64_t sequence);

}  // namespace izin::log
