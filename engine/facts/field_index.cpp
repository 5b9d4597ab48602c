#include "engine/facts/field_index.hpp"

#include <algorithm>

namespace izin::input {
namespace {

FieldTable table_of(std::string_view owner, std::vector<Field> fields) {
  FieldTable table{owner, std::move(fields), {}};
  for (std::uint32_t i = 0; i < table.fields.size(); ++i) table.by_name.emplace(table.fields[i].name, i);
  return table;
}

Field field(std::string name, Type const& type) {
  Field out;
  out.name = std::move(name);
  out.type = type;
  return out;
}

}  // namespace

PathNode const* FieldIndex::child(PathNode const* node, FieldTable const& table, std::string_view name) const {
  auto const at = table.by_name.find(name);
  return at == table.by_name.end() ? nullptr : child(node, at->second);
}

FieldIndex::FieldIndex(Model const& model) : nodes(1) {
  Schema const& schema = model.schema;
  subject = {Base::record, Many::one, {}, schema.subject_record};
  std::vector<Field> fields = schema.flow;
  bool const declared = std::ranges::any_of(fields, [](Field const& f) { return f.name == "subject"; });
  if (!declared) fields.push_back(field("subject", subject));
  flow = table_of("flow", std::move(fields));
  nothing = table_of("Party", {});
  bare_subject = table_of("subject", {field("id", {Base::text, Many::one, {}, {}})});
  for (RecordType const& record : schema.records) records.push_back(table_of(record.name, record.fields));
  for (std::uint32_t i = 0; i < model.slots.size(); ++i) {
    add_path(model.slots[i].path, SlotId{i});
    every_slot.push_back(SlotId{i});
    own_place.push_back(i);
  }
  fill_parties(schema);
}

void FieldIndex::add_path(std::string_view path, SlotId slot) {
  std::uint32_t node = 0;
  FieldTable const* fields = &flow;
  while (!path.empty()) {
    auto const dot = std::min(path.find('.'), path.size());
    auto const at = fields->by_name.find(path.substr(0, dot));
    if (at == fields->by_name.end()) return;
    path.remove_prefix(std::min(dot + 1, path.size()));
    if (nodes[node].children.empty()) nodes[node].children.assign(fields->fields.size(), UINT32_MAX);
    if (nodes[node].children[at->second] == UINT32_MAX) {
      nodes[node].children[at->second] = static_cast<std::uint32_t>(nodes.size());
      nodes.emplace_back();
    }
    node = nodes[node].children[at->second];
    nodes[node].type = fields->fields[at->second].type;
    fields = &table(nodes[node].type);
  }
  nodes[node].slot = slot;
}

void FieldIndex::fill_parties(Schema const& schema) {
  for (PathNode& node : nodes) {
    if (node.type.base != Base::party || node.type.many != Many::one) continue;
    node.fills.resize(schema.parties.size());
    for (std::size_t p = 0; p < schema.parties.size(); ++p) {
      for (auto const& [path, value] : schema.parties[p].fields) {
        if (SlotId const slot = slot_below(node, path); slot.valid()) node.fills[p].push_back({slot, &value});
      }
    }
  }
}

SlotId FieldIndex::slot_below(PathNode const& party, std::string_view path) const {
  PathNode const* node = &party;
  while (node != nullptr && !path.empty()) {
    auto const dot = std::min(path.find('.'), path.size());
    node = child(node, table(node->type), path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return node == nullptr ? SlotId{} : node->slot;
}

}  // namespace izin::input

namespace izin {

FlowLayout::FlowLayout(Program const& program) : index(std::make_shared<input::FieldIndex const>(*program.model)) {
  auto const& slots = program.model->slots;
  subject_position.assign(slots.size(), UINT32_MAX);
  for (std::uint32_t i = 0; i < slots.size(); ++i) {
    if (!slots[i].of_subject) continue;
    subject_position[i] = static_cast<std::uint32_t>(subject_slots.size());
    subject_slots.push_back(SlotId{i});
  }
}

}  // namespace izin
