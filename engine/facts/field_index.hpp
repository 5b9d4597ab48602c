// What readers need to know of a program, worked out once: the fields of each record by name, and which slot each path fills.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/facts/flow.hpp"

namespace izin::input {

/// The fields of a record, of the flow, or of a subject.
struct FieldTable {
  std::string_view owner;  ///< `Person`, `flow`
  std::vector<Field> fields;
  std::unordered_map<std::string_view, std::uint32_t> by_name;
};

/// What a declared party gives a slot.
struct PartyFill {
  SlotId slot;
  Value const* value = nullptr;
};

/// A path that some expression reads, or that leads to one.
struct PathNode {
  Type type;
  SlotId slot;                          ///< invalid: nobody reads it
  std::vector<std::uint32_t> children;  ///< by field of its record: places in FieldIndex::nodes, or UINT32_MAX; may be empty
  std::vector<std::vector<PartyFill>> fills;  ///< of a party, by PartyId
};

struct FieldIndex {
  explicit FieldIndex(Model const& model);

  FieldTable flow;
  FieldTable nothing;  ///< of a party in a bundle without a record `Party`
  std::vector<FieldTable> records;
  Type subject;                 ///< the type of `subject`
  FieldTable bare_subject;      ///< of a subject that the bundle does not declare: `id`
  std::vector<PathNode> nodes;  ///< the first is the flow itself
  /// All slots of the program, and the place of each: themselves.
  std::vector<SlotId> every_slot;
  std::vector<std::uint32_t> own_place;

  [[nodiscard]] FieldTable const& table(Type const& type) const {
    if (type.record.valid()) return records[type.record.value];
    return type.base == Base::party ? nothing : bare_subject;
  }
  /// The node of a field; null when nobody reads it or what is below.
  [[nodiscard]] PathNode const* child(PathNode const* node, std::uint32_t field) const {
    if (node == nullptr || node->children.empty() || node->children[field] == UINT32_MAX) return nullptr;
    return &nodes[node->children[field]];
  }
  [[nodiscard]] PathNode const* child(PathNode const* node, FieldTable const& table, std::string_view field) const;

 private:
  void add_path(std::string_view path, SlotId slot);
  void fill_parties(Schema const& schema);
  [[nodiscard]] SlotId slot_below(PathNode const& party, std::string_view path) const;
};

}  // namespace izin::input
