// Taxonomies, fields, values.
#include "grammar/syntax/converter.hpp"
#include "grammar/syntax/lexer.hpp"

namespace izin::syntax {
namespace {

std::vector<ast::TaxonomyItem> items(Converter& in, std::vector<tree::TermEntry>& entries);

ast::TaxonomyItem item(Converter& in, tree::TermItem& written) {
  ast::TaxonomyItem out;
  out.term = in.term_name(written.term);
  out.iri = in.optional_iri(written.iri);
  auto const parents = in.listed(written.parents, read_term);
  out.under.reserve(parents.size());
  for (auto const parent : parents) out.under.push_back(in.term_name(parent));
  out.has_body = static_cast<bool>(written.braces);
  out.doc = in.doc(written.term.begin);
  out.children = items(in, written.children);
  out.span = in.span(range_of(written.term, last_of({written.term, written.iri, written.parents, written.braces})));
  return out;
}

std::vector<ast::TaxonomyItem> items(Converter& in, std::vector<tree::TermEntry>& entries) {
  std::vector<ast::TaxonomyItem> out;
  out.reserve(entries.size());
  for (auto& entry : entries) {
    if (auto const* term = boost::get<tree::Range>(&entry.get())) {
      tree::TermItem plain;
      plain.term = *term;
      out.push_back(item(in, plain));
    } else if (auto* more = boost::get<tree::x3::forward_ast<tree::TermItem>>(&entry.get())) {
      out.push_back(item(in, more->get()));
    }
    entry = tree::Hole{};
  }
  return out;
}

ast::TypeName type_name(Converter& in, tree::Field const& field) {
  ast::TypeName out;
  if (field.many) out.many = in.text(field.many) == "set" ? ast::TypeName::Many::set : ast::TypeName::Many::some;
  out.name = in.term_name(field.type);
  out.span = in.span(range_of(field.many ? field.many : field.type, field.type));
  return out;
}

Maybe<ast::Value> value(Converter& in, tree::Value& written) {
  ast::Value out;
  if (auto* record = boost::get<tree::x3::forward_ast<tree::Braces>>(&written.get())) {
    out.span = in.span(range_of(record->get().open, record->get().close));
    out.node = ast::Braces{{}, in.values(record->get().fields)};
    return out;
  }
  auto const range = boost::get<tree::Range>(written.get());
  out.span = in.span(range);
  auto const word = in.text(range);
  if (word[0] == '@') {
    out.node = in.party(range);
  } else if (is_upper(word[0])) {
    out.node = in.term(range);
  } else if (word[0] == '{') {
    out.node = ast::Braces{in.set(range).elements, {}};
  } else {
    auto literal = in.literal(range);
    if (!literal) return std::nullopt;
    out.node = std::move(*literal);
  }
  return out;
}

}  // namespace

ast::Taxonomy Converter::taxonomy(tree::Taxonomy& taxonomy) {
  ast::Taxonomy out;
  out.extends = text(taxonomy.head.key) == "extend";
  out.name = term_name(taxonomy.head.name);
  out.items = items(*this, taxonomy.items);
  return out;
}

std::vector<ast::Field> Converter::fields(std::vector<tree::FieldEntry> const& entries) {
  std::vector<ast::Field> out;
  out.reserve(entries.size());
  for (auto const& entry : entries) {
    auto const* const field = boost::get<tree::Field>(&entry.get());
    if (field == nullptr) continue;
    ast::Field made;
    made.personal = static_cast<bool>(field->personal);
    made.name = name(field->name);
    made.type = type_name(*this, *field);
    auto const begin = field->personal ? field->personal : field->name;
    made.doc = doc(begin.begin);
    made.span = span(range_of(begin, field->type));
    out.push_back(std::move(made));
  }
  return out;
}

std::vector<ast::ValueField> Converter::values(std::vector<tree::ValueEntry>& entries) {
  std::vector<ast::ValueField> out;
  out.reserve(entries.size());
  for (auto& entry : entries) {
    auto* const field = boost::get<tree::ValueField>(&entry.get());
    if (field == nullptr) continue;
    auto name_of = name(field->name);
    if (auto made = value(*this, field->value)) out.push_back({std::move(name_of), std::move(*made)});
    entry = tree::Hole{};
  }
  return out;
}

}  // namespace izin::syntax
