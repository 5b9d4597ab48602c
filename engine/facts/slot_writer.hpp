// Puts values into slots and keeps what they point to in one block each. Numbers undeclared parties so that neither the order of
// an input's keys nor that of its people changes a number.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/facts/flow.hpp"

namespace izin::input {

/// Where the values of one flow or one person come together.
class SlotWriter {
 public:
  /// `slot_of`: the slot of each value, ascending. `position`: the place of each slot's value, by SlotId.
  SlotWriter(std::vector<Slot> const& slots, std::span<SlotId const> slot_of, std::span<std::uint32_t const> position)
      : slots_(slots), slot_of_(slot_of), position_(position), values_(slot_of.size()) {}

  /// A slot that is not valid is nobody's: then nothing is kept.
  void put(SlotId slot, Value const& value);
  void put_text(SlotId slot, std::string_view text);
  /// Elements of a set, each once but for parties without a name.
  void put_elements(SlotId slot, std::span<std::uint32_t const> elements);

  /// The identity of an undeclared party.
  [[nodiscard]] Identity own_identity(std::string_view name);

  /// Moves all into a flow or a person.
  void finish(std::vector<Value>& values, ValueStore& store, std::vector<std::string>& own_names);

 private:
  struct Piece {
    std::uint32_t place = 0;
    std::size_t first = 0, count = 0;
  };

  std::vector<Slot> const& slots_;
  std::span<SlotId const> slot_of_;
  std::span<std::uint32_t const> position_;
  std::vector<Value> values_;
  std::vector<std::uint32_t> elements_;
  std::vector<char> texts_;
  std::vector<Piece> element_pieces_, text_pieces_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, Identity> by_name_;
};

/// Gives the undeclared parties among some values new numbers, `own` by old number, and sorts sets again. Sets that stand outside
/// `store` hold declared parties alone.
void renumber(std::vector<Slot> const& slots, std::span<SlotId const> slot_of, std::span<Value> values, ValueStore& store,
              std::span<std::uint32_t const> own);

}  // namespace izin::input
