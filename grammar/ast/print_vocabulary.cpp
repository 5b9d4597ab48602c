// Layout of taxonomies, fields and values: on one line where the source has them so and they fit; else as many on a line as
// the source has.
#include "grammar/ast/printer.hpp"

namespace izin::ast {
namespace {

/// Puts items into a body: behind the one before where the source has both on one line and there is room, else on a new line.
class Run {
 public:
  explicit Run(Writer& out) : out_(out) {}

  void next(Span span, Doc const* doc, std::size_t columns, bool may_share) {
    bool const shares = may_share && shared_ && (doc == nullptr || doc->lines.empty()) &&
                        !out_.breaks_between(end_, span.begin) && columns + 2 <= out_.room();
    if (shares)
      out_.blank(2);
    else
      out_.item(span.begin, doc);
    shared_ = may_share;
    end_ = span.end;
  }

 private:
  Writer& out_;
  bool shared_ = false;
  std::uint32_t end_ = 0;
};

std::string one_line(TaxonomyItem const& item) {
  std::string out = item.term.text;
  if (item.iri) out += " = <" + item.iri->text + ">";
  for (auto const& parent : item.under) out += (&parent == item.under.data() ? " under " : ", ") + parent.text;
  if (!item.has_body) return out;
  out += " {";
  for (auto const& child : item.children) {
    out += &child == item.children.data() ? " " : "  ";
    out += one_line(child);
    if (out.size() > Writer::width * 4) return out;
  }
  return out + (item.children.empty() ? "}" : " }");
}

bool has_docs(TaxonomyItem const& item) {
  if (!item.doc.lines.empty()) return true;
  for (auto const& child : item.children)
    if (has_docs(child)) return true;
  return false;
}

template <class List>
void write_items(Writer& out, List const& items);

void write(Writer& out, TaxonomyItem const& item, std::string const& line, bool fits) {
  if (fits) {
    out.text(line);
    return;
  }
  write_word(out, item.term.text, item.term.span);
  out.blank();
  if (item.iri) {
    write_word(out, "=");
    write_word(out, "<" + item.iri->text + ">", item.iri->span);
    out.blank();
  }
  for (auto const& parent : item.under) {
    if (&parent == item.under.data()) write_word(out, "under");
    auto const text = parent.text + (&parent == &item.under.back() ? "" : ",");
    out.comments_before(parent.span.begin);
    if (columns_of(text) > out.room()) out.wrap();
    out.text(text);
    out.blank();
  }
  if (!item.has_body) return;
  before_body(out, item.under.empty() ? item.iri ? item.iri->span.end : item.term.span.end : item.under.back().span.end);
  out.text("{");
  out.indent();
  out.no_gap();
  write_items(out, item.children);
  out.comments_before(item.span.end - 1);
  out.outdent();
  out.close_body(!item.children.empty());
}

template <class List>
void write_items(Writer& out, List const& items) {
  Run run(out);
  for (auto const& item : items) {
    auto const line = one_line(item);
    bool const compact = !out.breaks_between(item.span.begin, item.span.end) && !has_docs(item);
    bool const fits = compact && out.indentation() + columns_of(line) <= Writer::width;
    run.next(item.span, &item.doc, columns_of(line), fits && !item.has_body);
    write(out, item, line, fits);
  }
}

std::string name_part(Field const& field) { return (field.personal ? "personal " : "") + field.name.text + ":"; }

std::string type_part(Field const& field) {
  char const* const many = field.type.many == TypeName::Many::set    ? "set of "
                           : field.type.many == TypeName::Many::some ? "some of "
                                                                     : "";
  return many + field.type.name.text;
}

std::string one_line(Field const& field) { return name_part(field) + " " + type_part(field); }

void write(Writer& out, Value const& value);

/// `{ a: 1  b: 2 }` or `{A, B}`; cut off where it is longer than anyone needs.
std::string one_line(Value const& value);

std::string one_line(ValueField const& field) { return field.name.text + ": " + one_line(field.value); }

std::string one_line(Value const& value) {
  return std::visit(
      Overloaded{[](Literal const& literal) { return text_of(literal); }, [](Term const& term) { return term.name.text; },
                 [](Party const& party) { return "@" + party.name.text; },
                 [](Braces const& braces) {
                   std::string out = "{";
                   for (auto const& element : braces.elements) {
                     if (&element != braces.elements.data()) out += ", ";
                     out += text_of(element);
                     if (out.size() > Writer::width * 4) return out;
                   }
                   for (auto const& field : braces.fields) {
                     out += &field == braces.fields.data() ? " " : "  ";
                     out += one_line(field);
                     if (out.size() > Writer::width * 4) return out;
                   }
                   return out + (braces.fields.empty() ? "}" : " }");
                 }},
      value.node);
}

void write(Writer& out, Braces const& braces, Span span) {
  if (braces.fields.empty()) {
    SetLiteral set;
    set.span = span;
    for (auto const& element : braces.elements) set.elements.push_back(element);
    write(out, set);
    return;
  }
  write_values(out, braces.fields, span);
}

void write(Writer& out, Value const& value) {
  if (auto const* braces = std::get_if<Braces>(&value.node)) {
    write(out, *braces, value.span);
    return;
  }
  write_word(out, one_line(value), value.span);
}

}  // namespace

void write(Writer& out, Taxonomy const& taxonomy, Span span) {
  write_word(out, taxonomy.extends ? "extend" : "taxonomy");
  write_word(out, taxonomy.name.text, taxonomy.name.span);
  std::string line = "{";
  for (auto const& item : taxonomy.items) {
    line += &item == taxonomy.items.data() ? " " : "  ";
    line += one_line(item);
    if (line.size() > Writer::width * 4) break;
  }
  line += taxonomy.items.empty() ? "}" : " }";
  before_body(out, taxonomy.name.span.end);
  bool compact = !out.breaks_between(taxonomy.name.span.end, span.end) && columns_of(line) <= out.room();
  for (auto const& item : taxonomy.items) compact = compact && !has_docs(item);
  if (compact) {
    out.text(line);
    return;
  }
  out.text("{");
  out.indent();
  out.no_gap();
  write_items(out, taxonomy.items);
  out.comments_before(span.end - 1);
  out.outdent();
  out.close_body(!taxonomy.items.empty());
}

void write_fields(Writer& out, std::vector<Field> const& fields, Span body) {
  std::string line = "{";
  bool compact = !out.breaks_between(body.begin, body.end);
  for (auto const& field : fields) {
    line += &field == fields.data() ? " " : "  ";
    line += one_line(field);
    compact = compact && field.doc.lines.empty() && line.size() <= Writer::width * 4;
    if (!compact) break;
  }
  line += fields.empty() ? "}" : " }";
  before_body(out, body.begin);
  if (compact && columns_of(line) <= out.room()) {
    out.text(line);
    return;
  }
  out.text("{");
  out.indent();
  out.no_gap();
  Run run(out);
  for (auto const& field : fields) {
    bool const whole = !out.breaks_between(field.span.begin, field.span.end);
    run.next(field.span, &field.doc, columns_of(one_line(field)), whole);
    out.text(name_part(field));
    out.blank();
    write_word(out, type_part(field), field.type.name.span);
  }
  out.comments_before(body.end - 1);
  out.outdent();
  out.close_body(!fields.empty());
}

void write_values(Writer& out, std::vector<ValueField> const& fields, Span body) {
  bool compact = !out.breaks_between(body.begin, body.end);
  std::string line = "{";
  for (auto const& field : fields) {
    line += &field == fields.data() ? " " : "  ";
    line += one_line(field);
    compact = compact && line.size() <= Writer::width * 4;
    if (!compact) break;
  }
  line += fields.empty() ? "}" : " }";
  before_body(out, body.begin);
  if (compact && columns_of(line) <= out.room()) {
    out.text(line);
    return;
  }
  out.text("{");
  out.indent();
  out.no_gap();
  Run run(out);
  for (auto const& field : fields) {
    Span const span = join(field.name.span, field.value.span);
    auto const columns = columns_of(one_line(field));
    bool const whole = !out.breaks_between(span.begin, span.end) && out.indentation() + columns <= Writer::width;
    run.next(span, nullptr, columns, whole);
    out.text(field.name.text + ":");
    out.blank();
    write(out, field.value);
  }
  out.comments_before(body.end - 1);
  out.outdent();
  out.close_body(!fields.empty());
}

}  // namespace izin::ast
