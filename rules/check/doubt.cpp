#include "rules/check/doubt.hpp"

#include <algorithm>
#include <iterator>

#include "rules/check/declarations.hpp"

namespace izin::check {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

template <class Each>
void for_each_word(std::string_view text, Each const& each) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      ++at;
      continue;
    }
    auto const begin = at;
    while (at < text.size() && is_word(text[at])) ++at;
    each(text.substr(begin, at - begin));
  }
}

/// Declarations that were read well enough to know that they declare no more than their own name and their rules or fields.
std::vector<Span> places_read(std::vector<ast::File> const& files) {
  std::vector<Span> out;
  for (auto const& file : files)
    for (auto const& declaration : file.declarations)
      if (std::holds_alternative<ast::Instrument>(declaration.node) || std::holds_alternative<ast::Ruling>(declaration.node) ||
          std::holds_alternative<ast::Test>(declaration.node) || std::holds_alternative<ast::Invariant>(declaration.node) ||
          std::holds_alternative<ast::Record>(declaration.node) || std::holds_alternative<ast::Flow>(declaration.node))
        out.push_back(declaration.span);
  std::sort(out.begin(), out.end(), before);
  return out;
}

bool lies_in(std::vector<Span> const& places, Span span) {
  auto const next = std::upper_bound(places.begin(), places.end(), span, before);
  if (next == places.begin()) return false;
  auto const& place = *std::prev(next);
  return place.file == span.file && span.begin < place.end;
}

}  // namespace

Doubt::Doubt(SourceMap const& sources, std::vector<ast::File> const& files, std::vector<Diagnostic> const& syntax_errors) {
  auto const read = places_read(files);
  for (auto const& error : syntax_errors) {
    auto const span = error.primary.span;
    if (span.file == FileId{}) continue;
    errors_.push_back(span);
    auto const& file = sources.file(span.file);
    if (lies_in(read, span)) continue;
    auto const last = file.position(span.end).line;
    for (auto line = file.position(span.begin).line; line <= last; ++line) read_words(file.line(line));
  }
  std::sort(errors_.begin(), errors_.end(), before);
  for (auto const& file : files) {
    for (auto const& declaration : file.declarations) {
      auto const text = sources.text(declaration.span);
      if (std::holds_alternative<ast::Hole>(declaration.node)) {
        read_words(text);
      } else if (within(declaration.span)) {
        std::holds_alternative<ast::Instrument>(declaration.node) ? read_rule_names(text) : read_vocabulary(declaration, text);
      }
    }
  }
}

void Doubt::read_words(std::string_view text) {
  for_each_word(text, [this](std::string_view word) { words_.emplace(word); });
}

/// Of an instrument with an error: its rules and clauses, of which one may be lost; not all that it mentions.
void Doubt::read_rule_names(std::string_view text) {
  bool name = false;
  for_each_word(text, [&](std::string_view word) {
    if (name) words_.emplace(word);
    name = word == "forbid" || word == "require" || word == "permit" || word == "right" || word == "duty" || word == "grant" ||
           word == "refuse";
  });
}

/// Of a declaration that is little else than names: all that it may declare. Terms begin with a capital, fields do not.
void Doubt::read_vocabulary(ast::Declaration const& declaration, std::string_view text) {
  bool const terms = std::holds_alternative<ast::Taxonomy>(declaration.node);
  bool const fields =
      std::holds_alternative<ast::Record>(declaration.node) || std::holds_alternative<ast::Flow>(declaration.node);
  if (!terms && !fields) return;
  for_each_word(text, [&](std::string_view word) {
    bool const capital = word.front() >= 'A' && word.front() <= 'Z';
    if (capital == terms) words_.emplace(word);
  });
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
