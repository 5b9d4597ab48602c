#include "tests/support/json_schema.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>

namespace izin::test {
namespace {

using Json = nlohmann::json;
using All = std::map<std::string, Json>;

std::set<std::string> const annotations = {"$schema", "$id", "$defs", "title", "description"};

bool is_type(Json const& value, std::string const& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number_integer();
  throw std::runtime_error("a schema names the type " + type);
}

/// Checks one document.
class Check {
 public:
  Check(All const& schemas, Json const& root) : schemas_(schemas), root_(&root) {}

  void value(Json const& schema, Json const& value, std::string const& at) {
    if (schema.is_boolean()) {
      if (!schema.get<bool>()) fail(at, "is not allowed");
      return;
    }
    for (auto const& [keyword, argument] : schema.items()) {
      if (annotations.contains(keyword)) continue;
      if (!combined(keyword, argument, value, at) && !scalar(keyword, argument, value, at) &&
          !array(keyword, argument, value, at) && !object(keyword, argument, schema, value, at))
        throw std::runtime_error("a schema uses the keyword " + keyword);
    }
  }

  std::vector<std::string> take() && { return std::move(problems_); }

 private:
  void fail(std::string const& at, std::string const& what) {
    problems_.push_back((at.empty() ? "the document" : at) + " " + what);
  }

  bool fits(Json const& schema, Json const& value) {
    Check inner(schemas_, *root_);
    inner.value(schema, value, "");
    return inner.problems_.empty();
  }

  bool combined(std::string const& keyword, Json const& argument, Json const& value, std::string const& at) {
    if (keyword == "$ref") {
      reference(argument.get<std::string>(), value, at);
    } else if (keyword == "anyOf") {
      if (std::ranges::none_of(argument, [&](Json const& each) { return fits(each, value); })) fail(at, "fits no alternative");
    } else if (keyword == "not") {
      if (fits(argument, value)) fail(at, "fits what it must not");
    } else {
      return false;
    }
    return true;
  }

  void reference(std::string const& name, Json const& value, std::string const& at) {
    if (name.starts_with("#")) return this->value(root_->at(Json::json_pointer(name.substr(1))), value, at);
    Json const* const outer = root_;
    root_ = &schemas_.at(name);
    this->value(*root_, value, at);
    root_ = outer;
  }

  bool scalar(std::string const& keyword, Json const& argument, Json const& value, std::string const& at) {
    if (keyword == "type") {
      bool const fits = argument.is_array()
                            ? std::ranges::any_of(argument, [&](Json const& each) { return is_type(value, each); })
                            : is_type(value, argument);
      if (!fits) fail(at, "is not of the type " + argument.dump());
    } else if (keyword == "const") {
      if (value != argument) fail(at, "is not " + argument.dump());
    } else if (keyword == "enum") {
      if (std::ranges::find(argument, value) == argument.end()) fail(at, "is none of " + argument.dump());
    } else if (keyword == "pattern") {
      if (value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(argument.get<std::string>())))
        fail(at, "does not match " + argument.dump());
    } else if (keyword == "minimum") {
      if (value.is_number() && value < argument) fail(at, "is below " + argument.dump());
    } else {
      return false;
    }
    return true;
  }

  bool array(std::string const& keyword, Json const& argument, Json const& value, std::string const& at) {
    if (keyword == "items") {
      if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i) this->value(argument, value[i], at + "/" + std::to_string(i));
    } else if (keyword == "minItems") {
      if (value.is_array() && value.size() < argument.get<std::size_t>()) fail(at, "has fewer items than " + argument.dump());
    } else {
      return false;
    }
    return true;
  }

  bool object(std::string const& keyword, Json const& argument, Json const& schema, Json const& value, std::string const& at) {
    if (keyword == "properties") {
      for (auto const& [name, each] : argument.items())
        if (value.is_object() && value.contains(name)) this->value(each, value[name], at + "/" + name);
    } else if (keyword == "required") {
      for (std::string const name : argument)
        if (value.is_object() && !value.contains(name)) fail(at, "has no " + name);
    } else if (keyword == "dependentRequired") {
      for (auto const& [name, needs] : argument.items())
        for (std::string const need : needs)
          if (value.is_object() && value.contains(name) && !value.contains(need)) fail(at, "has " + name + " and no " + need);
    } else if (keyword == "additionalProperties") {
      Json const known = schema.value("properties", Json::object());
      if (value.is_object())
        for (auto const& [name, each] : value.items())
          if (!known.contains(name)) this->value(argument, each, at + "/" + name);
    } else {
      return false;
    }
    return true;
  }

  All const& schemas_;
  Json const* root_;
  std::vector<std::string> problems_;
};

}  // namespace

struct Schemas::State {
  All by_id;
};

Schemas::Schemas(std::filesystem::path const& folder) : state_(std::make_unique<State>()) {
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream in(entry.path());
    Json schema = Json::parse(in);
    std::string id = schema.at("$id");
    state_->by_id.emplace(std::move(id), std::move(schema));
  }
}
Schemas::~Schemas() = default;

std::vector<std::string> Schemas::problems(std::string const& schema, std::string_view document) const {
  Json const value = Json::parse(document, nullptr, false);
  if (value.is_discarded()) return {"the document is not JSON"};
  Json const& root = state_->by_id.at("urn:izin:schema:" + schema);
  Check check(state_->by_id, root);
  check.value(root, value, "");
  return std::move(check).take();
}

}  // namespace izin::test
