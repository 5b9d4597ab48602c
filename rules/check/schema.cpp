// Records and the flow block: the shape of a data flow.
#include <algorithm>
#include <unordered_set>

#include "rules/check/cycles.hpp"
#include "rules/check/stages.hpp"
#include "rules/check/types.hpp"

namespace izin::check {
namespace {

/// What a list of fields belongs to.
struct Owner {
  std::string text;         ///< for messages: `Person`, `flow`
  bool of_subject = false;  ///< the record of `subject`
  bool of_party = false;
  bool of_flow = false;
};

/// Names that an owner gives without declaring them, or may not have.
bool is_reserved(Context& context, Owner const& owner, ast::Name const& name) {
  std::string why;
  if (owner.of_flow && (name.text == "id" || name.text == "at"))
    why = "every flow has " + in_backticks(name.text) + " without declaring it";
  if (owner.of_flow && name.text == "subjects") why = "`subjects` is how an input names a pool";
  if (name.text == "pool" && owner.of_flow) why = "`pool` is the pool that a flow moves";
  if (owner.of_subject && name.text == "id") why = "the record of `subject` has `id` without declaring it";
  if (owner.of_party && name.text == "name") why = "`name` is how an input says which party it means";
  if (why.empty()) return false;
  context.error(Code::reserved_name, name.span, "the field " + in_backticks(name.text) + " cannot be declared here: " + why, {},
                "leave it out, or give it another name");
  return true;
}

void add_fields(Context& context, Owner const& owner, std::vector<ast::Field> const& trees, std::vector<Field>& fields,
                FieldTable& table) {
  for (auto const& tree : trees) {
    auto const type = resolve_type(context, tree.type);
    bool const reserved = is_reserved(context, owner, tree.name);
    auto const [at, added] = table.try_emplace(tree.name.text, FieldInfo{type, tree.name.span});
    if (reserved) continue;
    if (!added) {
      if (!owner.of_flow)
        context.duplicate(tree.name.text, tree.name.span, at->second.declared);  // the flow's: with its namespace
      continue;
    }
    if (type) fields.push_back({tree.name.text, *type, tree.personal, tree.name.span});
  }
}

/// RecordIds stand by name; the scope's entries then hold them.
std::vector<ast::Record const*> number_records(Context& context) {
  std::vector<ast::Record const*> trees;
  auto& schema = context.model.schema;
  for (auto const& [name, entry] : context.types.sorted()) {
    if (entry.kind != static_cast<std::uint8_t>(TypeKind::record)) continue;
    auto const id = static_cast<std::uint32_t>(trees.size());
    trees.push_back(context.declarations.records[entry.index].tree);
    context.types.set_index(name, id);
    schema.records.push_back({name, {}, entry.declared});
    if (name == "Party") schema.party_record = RecordId{id};
  }
  context.record_fields.resize(trees.size());
  return trees;
}

/// The type that the flow block gives `subject`, looked at before the records are read: `id` depends on it.
void find_subject(Context& context) {
  for (auto const& flow : context.declarations.flows) {
    for (auto const& field : flow.tree->fields) {
      if (field.name.text != "subject") continue;
      auto const* entry = context.types.find(field.type.name.text);
      bool const record = entry != nullptr && entry->kind == static_cast<std::uint8_t>(TypeKind::record);
      if (record && field.type.name.text != "Party" && field.type.many == ast::TypeName::Many::one) {
        context.model.schema.subject_record = RecordId{entry->index};
      }
      return;
    }
  }
}

void check_subject(Context& context) {
  auto const at = context.flow_fields.find("subject");
  if (at == context.flow_fields.end() || !at->second.type || at->second.type->base == Base::record) return;
  context.error(Code::wrong_subject, at->second.declared,
                "`subject` is " + type_text(context.model, *at->second.type) + ": it must be a record that is not `Party`", {},
                "declare a record for the people whose data it is, such as `record Person { … }`");
}

void read_records(Context& context, std::vector<ast::Record const*> const& trees) {
  auto& schema = context.model.schema;
  Type const text{Base::text, Many::one, {}, {}};
  for (std::uint32_t i = 0; i < trees.size(); ++i) {
    auto& record = schema.records[i];
    Owner const owner{record.name, RecordId{i} == schema.subject_record, RecordId{i} == schema.party_record, false};
    if (owner.of_subject) {
      record.fields.push_back({"id", text, false, record.declared});
      context.record_fields[i].emplace("id", FieldInfo{text, record.declared});
    }
    add_fields(context, owner, trees[i]->fields, record.fields, context.record_fields[i]);
  }
}

void check_record_cycles(Context& context) {
  auto const& records = context.model.schema.records;
  auto const holds = [](Field const& field) { return field.type.many == Many::one && field.type.record.valid(); };
  Graph graph(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (auto const& field : records[i].fields) {
      if (holds(field)) graph[i].push_back(field.type.record.value);
    }
  }
  for (auto const& cycle : find_cycles(graph)) {
    std::vector<Label> steps;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      auto const& record = records[cycle[i]];
      auto const to = cycle[(i + 1) % cycle.size()];
      auto const field = std::find_if(record.fields.begin(), record.fields.end(),
                                      [&](Field const& f) { return holds(f) && f.type.record.value == to; });
      steps.push_back({field->declared, in_backticks(record.name) + " contains " + in_backticks(records[to].name)});
    }
    context.cycle(Code::record_cycle, "the record " + in_backticks(records[cycle.front()].name) + " contains itself",
                  std::move(steps), "take one of these fields out, or give it another type");
  }
}

/// The word `flow` of a block.
Span keyword(Span block) { return {block.file, block.begin, block.begin + 4}; }

void read_flow(Context& context) {
  auto& schema = context.model.schema;
  Type const text{Base::text, Many::one, {}, {}};
  Type const instant{Base::instant, Many::one, {}, {}};
  schema.flow = {{"id", text, false, {}}, {"at", instant, false, {}}};
  context.flow_fields.emplace("id", FieldInfo{text, {}});
  context.flow_fields.emplace("at", FieldInfo{instant, {}});
  auto const& flows = context.declarations.flows;
  for (std::size_t i = 0; i < flows.size(); ++i) {
    if (i > 0) {
      context.error(Code::second_flow, keyword(flows[i].span), "a bundle has at most one `flow` block", {},
                    "put all fields into one block", {{keyword(flows[0].span), "the first one is here"}});
    }
    add_fields(context, {"flow", false, false, true}, flows[i].tree->fields, schema.flow, context.flow_fields);
  }
  schema.declares_flow = !flows.empty();
}

bool is_always_there(ast::Name const& name) { return name.text == "id" || name.text == "at" || name.text == "pool"; }

/// The fields of the first block, and of others those that no block before has.
void gather_fields(Context const& context, std::vector<Declared>& declared) {
  std::unordered_set<std::string_view> before;
  for (auto const& flow : context.declarations.flows) {
    for (auto const& field : flow.tree->fields) {
      if (is_always_there(field.name) || before.contains(field.name.text)) continue;
      declared.push_back({&field.name, static_cast<std::uint8_t>(FlowKind::field), 0});
    }
    for (auto const& field : flow.tree->fields) before.insert(field.name.text);
  }
}

template <class Tree>
void gather_conditions(Context& context, std::vector<Found<Tree>> const& all, FlowKind kind, std::vector<Declared>& declared) {
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    auto const& name = all[i].tree->name;
    if (!is_always_there(name)) {
      declared.push_back({&name, static_cast<std::uint8_t>(kind), i});
      continue;
    }
    context.error(Code::reserved_name, name.span, in_backticks(name.text) + " cannot be declared: every flow has it already", {},
                  "give it another name");
  }
}

void enter_flow_names(Context& context) {
  std::vector<Declared> declared;
  gather_fields(context, declared);
  gather_conditions(context, context.declarations.defines, FlowKind::define, declared);
  gather_conditions(context, context.declarations.questions, FlowKind::question, declared);
  context.flow_names.fill(context, std::move(declared));
}

}  // namespace

void check_schema(Context& context) {
  auto const trees = number_records(context);
  find_subject(context);
  read_records(context, trees);
  check_record_cycles(context);
  read_flow(context);
  enter_flow_names(context);
  check_subject(context);
}

}  // namespace izin::check
