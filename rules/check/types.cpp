#include "rules/check/types.hpp"

namespace izin::check {
namespace {

constexpr std::pair<std::string_view, Base> built_in[] = {
    {"Bool", Base::boolean},    {"Int", Base::integer},     {"Decimal", Base::decimal},
    {"Percent", Base::percent}, {"Money", Base::money},     {"Text", Base::text},
    {"Date", Base::date},       {"Instant", Base::instant}, {"Duration", Base::duration}};

Many many_of(ast::TypeName::Many many) {
  if (many == ast::TypeName::Many::one) return Many::one;
  return many == ast::TypeName::Many::set ? Many::set : Many::some;
}

std::vector<std::string> type_names(Context const& context) {
  auto names = context.types.names();
  for (auto const& [name, base] : built_in) names.emplace_back(name);
  names.emplace_back("Party");
  return names;
}

/// The type of one value of this name.
std::optional<Type> single(Context& context, ast::Name const& name) {
  for (auto const& [text, base] : built_in) {
    if (text == name.text) return Type{base, Many::one, {}, {}};
  }
  auto const& schema = context.model.schema;
  auto const* entry = context.types.find(name.text);
  if (name.text == "Party" && (entry == nullptr || entry->kind == static_cast<std::uint8_t>(TypeKind::record))) {
    return Type{Base::party, Many::one, {}, schema.party_record};
  }
  if (entry == nullptr) {
    context.unknown(
        Code::unknown_type, name.span, name.text, "there is no type " + in_backticks(name.text),
        [&] { return type_names(context); }, "declare it as a `taxonomy` or a `record`");
    return std::nullopt;
  }
  if (entry->kind == static_cast<std::uint8_t>(TypeKind::taxonomy)) {
    return Type{Base::term, Many::one, *schema.taxonomy(name.text), {}};
  }
  return Type{Base::record, Many::one, {}, RecordId{entry->index}};
}

}  // namespace

std::optional<Type> resolve_type(Context& context, ast::TypeName const& written) {
  auto type = single(context, written.name);
  if (!type || written.many == ast::TypeName::Many::one) return type;
  if (type->base != Base::term && type->base != Base::party) {
    auto const word = written.many == ast::TypeName::Many::set ? "set of" : "some of";
    context.error(Code::wrong_set, written.span,
                  in_backticks(word) + " takes a taxonomy or `Party`, not " + type_text(context.model, *type));
    return std::nullopt;
  }
  type->many = many_of(written.many);
  return type;
}

}  // namespace izin::check
