// How each missing fact can be given.
#include <fmt/core.h>

#include <algorithm>

#include "engine/gate/wording.hpp"
#include "tools/izin/show_decision.hpp"

namespace izin::tool {
namespace {

std::string base_text(Model const& model, Type const& type) {
  switch (type.base) {
    case Base::boolean:
      return "a Bool";
    case Base::integer:
      return "an Int";
    case Base::decimal:
      return "a Decimal";
    case Base::percent:
      return "a Percent";
    case Base::money:
      return "a Money";
    case Base::text:
      return "a Text";
    case Base::date:
      return "a Date";
    case Base::instant:
      return "an Instant";
    case Base::duration:
      return "a Duration";
    case Base::term:
      return "a term of " + model.schema.of(type.taxonomy).name;
    case Base::party:
      return "a party";
    case Base::record:
      return "a record";
  }
  return {};
}

std::string type_text(Model const& model, Type const& type) {
  if (type.many == Many::one) return base_text(model, type);
  std::string const of = type.base == Base::term ? "terms of " + model.schema.of(type.taxonomy).name : "parties";
  return "a set of " + of;
}

/// `subject.age` as the two keys of the JSON input.
std::string place_of(std::string const& path) {
  std::size_t const dot = path.rfind('.');
  if (dot == std::string::npos) return fmt::format("add \"{}\" to the flow", path);
  return fmt::format("add \"{}\" to \"{}\"", path.substr(dot + 1), path.substr(0, dot));
}

std::string of_slot(Policy const& policy, Flow const& flow, SlotId id) {
  Slot const& slot = policy.model->slots[id.value];
  if (!flow.slots[id.value].given)
    return fmt::format("not given: {}, {}", place_of(slot.path), type_text(*policy.model, slot.type));
  if (slot.type.base == Base::party) return fmt::format("given without a name: {}", place_of(slot.path + ".name"));
  return "given, and it cannot be told from this value";
}

}  // namespace

std::string joined(std::vector<std::string> const& names, std::string_view last, std::size_t most) {
  std::string out;
  std::size_t const shown = std::min(names.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i != 0) out += i + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
    out += names[i];
  }
  if (shown < names.size()) out += fmt::format(" {} {} more", last, names.size() - shown);
  return out;
}

std::string remedy(Policy const& policy, Flow const& flow, MissingEntry const& missing, std::string const& language) {
  Model const& model = *policy.model;
  if (!missing.vague.empty())
    return fmt::format("`{}` is too vague: say {}", missing.vague,
                       missing.narrower.empty() ? "a narrower term" : joined(missing.narrower, "or"));
  if (missing.path == "consent") return "no consent records: give them with --facts FILE";
  if (missing.path == "subjects") return "not given: add \"subject\" or \"subjects\" to the flow";
  auto const question = std::ranges::find(model.questions, missing.path, &Question::name);
  if (question != model.questions.end()) {
    std::string_view const say = sentence(question->says, language);
    return fmt::format("a question for a person: {}", say.empty() ? "a ruling must answer it" : say);
  }
  auto const slot = model.slot_by_path.find(missing.path);
  if (slot != model.slot_by_path.end()) return of_slot(policy, flow, slot->second);
  return "not given: " + place_of(missing.path);
}

}  // namespace izin::tool
