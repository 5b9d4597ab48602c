#include "engine/facts/slot_writer.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace izin::input {
namespace {

void renumber(Identity& identity, std::span<std::uint32_t const> own) {
  if (identity < first_own_identity || identity == nobody_known) return;
  identity = first_own_identity + own[identity - first_own_identity];
}

}  // namespace

void SlotWriter::put(SlotId slot, Value const& value) {
  if (slot.valid()) values_[position_[slot.value]] = value;
}

void SlotWriter::put_text(SlotId slot, std::string_view text) {
  if (!slot.valid()) return;
  std::uint32_t const place = position_[slot.value];
  values_[place].given = true;
  text_pieces_.push_back({place, texts_.size(), text.size()});
  texts_.insert(texts_.end(), text.begin(), text.end());
}

void SlotWriter::put_elements(SlotId slot, std::span<std::uint32_t const> elements) {
  if (!slot.valid()) return;
  std::uint32_t const place = position_[slot.value];
  values_[place].given = true;
  element_pieces_.push_back({place, elements_.size(), elements.size()});
  elements_.insert(elements_.end(), elements.begin(), elements.end());
}

Identity SlotWriter::own_identity(std::string_view name) {
  auto const [at, added] = by_name_.try_emplace(std::string(name), first_own_identity + static_cast<Identity>(names_.size()));
  if (added) names_.emplace_back(name);
  return at->second;
}

void SlotWriter::finish(std::vector<Value>& values, ValueStore& store, std::vector<std::string>& own_names) {
  store.elements = std::vector(elements_.begin(), elements_.end());  // no larger than it must be: there may be millions of people
  store.texts = std::vector(texts_.begin(), texts_.end());
  for (Piece const& piece : element_pieces_)
    values_[piece.place].elements = std::span(store.elements).subspan(piece.first, piece.count);
  for (Piece const& piece : text_pieces_)
    values_[piece.place].text = std::string_view(store.texts.data(), store.texts.size()).substr(piece.first, piece.count);
  values = std::move(values_);
  if (names_.empty()) return;

  std::vector<std::uint32_t> order(names_.size()), rank(names_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, {}, [&](std::uint32_t k) -> std::string const& { return names_[k]; });
  for (std::uint32_t k = 0; k < order.size(); ++k) {
    rank[order[k]] = k;
    own_names.push_back(std::move(names_[order[k]]));
  }
  renumber(slots_, slot_of_, values, store, rank);
}

void renumber(std::vector<Slot> const& slots, std::span<SlotId const> slot_of, std::span<Value> values, ValueStore& store,
              std::span<std::uint32_t const> own) {
  std::less<std::uint32_t const*> const before;
  std::uint32_t* const first = store.elements.data();
  for (std::size_t i = 0; i < values.size(); ++i) {
    Type const& type = slots[slot_of[i].value].type;
    Value& value = values[i];
    if (type.base != Base::party || !value.given) continue;
    if (type.many == Many::one) {
      renumber(value.code, own);
      continue;
    }
    std::uint32_t const* const here = value.elements.data();
    if (value.elements.empty() || before(here, first) || !before(here, first + store.elements.size())) continue;
    std::span<std::uint32_t> const elements(first + (here - first), value.elements.size());
    for (Identity& identity : elements) renumber(identity, own);
    std::ranges::sort(elements);
  }
}

}  // namespace izin::input
