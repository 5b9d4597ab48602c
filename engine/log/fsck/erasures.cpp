#include "engine/log/fsck/erasures.hpp"

#include <limits>

#include "engine/log/fsck/rebuild.hpp"
#include "engine/log/fsck/text.hpp"

namespace izin::log::fsck {
namespace {

/// `12` or `12/7`.
std::optional<PartPlace> place_of(std::string_view line) {
  std::size_t const slash = line.find('/');
  auto const sequence = decimal(line.substr(0, slash));
  if (!sequence) return std::nullopt;
  if (slash == std::string_view::npos) return PartPlace{*sequence, -1};
  auto const member = decimal(line.substr(slash + 1));
  if (!member || *member > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
  return PartPlace{*sequence, static_cast<std::int64_t>(*member)};
}

}  // namespace

std::string member_text(std::int64_t member) { return member < 0 ? "" : " of member " + std::to_string(member); }

void ErasureCheck::expect_erasure(std::uint64_t sequence, std::vector<Member> const& record, std::string_view data) {
  std::vector<PartPlace> places;
  Range tree;
  std::string problem;
  while (problem.empty() && !data.empty()) {
    auto const line = take_line(data);
    auto const place = line ? place_of(*line) : std::nullopt;
    if (!place || (!places.empty() && *place <= places.back()) || place->first >= sequence) {
      problem = "what stands beside the erasure is no list of places before it";
    } else {
      tree.add(leaf_hash(bytes(*line)));
      places.push_back(*place);
    }
  }
  auto const parts = find_object(record, "parts");
  if (problem.empty() && (!parts || find_count(*parts, "count") != tree.size() ||
                          hash_of_hex(find_text(*parts, "root").value_or("")) != tree.root()))
    problem = "the places beside the erasure are not those that its record names";
  if (!problem.empty()) report_.add(Code::erasure_broken, sequence, problem);
  for (PartPlace const& place : places)
    if (auto const [at, is_new] = covered_.try_emplace(place, sequence); !is_new)
      report_.add(Code::erasure_broken, sequence,
                  "the erasure covers the part of entry " + std::to_string(place.first) + member_text(place.second) +
                      ", which an earlier one has removed");
}

void ErasureCheck::expect_release(std::uint64_t sequence, std::vector<Member> const& record) {
  auto const hold = find_count(record, "hold");
  if (!hold || holds_.erase(*hold) == 0)
    report_.add(Code::erasure_broken, sequence, "the release names no hold that stands before it");
}

void ErasureCheck::finish() {
  for (PartPlace const& place : gone_)
    if (!covered_.contains(place))
      report_.add(Code::private_missing, place.first,
                  "the sealed part" + member_text(place.second) + " is missing, and no erasure covers it");
  for (auto const& [place, erasure] : covered_)
    if (!gone_.contains(place) && !pruned_.contains(place.first))
      report_.add(Code::private_missing, place.first,
                  "the erasure in entry " + std::to_string(erasure) + " has removed the sealed part" + member_text(place.second) +
                      ", and it is there, or was never announced");
}

}  // namespace izin::log::fsck
