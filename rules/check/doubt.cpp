#include "rules/check/doubt.hpp"

#include <algorithm>

namespace izin::check {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

bool before(Span const& a, Span const& b) { return a.file != b.file ? a.file < b.file : a.begin < b.begin; }

}  // namespace

Doubt::Doubt(SourceMap const& sources, std::vector<ast::File> const& files, std::vector<Diagnostic> const& syntax_errors) {
  for (auto const& error : syntax_errors) {
    auto const span = error.primary.span;
    if (span.file == FileId{}) continue;
    errors_.push_back(span);
    auto const& file = sources.file(span.file);
    auto const last = file.position(span.end).line;
    for (auto line = file.position(span.begin).line; line <= last; ++line) read_words(file.line(line));
  }
  std::sort(errors_.begin(), errors_.end(), before);
  for (auto const& file : files) {
    for (auto const& declaration : file.declarations) {
      if (std::holds_alternative<ast::Hole>(declaration.node)) read_words(sources.text(declaration.span));
    }
  }
}

void Doubt::read_words(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      ++at;
      continue;
    }
    auto const begin = at;
    while (at < text.size() && is_word(text[at])) ++at;
    words_.emplace(text.substr(begin, at - begin));
  }
}

bool Doubt::mentions(std::string_view name) const {
  if (words_.empty()) return false;
  auto const dot = name.rfind('.');
  return words_.contains(std::string(dot == std::string_view::npos ? name : name.substr(dot + 1)));
}

bool Doubt::within(Span span) const {
  auto const first = std::lower_bound(errors_.begin(), errors_.end(), span, before);
  return first != errors_.end() && first->file == span.file && first->begin <= span.end;
}

}  // namespace izin::check
