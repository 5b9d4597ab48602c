#include "rules/check/paths.hpp"

#include <algorithm>

namespace izin::check {
namespace {

using Kind = PathMeaning::Kind;

std::vector<std::string> flow_names(Context const& context) {
  auto names = context.flow_names.names();
  names.insert(names.end(), {"id", "at"});
  return names;
}

PathMeaning pool_fact(Context& context, ast::Path const& path) {
  static constexpr std::pair<std::string_view, PoolFact> facts[] = {
      {"size", PoolFact::size}, {"permitted", PoolFact::permitted}, {"share", PoolFact::share}};
  if (path.segments.size() == 2) {
    for (auto const& [name, fact] : facts) {
      if (path.segments[1].text != name) continue;
      Type const type{fact == PoolFact::share ? Base::percent : Base::integer, Many::one, {}, {}};
      return {Kind::pool, type, path.text(), false, 0, fact};
    }
  }
  context.unknown(
      Code::unknown_field, path.span, path.text(),
      path.segments.size() == 1 ? std::string("`pool` alone is no value") : "the pool has no " + in_backticks(path.text()),
      [] {
        return std::vector<std::string>{"pool.size", "pool.permitted", "pool.share"};
      },
      "there are `pool.size`, `pool.permitted` and `pool.share`");
  return {};
}

/// A definition or a question: one name, without fields.
PathMeaning condition(Context& context, ast::Path const& path, Scope::Entry const& entry) {
  bool const define = entry.kind == static_cast<std::uint8_t>(FlowKind::define);
  if (path.segments.size() > 1) {
    context.error(Code::no_fields, path.segments[1].span,
                  in_backticks(path.segments[0].text) + " is a " + (define ? "definition" : "question") + ": it has no fields",
                  {}, {}, {{entry.declared, "declared here"}});
    return {};
  }
  return {define ? Kind::define : Kind::question, {}, path.text(), false, entry.index, {}};
}

/// The fields of a record or of a party's record; null for what has none.
FieldTable const* fields_of(Context const& context, Type const& type) {
  static FieldTable const empty;
  if (type.many != Many::one || (type.base != Base::record && type.base != Base::party)) return nullptr;
  return type.record.valid() ? &context.record_fields[type.record.value] : &empty;
}

/// Walks from the flow's field on.
PathMeaning field(Context& context, ast::Path const& path, FieldInfo const* info) {
  for (std::size_t i = 1; i < path.segments.size(); ++i) {
    if (!info->type) return {};
    auto const& segment = path.segments[i];
    auto const* fields = fields_of(context, *info->type);
    if (fields == nullptr) {
      context.error(
          Code::no_fields, segment.span,
          in_backticks(path.segments[i - 1].text) + " is " + type_text(context.model, *info->type) + ": it has no fields");
      return {};
    }
    auto const at = fields->find(segment.text);
    if (at == fields->end()) {
      Type const one{info->type->base, Many::one, {}, info->type->record};
      context.unknown(Code::unknown_field, segment.span, segment.text,
                      type_text(context.model, one) + " has no field " + in_backticks(segment.text),
                      [fields] { return sorted_names(*fields); });
      return {};
    }
    info = &at->second;
  }
  if (!info->type) return {};
  return {Kind::field, *info->type, path.text(), path.segments[0].text == "subject", 0, {}};
}

}  // namespace

PathMeaning resolve_path(Context& context, ast::Path const& path) {
  auto const& first = path.segments.front();
  if (first.text == "pool") return pool_fact(context, path);
  if (auto const at = context.flow_fields.find(first.text); at != context.flow_fields.end())
    return field(context, path, &at->second);
  if (auto const* entry = context.flow_names.find(first.text)) return condition(context, path, *entry);
  context.unknown(
      Code::unknown_name, first.span, first.text, "nothing is called " + in_backticks(first.text),
      [&] { return flow_names(context); }, "declare it as a field of `flow`, or with `define` or `question`");
  return {};
}

PathMeaning resolve_field(Context& context, ast::Path const& path) {
  auto const meaning = resolve_path(context, path);
  if (meaning.kind == Kind::field || meaning.kind == Kind::nothing) return meaning;
  auto const what = meaning.kind == Kind::define     ? "a definition"
                    : meaning.kind == Kind::question ? "a question"
                                                     : "a fact of the pool";
  context.error(Code::not_a_field, path.span, in_backticks(path.text()) + " is " + what + ", not a field", {},
                meaning.kind == Kind::pool ? "it can stand beside `==`, `<` and their kin only"
                                           : "it is a condition by itself: write only its name");
  return {};
}

SlotId slot_of(Context& context, std::string const& path, Type const& type) {
  auto& model = context.model;
  auto const [at, added] = model.slot_by_path.try_emplace(path, SlotId{static_cast<std::uint32_t>(model.slots.size())});
  if (added) model.slots.push_back({path, type, path == "subject" || path.starts_with("subject.")});
  return at->second;
}

SlotId slot_of(Context& context, PathMeaning const& field, Span span, Reads& reads) {
  if (field.of_subject) reads.subject.push_back(span);
  return slot_of(context, field.text, field.type);
}

}  // namespace izin::check
