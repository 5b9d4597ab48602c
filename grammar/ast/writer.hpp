// Lines of a layout: words with blanks between them, line breaks, and the comments of the source, which come where they stood
// between the same two words. Private to the printer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast/policy.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::ast {

class Writer {
 public:
  static constexpr std::size_t width = 130;  ///< columns of a line, where it can be broken

  /// Without a source: no comments, no line ends to keep.
  Writer() = default;
  Writer(File const& file, SourceFile const& source) : comments_(&file.comments), source_(source.text()) {}

  /// Appends to the line. After a comment a new line begins first, at the continuation indent.
  void text(std::string_view text);
  /// A blank, if something follows on the line.
  void blank(std::size_t count = 1) { blanks_ = line_is_fresh_ ? 0 : count; }
  /// Ends the line unless it is fresh; the next one begins at the indent.
  void line();
  /// Comments that stand before `offset`: behind the line where they stood behind something, else on lines of their own.
  void comments_before(std::uint32_t offset);
  /// The start of an item on its own line: comments, a blank line where the source has one (or one is due), the indent.
  void item(std::uint32_t offset, Doc const* doc = nullptr);
  /// The next item or comment is set off by an empty line, whatever the source has.
  void want_gap() { gap_ = Gap::due; }
  /// No empty line comes before the next item or comment (it is the first of a body).
  void no_gap() { gap_ = Gap::forbidden; }

  /// The `}` of a body: on a line of its own where something stands in the body.
  void close_body(bool has_items);

  /// What is written until the end of the group is set off by an empty line if it takes several lines. True if it was.
  void begin_group();
  [[nodiscard]] bool end_group();

  void indent() { indent_ += 2; }
  void outdent() { indent_ -= 2; }
  /// Where a line goes on after a break within an item.
  [[nodiscard]] std::size_t continuation() const { return continuation_; }
  void set_continuation(std::size_t columns) { continuation_ = columns; }
  [[nodiscard]] std::size_t indentation() const { return indent_; }
  /// Ends the line; the item goes on in the next one.
  void wrap();

  /// Columns left on the line.
  [[nodiscard]] std::size_t room() const { return column_ + blanks_ < width ? width - column_ - blanks_ : 0; }
  /// Where the token after `offset` begins; `offset` itself without a source.
  [[nodiscard]] std::uint32_t token_after(std::uint32_t offset) const;
  /// Whether the source has a line end between two offsets.
  [[nodiscard]] bool breaks_between(std::uint32_t begin, std::uint32_t end) const;

  /// The layout, ended by one line feed unless it is empty.
  [[nodiscard]] std::string take();

 private:
  enum class Gap : unsigned char { as_written, due, forbidden };
  void start_line(std::size_t columns);
  void separate(std::uint32_t offset);
  [[nodiscard]] bool blank_line_before(std::uint32_t offset) const;

  std::vector<Comment> const* comments_ = nullptr;
  std::string_view source_;
  std::string out_;
  std::size_t next_comment_ = 0;
  std::size_t column_ = 0;  ///< code points on the line
  std::size_t blanks_ = 0;  ///< due before the next word
  std::size_t indent_ = 0;
  std::size_t continuation_ = 0;
  bool line_is_fresh_ = true;     ///< nothing stands on the line
  bool ends_in_comment_ = false;  ///< nothing may follow on the line
  Gap gap_ = Gap::forbidden;
  std::size_t group_ = 0;       ///< where the group begins in `out_`, comments and docs before it included
  bool group_is_open_ = false;  ///< nothing of the group is written yet
  bool group_has_gap_ = true;   ///< it is set off already, or may not be
  std::size_t group_item_ = 0;  ///< where its item begins
};

/// Code points, which is what a column is.
[[nodiscard]] std::size_t columns_of(std::string_view text);

}  // namespace izin::ast
