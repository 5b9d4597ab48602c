// Canonical JSON of a log, shown. Includes nlohmann/json.
#include <nlohmann/json.hpp>

#include "tools/izin/cmd_log.hpp"

namespace izin::tool {
namespace {

using Json = nlohmann::ordered_json;

/// Records nest at most 16 deep.
void write(JsonText& out, Json const& value) {
  if (value.is_object()) {
    out.open_object();
    for (auto const& [name, member] : value.items()) {
      out.key(name);
      write(out, member);
    }
    out.close();
  } else if (value.is_array()) {
    bool const flat = value.empty() || !value.front().is_structured();
    flat ? out.open_list_line() : out.open_list();
    for (Json const& item : value) write(out, item);
    out.close();
  } else if (value.is_string()) {
    out.text(value.get_ref<std::string const&>());
  } else {
    out.raw(value.dump());
  }
}

}  // namespace

void write_json(JsonText& out, std::string_view json) {
  Json const value = Json::parse(json, nullptr, false);
  value.is_discarded() ? static_cast<void>(out.text(json)) : write(out, value);
}

std::string json_for_people(std::string_view json) {
  JsonText out(JsonLayout::indented);
  write_json(out, json);
  return out.take();
}

}  // namespace izin::tool
