// What a flow is about, in a line. Includes nlohmann/json: a flow keeps what no rule reads as canonical JSON only.
#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "tools/izin/show_decision.hpp"

namespace izin::tool {
namespace {

using Json = nlohmann::json;

std::string party_text(Json const& value) {
  if (value.is_string()) return value.get<std::string>();
  auto const name = value.find("name");
  return name == value.end() ? "(without a name)" : name->get<std::string>();
}

std::string terms_text(Json const& value) {
  std::vector<std::string> names;
  for (Json const& term : value) names.push_back(term.get<std::string>());
  return joined(names);
}

}  // namespace

std::string flow_text(Model const& model, Flow const& flow) {
  Json const given = Json::parse(flow.canonical, nullptr, false);
  std::string text;
  auto const add = [&](std::string const& field, std::string const& what) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", field, what);
  };
  for (Field const& field : model.schema.flow) {
    if (field.name == "subject" && flow.subject && flow.subject->id) add(field.name, *flow.subject->id);
    auto const value = given.is_object() ? given.find(field.name) : given.end();
    if (field.personal || value == given.end()) continue;
    if (field.type.base == Base::party && field.type.many == Many::one) add(field.name, party_text(*value));
    if (field.type.base == Base::term && field.type.many == Many::some) add(field.name, terms_text(*value));
  }
  return text;
}

}  // namespace izin::tool
