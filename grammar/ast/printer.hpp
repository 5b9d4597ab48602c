// The printer's parts, by what they lay out. Private to the print_*.cpp files.
#pragma once

#include "grammar/ast/print_parts.hpp"
#include "grammar/ast/writer.hpp"

namespace izin::ast {

// print_vocabulary.cpp
void write(Writer& out, Taxonomy const& taxonomy, Span span);
/// `body` begins where the head ends.
void write_fields(Writer& out, std::vector<Field> const& fields, Span body);
void write_values(Writer& out, std::vector<ValueField> const& fields, Span body);

// print_instrument.cpp
void write(Writer& out, Instrument const& instrument, Span span);
void write(Writer& out, Cite const& cite);
void write(Writer& out, Say const& say);
void write_condition(Writer& out, std::string_view keyword, Expr const& condition);
/// `keyword R, R`.
void write_refs(Writer& out, std::string_view keyword, std::vector<RuleRef> const& refs);

// print_others.cpp
void write(Writer& out, Question const& question, Span span);
void write(Writer& out, Ruling const& ruling, Span span);
void write(Writer& out, Test const& test, Span span);
void write(Writer& out, Invariant const& invariant, Span span);

/// A word of the source: comments that stood before it come first.
inline void write_word(Writer& out, std::string_view text, Span span) {
  out.comments_before(span.begin);
  out.text(text);
}
inline void write_word(Writer& out, std::string_view text) {
  out.text(text);
  out.blank();
}

/// The blank before a `{`, for a head that ends at `head_end`. Comments before the brace stay before it: behind it a `///`
/// would become a doc.
inline void before_body(Writer& out, std::uint32_t head_end) {
  out.blank();
  out.comments_before(out.token_after(head_end));
}

/// ` {`, each item on lines of its own, `}` which stands at `close`. `{}` where there is nothing, not even a comment.
template <class Items, class WriteItem>
void write_body(Writer& out, Items const& items, std::uint32_t head_end, std::uint32_t close, WriteItem const& write_item) {
  before_body(out, head_end);
  out.text("{");
  out.indent();
  out.no_gap();
  for (auto const& item : items) write_item(item);
  out.comments_before(close);
  out.outdent();
  out.close_body(!items.empty());
}

}  // namespace izin::ast
