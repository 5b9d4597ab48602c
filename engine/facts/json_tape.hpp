// JSON as a flat list of nodes with the place of each, read strictly: what nlohmann/json lets pass (a byte order mark, U+0000,
// any depth, any size) is refused here. Values stay where the text has them; only strings with escapes are copied.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostic/diagnostic.hpp"

namespace izin::input {

inline constexpr std::size_t largest_document = std::size_t{64} << 20;
inline constexpr std::size_t longest_string = std::size_t{1} << 20;
inline constexpr std::size_t deepest_nesting = 64;

enum class JsonKind : std::uint8_t {
  object,  ///< its members follow: a string (the key) and a value each
  array,
  string,
  number,
  boolean,
  null,
  braces,  ///< `{}` of a policy file: an object or a set, without anything in it
};

/// One value or key. Sixteen bytes, so that a large document stays small.
struct JsonNode {
  JsonKind kind = JsonKind::null;
  bool kept = false;        ///< of a string or number: `link` says which of the tape's own texts it is
  bool truth = false;       ///< of a boolean
  std::uint32_t begin = 0;  ///< bytes of the file
  std::uint32_t end = 0;
  std::uint32_t link = 0;  ///< of an object or array: the node after it
};

/// A place in a tape.
using NodeIndex = std::uint32_t;

/// The nodes of a value, in the order of the text.
class JsonTape {
 public:
  /// `text` is the whole file, which spans count from.
  explicit JsonTape(std::string_view text) : text_(text) {}

  [[nodiscard]] JsonNode const& operator[](NodeIndex node) const { return nodes_[node]; }
  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }
  /// The node that follows a value and all that is in it.
  [[nodiscard]] NodeIndex after(NodeIndex node) const {
    JsonNode const& n = nodes_[node];
    return n.kind == JsonKind::object || n.kind == JsonKind::array ? n.link : node + 1;
  }
  /// A string without its escapes; a number as written.
  [[nodiscard]] std::string_view text(NodeIndex node) const;
  /// The value of a key, for objects of few members; the tape's size when there is none.
  [[nodiscard]] NodeIndex member(NodeIndex object, std::string_view key) const;

  NodeIndex add(JsonNode node);
  NodeIndex add(JsonNode node, std::string text);
  /// Ends an object or an array: what was added since is in it.
  void close(NodeIndex node, std::uint32_t end);
  /// Forgets all from a node on.
  void cut(NodeIndex from);

 private:
  std::string_view text_;
  std::vector<JsonNode> nodes_;
  std::deque<std::string> kept_;
};

/// What is wrong with a text as JSON. Places are bytes of the file.
struct JsonProblem {
  Code code;
  std::uint32_t begin, end;
  std::string message, label, help;
  std::string pointer;
};

/// Where a document may end.
enum class JsonExtent : std::uint8_t {
  all,    ///< nothing but blanks may follow the value
  first,  ///< anything may
};

struct JsonReading {
  std::vector<JsonProblem> problems;  ///< empty: the tape holds the value from node 0 on
  std::uint32_t end = 0;              ///< where the value ends
};

/// Reads one document from [begin, end) of `text` into an empty tape. With `element` it is called for each element of an array at
/// the top as soon as it is complete, and the element is forgotten after it (node 1 is the element then): a list of flows needs
/// the memory of one.
[[nodiscard]] JsonReading read_json(std::string_view text, std::uint32_t begin, std::uint32_t end, JsonExtent extent,
                                    JsonTape& tape, std::function<void()> const& element = {});

}  // namespace izin::input
