// Joins a flow with its people. An undeclared party of one name is one identity in the whole flow: where people name some, the
// numbers are given anew, on copies, since a person of the facts may be in many flows.
#include <algorithm>
#include <functional>
#include <optional>

#include "engine/facts/field_index.hpp"
#include "engine/facts/slot_writer.hpp"

namespace izin {
namespace {

using People = std::vector<std::shared_ptr<Subject const>>;

std::vector<std::uint32_t> places(std::vector<std::string> const& names, std::vector<std::string> const& all) {
  std::vector<std::uint32_t> own;
  for (std::string const& name : names)
    own.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(all, name) - all.begin()));
  return own;
}

/// Where something stands in a store; nothing for what stands elsewhere, in the model.
template <class T>
std::optional<std::size_t> offset(std::vector<T> const& store, T const* at) {
  std::less<T const*> const before;
  if (store.empty() || at == nullptr || before(at, store.data()) || !before(at, store.data() + store.size())) return std::nullopt;
  return static_cast<std::size_t>(at - store.data());
}

std::shared_ptr<Subject const> renumbered(Program const& program, FlowLayout const& layout, Subject const& person,
                                          std::vector<std::string> const& all) {
  auto copy = std::make_shared<Subject>();
  copy->id = person.id;
  copy->canonical = person.canonical;
  copy->values = person.values;
  copy->store = person.store;
  for (Value& value : copy->values) {
    if (auto const at = offset(person.store.elements, value.elements.data()))
      value.elements = std::span(copy->store.elements).subspan(*at, value.elements.size());
    if (auto const at = offset(person.store.texts, value.text.data()))
      value.text = std::string_view(copy->store.texts.data() + *at, value.text.size());
  }
  input::renumber(program.model->slots, layout.subject_slots, copy->values, copy->store, places(person.own_names, all));
  return copy;
}

/// Makes own names the same for a flow and all its people.
void join_names(Program const& program, FlowLayout const& layout, Flow& flow, People& people) {
  std::vector<std::string> all = flow.own_names;
  for (auto const& person : people) all.insert(all.end(), person->own_names.begin(), person->own_names.end());
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (auto& person : people) {
    if (!person->own_names.empty() && person->own_names != all) person = renumbered(program, layout, *person, all);
  }
  if (flow.own_names == all) return;
  input::renumber(program.model->slots, layout.index->every_slot, flow.slots, flow.store, places(flow.own_names, all));
  flow.own_names = std::move(all);
}

}  // namespace

void set_subject(Program const& program, FlowLayout const& layout, Flow& flow, std::shared_ptr<Subject const> subject) {
  People people{std::move(subject)};
  join_names(program, layout, flow, people);
  flow.about = About::subject;
  flow.subject = std::move(people.front());
  for (std::size_t i = 0; i < layout.subject_slots.size(); ++i)
    flow.slots[layout.subject_slots[i].value] = flow.subject->values[i];
}

void set_pool(Program const& program, FlowLayout const& layout, Flow& flow,
              std::vector<std::shared_ptr<Subject const>> subjects) {
  join_names(program, layout, flow, subjects);
  flow.about = About::pool;
  flow.subjects = std::move(subjects);
}

}  // namespace izin
