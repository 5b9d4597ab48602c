// Writes one JSON document, key by key in the order given. What it writes is ASCII where a reader could be fooled: no control,
// invisible or bidirectional character of the input reaches the text but as an escape, and malformed UTF-8 becomes U+FFFD.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace izin {

enum class JsonLayout : std::uint8_t {
  line,      ///< on one line
  indented,  ///< an item a line, two blanks a level
};

/// The values that have a name.
enum class JsonWord : std::uint8_t { no, yes, nothing };
[[nodiscard]] constexpr JsonWord json_word(bool value) { return value ? JsonWord::yes : JsonWord::no; }

class JsonText {
 public:
  explicit JsonText(JsonLayout layout = JsonLayout::line) : layout_(layout) {}

  JsonText& open_object() { return open('{', layout_); }
  JsonText& open_list() { return open('[', layout_); }
  /// Whatever the layout, all of it on one line.
  JsonText& open_object_line() { return open('{', JsonLayout::line); }
  JsonText& open_list_line() { return open('[', JsonLayout::line); }
  JsonText& close();

  /// The key of the next value.
  JsonText& key(std::string_view name);
  JsonText& text(std::string_view value);
  JsonText& number(std::uint64_t value);
  JsonText& word(JsonWord value);
  JsonText& texts(std::span<std::string const> values);  ///< a list, on one line
  /// A value that is JSON already; in `line` layout it must be on one line.
  JsonText& raw(std::string_view json);

  /// A key with its value.
  JsonText& text(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonText& number(std::string_view name, std::uint64_t value) { return key(name).number(value); }
  JsonText& word(std::string_view name, JsonWord value) { return key(name).word(value); }

  /// The document, without a line feed at its end.
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  struct Level {
    char end;
    JsonLayout layout;
    bool empty = true;
  };
  JsonText& open(char begin, JsonLayout layout);
  void before_item();
  void new_line(std::size_t depth);

  JsonLayout layout_;
  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace izin
