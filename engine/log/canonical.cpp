// The value tree and its printer. The reader is canonical_parse.cpp.
#include "engine/log/canonical.hpp"

#include <algorithm>
#include <stdexcept>

namespace izin::log {

Json Json::text(std::string_view value) {
  Json json(Kind::text);
  json.text_ = value;
  return json;
}

Json Json::number(std::int64_t value) {
  if (value > largest_number || value < -largest_number) throw std::logic_error("a number of a record is beyond 2^53");
  Json json(Kind::number);
  json.number_ = value;
  return json;
}

Json Json::count(std::uint64_t value) {
  if (value > static_cast<std::uint64_t>(largest_number)) throw std::logic_error("a number of a record is beyond 2^53");
  return number(static_cast<std::int64_t>(value));
}

Json Json::flag(bool value) {
  Json json(Kind::flag);
  json.number_ = value ? 1 : 0;
  return json;
}

Json Json::texts(std::vector<std::string> const& values) {
  Json json = array();
  for (std::string const& value : values) json.add(text(value));
  return json;
}

Json& Json::set(std::string_view name, Json value) {
  auto const at = std::ranges::lower_bound(members_, name, {}, &Member::name);
  if (at != members_.end() && at->name == name) throw std::logic_error("a record has a member twice");
  if (std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    throw std::logic_error("the name of a record's member is not ASCII");
  members_.insert(at, Member{std::string(name), std::move(value)});
  return *this;
}

Json const* Json::find(std::string_view name) const {
  auto const at = std::ranges::lower_bound(members_, name, {}, &Member::name);
  return at != members_.end() && at->name == name ? &at->value : nullptr;
}

std::optional<std::string> Json::find_text(std::string_view name) const {
  Json const* const value = find(name);
  if (value == nullptr || !value->is(Kind::text)) return std::nullopt;
  return value->as_text();
}

std::string Json::print() const {
  std::string out;
  print_to(out);
  return out;
}

void Json::print_to(std::string& out) const {
  switch (kind_) {
    case Kind::text:
      append_json_text(out, text_);
      return;
    case Kind::number:
      out += std::to_string(number_);
      return;
    case Kind::flag:
      out += as_flag() ? "true" : "false";
      return;
    case Kind::array:
      out += '[';
      for (std::size_t i = 0; i < items_.size(); ++i) {
        if (i > 0) out += ',';
        items_[i].print_to(out);
      }
      out += ']';
      return;
    case Kind::object:
      out += '{';
      for (std::size_t i = 0; i < members_.size(); ++i) {
        if (i > 0) out += ',';
        append_json_text(out, members_[i].name);
        out += ':';
        members_[i].value.print_to(out);
      }
      out += '}';
      return;
  }
}

void append_json_text(std::string& out, std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  out += '"';
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && c != '"' && c != '\\') {
      out += c;
      continue;
    }
    out += '\\';
    switch (c) {
      case '"':
      case '\\':
        out += c;
        break;
      case '\b':
        out += 'b';
        break;
      case '\t':
        out += 't';
        break;
      case '\n':
        out += 'n';
        break;
      case '\f':
        out += 'f';
        break;
      case '\r':
        out += 'r';
        break;
      default:
        out += "u00";
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
  }
  out += '"';
}

}  // namespace izin::log
