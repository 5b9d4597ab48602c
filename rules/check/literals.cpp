#include "rules/check/literals.hpp"

#include <algorithm>

namespace izin::check {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

Type plain(Base base) { return {base, Many::one, {}, {}}; }

/// A text as the language writes it.
std::string text_literal(std::string const& text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

/// Where else a term is known, for the remedy.
std::string home_of(Context const& context, std::string const& term) {
  for (auto const& taxonomy : context.model.schema.taxonomies) {
    if (taxonomy.by_name.contains(term)) return "it is a term of " + in_backticks(taxonomy.name);
  }
  return {};
}

}  // namespace

Type literal_type(ast::Literal const& literal) {
  return std::visit(
      Overloaded{[](bool) { return plain(Base::boolean); },
                 [](Number const& n) { return plain(n.has_point ? Base::decimal : Base::integer); },
                 [](Percent const&) { return plain(Base::percent); }, [](Money const&) { return plain(Base::money); },
                 [](Date const&) { return plain(Base::date); }, [](Instant const&) { return plain(Base::instant); },
                 [](Duration const&) { return plain(Base::duration); }, [](ast::Text const&) { return plain(Base::text); }},
      literal.value);
}

Value literal_value(ast::Literal const& literal, std::deque<std::string>& texts) {
  Value value;
  value.given = true;
  std::visit(Overloaded{[&](bool b) { value.number = b ? 1 : 0; },
                        [&](Number const& n) { value.number = n.has_point ? n.nanos : n.nanos / nano; },
                        [&](Percent const& p) { value.number = p.nanos; },
                        [&](Money const& m) {
                          value.number = m.nanos;
                          value.code = m.currency;
                        },
                        [&](Date const& d) { value.number = first_moment(d).micros; },
                        [&](Instant const& i) { value.number = i.micros; },
                        [&](Duration const& d) {
                          value.number = d.count;
                          value.unit = static_cast<std::uint8_t>(d.unit);
                        },
                        [&](ast::Text const& t) { value.text = texts.emplace_back(t.value); }},
             literal.value);
  return value;
}

bool is_bare_zero(ast::Literal const& literal) {
  auto const* number = std::get_if<Number>(&literal.value);
  return number != nullptr && number->nanos == 0 && !number->has_point && !literal.raw.starts_with('-');
}

std::string literal_text(ast::Literal const& literal) {
  return std::visit(
      Overloaded{[](bool b) { return std::string(b ? "true" : "false"); },
                 [](ast::Text const& t) { return text_literal(t.value); }, [](auto const& v) { return to_text(v); }},
      literal.value);
}

std::int64_t moment(ast::When const& literal) {
  if (auto const* date = std::get_if<Date>(&literal.value)) return first_moment(*date).micros;
  return std::get<Instant>(literal.value).micros;
}

std::optional<TermId> find_term(Context& context, TaxonomyId id, ast::Name const& name) {
  auto const& taxonomy = context.model.schema.of(id);
  if (auto const at = taxonomy.by_name.find(name.text); at != taxonomy.by_name.end()) return at->second;
  auto const names = [&] {
    std::vector<std::string> all;
    all.reserve(taxonomy.terms.size());
    for (auto const& term : taxonomy.terms) all.push_back(term.name);
    return all;
  };
  context.unknown(Code::unknown_term, name.span, name.text,
                  in_backticks(name.text) + " is not a term of " + in_backticks(taxonomy.name), names,
                  home_of(context, name.text));
  return std::nullopt;
}

std::optional<PartyId> find_party(Context& context, ast::Party const& party) {
  if (auto const found = context.model.schema.party(party.name.text)) return found;
  auto const names = [&] {
    std::vector<std::string> all;
    for (auto const& declared : context.model.schema.parties) all.push_back("@" + declared.name);
    return all;
  };
  auto const text = "@" + party.name.text;
  if (!context.doubt.mentions(party.name.text)) {
    context.unknown(Code::unknown_party, party.name.span, text, "there is no party " + in_backticks(text), names,
                    "declare it with " + in_backticks("party " + party.name.text + " { … }"));
  }
  return std::nullopt;
}

std::optional<std::vector<std::uint32_t>> read_elements(Context& context, std::vector<SetElement> const& elements,
                                                        Type const& type) {
  std::vector<std::uint32_t> found;
  bool ok = true;
  for (auto const& element : elements) {
    auto const* term = std::get_if<ast::Term>(&element);
    auto const* party = std::get_if<ast::Party>(&element);
    if (term != nullptr && type.base == Base::term) {
      auto const id = find_term(context, type.taxonomy, term->name);
      if (id) found.push_back(id->value);
      ok = ok && id;
    } else if (party != nullptr && type.base == Base::party) {
      auto const id = find_party(context, *party);
      if (id) found.push_back(id->value);
      ok = ok && id;
    } else {
      auto const& name = term != nullptr ? term->name : party->name;
      context.error(Code::type_mismatch, name.span,
                    (term != nullptr ? in_backticks(name.text) + " is a term" : in_backticks("@" + name.text) + " is a party") +
                        " among values of " + type_text(context.model, {type.base, Many::one, type.taxonomy, type.record}));
      ok = false;
    }
  }
  if (!ok) return std::nullopt;
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace izin::check
