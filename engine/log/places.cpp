#include "engine/log/places.hpp"

#include <algorithm>
#include <map>

#include "engine/log/encode.hpp"
#include "engine/log/tree.hpp"

namespace izin::log {
namespace {

std::string_view view_of(Bytes data) { return {reinterpret_cast<char const*>(data.data()), data.size()}; }

/// `"pseudonym":"…"` of a person in the month of a record, which is how it stands in it: within a text, quotes are escaped.
class Pseudonyms {
 public:
  explicit Pseudonyms(SecretKey const& key) : key_(key) {}

  /// Nothing where the record has no `decided`: what stands before it by name holds no objects.
  std::string const* of(std::string_view record) {
    static constexpr std::string_view name = "\"decided\":\"";
    std::size_t const at = record.find(name);
    if (at == std::string_view::npos || record.size() < at + name.size() + 7) return nullptr;
    auto const [found, is_new] = texts_.try_emplace(std::string(record.substr(at + name.size(), 7)));
    if (is_new) found->second = "\"pseudonym\":\"" + to_hex(pseudonym_of(key_, found->first)) + "\"";
    return &found->second;
  }

 private:
  SecretKey const& key_;
  std::map<std::string, std::string> texts_;  ///< by month
};

void add_members(Store& store, std::uint64_t sequence, std::string const& wanted, std::vector<Place>& places) {
  Statement segments = store.database().prepare("SELECT first, data FROM segment WHERE entry = ? ORDER BY first");
  segments.bind(1, static_cast<std::int64_t>(sequence));
  while (segments.step()) {
    std::int64_t member = segments.integer(0);
    std::string_view rest = view_of(segments.blob(1));
    for (; !rest.empty(); ++member) {
      std::string_view const line = rest.substr(0, rest.find('\n'));
      if (line.find(wanted) != std::string_view::npos) places.push_back({sequence, member});
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
  }
}

[[noreturn]] void damaged() {
  throw Error("an erasure of the log is damaged: check it with `izin log verify`", Code::log_damaged);
}

}  // namespace

std::vector<Place> places_of(Store& store, SecretKey const& key) {
  Pseudonyms pseudonyms(key);
  std::vector<Place> places;
  Statement rows = store.database().prepare("SELECT seq, record, kind FROM entry WHERE decision IS NOT NULL ORDER BY seq");
  while (rows.step()) {
    auto const sequence = static_cast<std::uint64_t>(rows.integer(0));
    std::string_view const record = view_of(rows.blob(1));
    std::string const* const wanted = pseudonyms.of(record);
    if (wanted == nullptr) continue;
    if (record.find(*wanted) != std::string_view::npos) places.push_back({sequence, -1});
    if (view_of(rows.blob(2)) == "pool") add_members(store, sequence, *wanted, places);
  }
  return places;
}

std::string place_text(Place const& place) {
  return std::to_string(place.sequence) + (place.member < 0 ? "" : "/" + std::to_string(place.member));
}

std::string places_text(std::vector<Place> const& places) {
  std::string text;
  for (Place const& place : places) text += place_text(place) + "\n";
  return text;
}

std::vector<Place> places_from(std::string_view text) {
  std::vector<Place> places;
  while (!text.empty()) {
    std::string_view const line = text.substr(0, text.find('\n'));
    if (line.size() == text.size()) damaged();
    text.remove_prefix(line.size() + 1);
    std::size_t const slash = line.find('/');
    auto const sequence = number_from(line.substr(0, slash));
    auto const member = slash == std::string_view::npos ? std::nullopt : number_from(line.substr(slash + 1));
    if (!sequence || (slash != std::string_view::npos && !member)) damaged();
    places.push_back({*sequence, member ? static_cast<std::int64_t>(*member) : -1});
  }
  return places;
}

Hash places_root(std::vector<Place> const& places) {
  Frontier tree;
  for (Place const& place : places) tree.append(leaf_hash(bytes(place_text(place))));
  return tree.root();
}

std::vector<ErasedPlace> erased_places(Store& store, std::uint64_t sequence) {
  std::vector<ErasedPlace> erased;
  Statement rows = store.database().prepare(
      "SELECT segment.entry, data FROM segment JOIN entry ON entry.seq = segment.entry WHERE segment.entry > ? AND kind = "
      "'erasure'");
  rows.bind(1, static_cast<std::int64_t>(sequence));
  while (rows.step())
    for (Place const& place : places_from(view_of(rows.blob(1))))
      if (place.sequence == sequence) erased.push_back({place, static_cast<std::uint64_t>(rows.integer(0))});
  std::ranges::sort(erased, {}, &ErasedPlace::place);
  return erased;
}

}  // namespace izin::log
