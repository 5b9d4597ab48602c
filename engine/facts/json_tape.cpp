#include "engine/facts/json_tape.hpp"

namespace izin::input {

std::string_view JsonTape::text(NodeIndex node) const {
  JsonNode const& n = nodes_[node];
  if (n.kept) return kept_[n.link];
  if (n.kind == JsonKind::string) return text_.substr(n.begin + 1, n.end - n.begin - 2);
  return text_.substr(n.begin, n.end - n.begin);
}

NodeIndex JsonTape::member(NodeIndex object, std::string_view key) const {
  NodeIndex const end = after(object);
  for (NodeIndex at = object + 1; at < end; at = after(at + 1)) {
    if (text(at) == key) return at + 1;
  }
  return size();
}

NodeIndex JsonTape::add(JsonNode node) {
  nodes_.push_back(node);
  return size() - 1;
}

NodeIndex JsonTape::add(JsonNode node, std::string text) {
  node.kept = true;
  node.link = static_cast<std::uint32_t>(kept_.size());
  kept_.push_back(std::move(text));
  return add(node);
}

void JsonTape::close(NodeIndex node, std::uint32_t end) {
  nodes_[node].end = end;
  nodes_[node].link = size();
}

void JsonTape::cut(NodeIndex from) {
  nodes_.resize(from);
  std::uint32_t kept = 0;
  for (JsonNode const& node : nodes_) {
    if (node.kept) kept = node.link + 1;
  }
  kept_.resize(kept);
}

}  // namespace izin::input
