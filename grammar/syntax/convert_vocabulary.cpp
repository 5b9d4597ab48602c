// Taxonomies, fields, values.
#include "grammar/syntax/converter.hpp"
#include "grammar/syntax/lexer.hpp"

namespace izin::syntax {
namespace {

std::vector<ast::TaxonomyItem> items(Converter& in, std::vector<tree::TermEntry> const& entries) {
  std::vector<ast::TaxonomyItem> out;
  out.reserve(entries.size());
  for (auto const& entry : entries) {
    auto const* const forward = boost::get<tree::x3::forward_ast<tree::TermItem>>(&entry.get());
    if (forward == nullptr) continue;
    auto const& item = forward->get();
    ast::TaxonomyItem made;
    made.term = in.term_name(item.term);
    made.iri = in.optional_iri(item.iri);
    made.under.reserve(item.under.size());
    for (auto const parent : item.under) made.under.push_back(in.term_name(parent));
    made.has_body = static_cast<bool>(item.body.open);
    made.doc = in.doc(item.term.begin);
    made.children = items(in, item.body.children);
    auto const last_parent = item.under.empty() ? tree::Range{} : item.under.back();
    made.span = in.span(range_of(item.term, last_of({item.term, item.iri, last_parent, item.body.close})));
    out.push_back(std::move(made));
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

Maybe<ast::Value> value(Converter& in, tree::Value const& value) {
  ast::Value out;
  if (auto const* range = boost::get<tree::Range>(&value.get())) {
    out.span = in.span(*range);
    auto const word = in.text(*range);
    if (word[0] == '@') {
      out.node = in.party(*range);
    } else if (is_upper(word[0])) {
      out.node = in.term(*range);
    } else {
      auto literal = in.literal(*range);
      if (!literal) return std::nullopt;
      out.node = std::move(*literal);
    }
    return out;
  }
  auto const& braces = boost::get<tree::x3::forward_ast<tree::Braces>>(value.get()).get();
  ast::Braces made;
  made.elements.reserve(braces.elements.size());
  for (auto const element : braces.elements) made.elements.push_back(in.term_or_party(element));
  made.fields = in.values(braces.fields);
  out.node = std::move(made);
  out.span = in.span(range_of(braces.open, braces.close));
  return out;
}

}  // namespace

ast::Taxonomy Converter::taxonomy(tree::Taxonomy const& taxonomy) {
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

std::vector<ast::ValueField> Converter::values(std::vector<tree::ValueEntry> const& entries) {
  std::vector<ast::ValueField> out;
  out.reserve(entries.size());
  for (auto const& entry : entries) {
    auto const* const field = boost::get<tree::ValueField>(&entry.get());
    if (field == nullptr) continue;
    auto name_of = name(field->name);
    if (auto made = value(*this, field->value)) out.push_back({std::move(name_of), std::move(*made)});
  }
  return out;
}

}  // namespace izin::syntax
