#include "engine/facts/canonical_text.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/facts/json_tape.hpp"

namespace izin::input {
namespace {

/// Two texts of one value, walked together.
class Joiner {
 public:
  Joiner(std::string const& open, std::string const& personal) : open_(open), personal_(personal), a_(open), b_(personal) {
    read(open, a_);
    read(personal, b_);
  }

  std::string join(NodeIndex a, NodeIndex b) {
    JsonKind const kind = b_[b].kind;
    if (kind == a_[a].kind && kind == JsonKind::object) return join_objects(a, b);
    if (kind == a_[a].kind && kind == JsonKind::array) return join_arrays(a, b);
    throw std::runtime_error("the personal part of a flow does not fit the rest of it");
  }

 private:
  static void read(std::string const& text, JsonTape& tape) {
    if (!read_json(text, 0, static_cast<std::uint32_t>(text.size()), JsonExtent::all, tape).problems.empty())
      throw std::runtime_error("a flow is not written as this program writes it");
  }

  static std::string raw(std::string const& text, JsonTape const& tape, NodeIndex node) {
    return text.substr(tape[node].begin, tape[node].end - tape[node].begin);
  }

  std::string join_objects(NodeIndex a, NodeIndex b) {
    ObjectText object;
    for (NodeIndex at = a + 1; at < a_.after(a); at = a_.after(at + 1)) {
      std::string_view const name = a_.text(at);
      NodeIndex const other = b_.member(b, name);
      object.add(name, other == b_.size() ? raw(open_, a_, at + 1) : join(at + 1, other));
    }
    for (NodeIndex at = b + 1; at < b_.after(b); at = b_.after(at + 1)) {
      if (a_.member(a, b_.text(at)) == a_.size()) object.add(b_.text(at), raw(personal_, b_, at + 1));
    }
    return object.text();
  }

  std::string join_arrays(NodeIndex a, NodeIndex b) {
    std::vector<std::string> values;
    NodeIndex x = a + 1, y = b + 1;
    for (; x < a_.after(a) && y < b_.after(b); x = a_.after(x), y = b_.after(y))
      values.push_back(b_.after(y) == y + 1 ? raw(open_, a_, x) : join(x, y));
    if (x < a_.after(a) || y < b_.after(b)) throw std::runtime_error("the personal part of a flow does not fit the rest of it");
    return json_array(values);
  }

  std::string const& open_;
  std::string const& personal_;
  JsonTape a_, b_;
};

}  // namespace

std::string json_text(std::string_view text) {
  static constexpr std::string_view digits = "0123456789abcdef";
  static constexpr std::string_view escaped = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
  std::string out = "\"";
  out.reserve(text.size() + 2);
  auto const stands_for_itself = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };
  while (!text.empty()) {
    auto const plain = static_cast<std::size_t>(std::ranges::find_if_not(text, stands_for_itself) - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    auto const byte = static_cast<unsigned char>(text.front());
    if (auto const at = escaped.find(text.front()); at != std::string_view::npos) {
      (out += '\\') += letters[at];
    } else {
      ((out += "\\u00") += digits[byte >> 4]) += digits[byte & 15];
    }
    text.remove_prefix(1);
  }
  return out += '"';
}

std::string json_array(std::vector<std::string> const& values) {
  std::string out = "[";
  for (std::string const& value : values) {
    if (out.size() > 1) out += ',';
    out += value;
  }
  return out += ']';
}

std::string ObjectText::text() {
  std::ranges::sort(members_, {}, [](auto const& member) { return member.first; });
  std::string out = "{";
  for (auto const& [name, json] : members_) {
    if (out.size() > 1) out += ',';
    (((out += '"') += name) += "\":") += json;
  }
  return out += '}';
}

std::string join_parts(std::string const& open, std::string const& personal) { return Joiner(open, personal).join(0, 0); }

}  // namespace izin::input
