#include "engine/gate/json_text.hpp"

#include "grammar/diagnostic/render.hpp"

namespace izin {

void JsonText::new_line(std::size_t depth) {
  out_ += '\n';
  out_.append(2 * depth, ' ');
}

void JsonText::before_item() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) out_ += level.layout == JsonLayout::line ? ", " : ",";
  if (level.layout == JsonLayout::indented) new_line(levels_.size());
  level.empty = false;
}

JsonText& JsonText::open(char begin, JsonLayout layout) {
  before_item();
  if (!levels_.empty() && levels_.back().layout == JsonLayout::line) layout = JsonLayout::line;
  out_ += begin;
  levels_.push_back({begin == '{' ? '}' : ']', layout});
  return *this;
}

JsonText& JsonText::close() {
  Level const level = levels_.back();
  levels_.pop_back();
  if (!level.empty && level.layout == JsonLayout::indented) new_line(levels_.size());
  out_ += level.end;
  return *this;
}

JsonText& JsonText::key(std::string_view name) {
  before_item();
  out_ += json_string(name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonText& JsonText::text(std::string_view value) { return raw(json_string(value)); }

JsonText& JsonText::number(std::uint64_t value) { return raw(std::to_string(value)); }
JsonText& JsonText::word(JsonWord value) {
  return raw(value == JsonWord::nothing ? "null" : value == JsonWord::yes ? "true" : "false");
}

JsonText& JsonText::raw(std::string_view json) {
  before_item();
  out_ += json;
  return *this;
}

JsonText& JsonText::texts(std::span<std::string const> values) {
  open_list_line();
  for (std::string const& value : values) text(value);
  return close();
}

}  // namespace izin
