#include "engine/facts/person_reader.hpp"

#include <algorithm>

namespace izin::input {
namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

void finish(SlotWriter& slots, Subject& person) { slots.finish(person.values, person.store, person.own_names); }

Value present() {
  Value value;
  value.given = true;
  return value;
}

}  // namespace

std::shared_ptr<Subject> read_person(Source const& source, FlowLayout const& layout, NodeIndex value, Place const& place) {
  JsonNode const& json = source.tape[value];
  FieldIndex const& index = source.index;
  auto person = std::make_shared<Subject>();
  if (json.kind != JsonKind::object && json.kind != JsonKind::braces) {
    if (json.kind == JsonKind::null) {
      null_value(source, value, place);
    } else {
      wrong_type(source, value, place, index.subject);
    }
    return person;
  }
  SlotWriter slots(source.model.slots, layout.subject_slots, layout.subject_position);
  slots.put(source.model.subject, present());
  ValueReader reader(source, slots, Privacy::together);
  PathNode const* const node = index.child(index.nodes.data(), index.flow, "subject");
  person->canonical = reader.read_fields(value, place, index.table(index.subject), node).open.text();
  NodeIndex const id = source.tape.member(value, "id");
  if (id < source.tape.size() && source.tape[id].kind == JsonKind::string) person->id = std::string(source.tape.text(id));
  finish(slots, *person);
  return person;
}

std::shared_ptr<Subject> unknown_person(Model const& model, FlowLayout const& layout, std::string const& id) {
  auto person = std::make_shared<Subject>();
  SlotWriter slots(model.slots, layout.subject_slots, layout.subject_position);
  slots.put(model.subject, present());
  slots.put_text(model.subject_id, id);
  finish(slots, *person);
  person->id = id;
  person->canonical = "{\"id\":" + json_text(id) + "}";
  return person;
}

void each_line(SourceFile const& file, std::function<void(std::uint32_t, std::uint32_t)> const& visit) {
  std::string_view const text = file.text();
  for (std::uint32_t number = 1; number <= file.line_count(); ++number) {
    std::size_t const begin = file.line_start(number);
    std::size_t const end = number == file.line_count() ? text.size() : file.line_start(number + 1) - 1;
    if (!is_blank(text.substr(begin, end - begin))) visit(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
  }
}

std::optional<FactsLine> facts_line(Source const& source) {
  static constexpr std::string_view remedy = "a line is `{\"subject\": {…}}` or `{\"consent\": {…}}`";
  JsonTape const& tape = source.tape;
  Place const top;
  auto const wrong = [&](NodeIndex node, Place const& place, std::string message, std::string label = {}) {
    source.report.problem(Code::bad_facts_line, tape[node], place, {std::move(message), std::move(label), std::string(remedy)});
    return std::nullopt;
  };
  if (tape[0].kind != JsonKind::object) return wrong(0, top, "a line of facts is an object");
  check_keys(source, 0, top);
  std::optional<FactsLine> found;
  for (NodeIndex key = 1; key < tape.after(0); key = tape.after(key + 1)) {
    std::string_view const name = tape.text(key);
    Place const here = top.member(name);
    if (name != "subject" && name != "consent")
      return wrong(key, here, in_backticks(name) + " is neither `subject` nor `consent`", source.report.did_you_mean(name, [] {
        return std::vector<std::string>{"subject", "consent"};
      }));
    auto const kind = name == "subject" ? FactsLine::Kind::subject : FactsLine::Kind::consent;
    if (found && found->kind != kind) return wrong(key, here, "one line holds a subject and a consent");
    found = FactsLine{kind, key + 1};
  }
  if (!found) return wrong(0, top, "a line of facts says nothing");
  return found;
}

}  // namespace izin::input
