#include "grammar/ast/writer.hpp"

#include <algorithm>

namespace izin::ast {

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

void Writer::text(std::string_view text) {
  if (ends_in_comment_) {
    line();
    start_line(continuation_);
  }
  out_.append(blanks_, ' ');
  out_ += text;
  column_ += blanks_ + columns_of(text);
  blanks_ = 0;
  line_is_fresh_ = false;
}

void Writer::line() {
  blanks_ = 0;
  if (line_is_fresh_) return;
  out_ += '\n';
  column_ = 0;
  line_is_fresh_ = true;
  ends_in_comment_ = false;
}

void Writer::start_line(std::size_t columns) {
  out_.append(columns, ' ');
  column_ = columns;
  line_is_fresh_ = false;
}

void Writer::wrap() {
  line();
  start_line(continuation_);
}

void Writer::separate(std::uint32_t offset) {
  line();
  bool const gap = gap_ == Gap::due || (gap_ == Gap::as_written && blank_line_before(offset));
  if (group_is_open_) {
    group_ = out_.size();
    group_has_gap_ = gap || gap_ == Gap::forbidden;
    group_is_open_ = false;
  }
  if (gap) out_ += '\n';
  gap_ = Gap::as_written;
}

void Writer::comments_before(std::uint32_t offset) {
  if (comments_ == nullptr) return;
  for (; next_comment_ < comments_->size() && (*comments_)[next_comment_].span.begin < offset; ++next_comment_) {
    auto const& comment = (*comments_)[next_comment_];
    if (comment.own_line || line_is_fresh_ || ends_in_comment_) {
      separate(comment.span.begin);
      start_line(indent_);
    } else {
      out_ += "  ";
    }
    out_ += source_.substr(comment.span.begin, comment.span.end - comment.span.begin);
    blanks_ = 0;
    ends_in_comment_ = true;
    line_is_fresh_ = false;
  }
}

void Writer::item(std::uint32_t offset, Doc const* doc) {
  comments_before(offset);
  bool const documented = doc != nullptr && !doc->lines.empty();
  separate(documented ? doc->begin : offset);
  if (documented) {
    for (auto const& text_of : doc->lines) {
      start_line(indent_);
      out_ += text_of.empty() ? "///" : "/// " + text_of;
      line();
    }
  }
  group_item_ = out_.size();
  start_line(indent_);
  continuation_ = indent_ + 4;
}

void Writer::begin_group() { group_is_open_ = true; }

bool Writer::end_group() {
  if (out_.find('\n', group_item_) == std::string::npos) return false;
  if (!group_has_gap_) out_.insert(group_, 1, '\n');
  return true;
}

void Writer::close_body(bool has_items) {
  if (has_items || ends_in_comment_) {
    line();
    start_line(indent_);
  }
  text("}");
  gap_ = Gap::as_written;
}

bool Writer::breaks_between(std::uint32_t begin, std::uint32_t end) const {
  return begin < end && end <= source_.size() && source_.substr(begin, end - begin).find('\n') != std::string_view::npos;
}

std::uint32_t Writer::token_after(std::uint32_t offset) const {
  std::size_t at = offset;
  while (at < source_.size()) {
    if (source_.substr(at, 2) == "//")
      at = std::min(source_.find('\n', at), source_.size());
    else if (source_[at] == ' ' || source_[at] == '\t' || source_[at] == '\n' || source_[at] == '\r')
      ++at;
    else
      break;
  }
  return static_cast<std::uint32_t>(at);
}

bool Writer::blank_line_before(std::uint32_t offset) const {
  std::size_t lines = 0;
  for (std::size_t at = offset; at > 0 && lines < 2; --at) {
    char const c = source_[at - 1];
    if (c == '\n')
      ++lines;
    else if (c != ' ' && c != '\t' && c != '\r')
      return false;
  }
  return lines == 2;
}

std::string Writer::take() {
  comments_before(UINT32_MAX);
  line();
  return std::move(out_);
}

}  // namespace izin::ast
