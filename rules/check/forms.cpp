// Consent forms: what their clauses name. LANGUAGE.md section 6.
#include <algorithm>

#include "rules/check/instruments.hpp"
#include "rules/check/literals.hpp"
#include "rules/check/sayings.hpp"

namespace izin::check {
namespace {

/// A flow field that consent reads, with the type it must have.
class NeededField {
 public:
  NeededField(Context& context, std::string name, Span form) : context_(context), name_(std::move(name)), form_(form) {}

  std::optional<TaxonomyId> some_of() {
    auto const* type = find();
    if (type == nullptr) return std::nullopt;
    if (type->base == Base::term && type->many == Many::some) return type->taxonomy;
    wrong("`some of` a taxonomy");
    return std::nullopt;
  }

  bool one_party() {
    auto const* type = find();
    if (type == nullptr) return false;
    if (type->base == Base::party && type->many == Many::one) return true;
    wrong("`Party`");
    return false;
  }

 private:
  Type const* find() {
    auto const at = context_.flow_fields.find(name_);
    if (at == context_.flow_fields.end()) {
      if (!context_.doubt.mentions(name_)) {
        context_.error(Code::consent_needs_field, form_,
                       "a bundle with consent forms must declare " + in_backticks(name_) + " in its `flow`", {},
                       "declare `data`, `operation`, `purpose` as `some of` a taxonomy, and `recipient: Party`");
      }
      return nullptr;
    }
    declared_ = at->second.declared;
    return at->second.type ? &*at->second.type : nullptr;
  }

  void wrong(std::string const& right) {
    context_.error(Code::consent_needs_field, declared_,
                   "in a bundle with consent forms " + in_backticks(name_) + " must be " + right, {}, {},
                   {{form_, "a consent form is declared here"}});
  }

  Context& context_;
  std::string name_;
  Span form_;
  Span declared_;
};

class ClauseReader {
 public:
  ClauseReader(Context& context, ConsentTypes const& types, ast::Grant const& tree, ConsentClause& out)
      : context_(context), types_(types), tree_(tree), out_(out), sayings_(context), once_(context) {}

  void read() {
    for (auto const& clause : tree_.clauses) {
      span_ = clause.span;
      std::visit([&](auto const& node) { read(node); }, clause.node);
    }
    for (std::string_view name : {"data", "operation", "purpose", "recipient"}) {
      if (once_.seen(name)) continue;
      context_.missing(Code::missing_clause, tree_.span, tree_.name.span,
                       in_backticks(tree_.name.text) + " does not say " + in_backticks(name),
                       "consent is specific: name a set, or write " + in_backticks(std::string(name) + " any"));
    }
  }

 private:
  void read(ast::Cite const& clause) { out_.cites.push_back(citation(clause)); }
  void read(ast::Say const& clause) { sayings_.add(clause, out_.says); }
  void read(ast::Lasts const& clause) {
    if (once_.first("lasts", span_)) out_.lasts = std::get<Duration>(clause.duration.value);
  }
  void read(ast::Dimension const& dimension) {
    static constexpr std::string_view names[] = {"data", "operation", "purpose", "recipient"};
    auto const which = static_cast<std::size_t>(dimension.which);
    if (!once_.first(names[which], span_)) return;
    ConsentDimension* targets[] = {&out_.data, &out_.operation, &out_.purpose, &out_.recipient};
    auto& target = *targets[which];
    auto const* set = std::get_if<ast::SetLiteral>(&dimension.value);
    target.any = set == nullptr;
    if (set == nullptr) return;
    if (set->elements.empty()) {
      context_.error(Code::empty_dimension, set->span,
                     in_backticks(names[which]) + " names nothing: nothing would be under this clause", {},
                     "name a set, or write " + in_backticks(std::string(names[which]) + " any"));
    }
    if (dimension.which == ast::Dimension::Which::recipient) return recipients(*set, target);
    std::optional<TaxonomyId> const taxonomies[] = {types_.data, types_.operation, types_.purpose};
    if (!taxonomies[which]) return;
    auto const elements = read_elements(context_, set->elements, {Base::term, Many::one, *taxonomies[which], {}});
    if (!elements) return;
    for (auto const element : *elements) target.terms.push_back(TermId{element});
  }

  void recipients(ast::SetLiteral const& set, ConsentDimension& target) {
    for (auto const& element : set.elements) {
      if (auto const* party = std::get_if<ast::Party>(&element)) {
        if (auto const id = find_party(context_, *party)) target.parties.push_back(*id);
        continue;
      }
      auto const& name = std::get<ast::Term>(element).name;
      if (!types_.kind) {
        no_kind(name);
      } else if (auto const term = find_term(context_, *types_.kind, name)) {
        target.terms.push_back(*term);
      }
    }
    make_set(target.parties);
    make_set(target.terms);
  }

  void no_kind(ast::Name const& name) {
    if (!types_.recipient || context_.doubt.mentions("kind")) return;
    context_.error(Code::consent_needs_field, name.span,
                   "a recipient's kind can only be named where `Party` has a field `kind` of a taxonomy", {},
                   "declare it: `record Party { kind: PartyKind }`");
  }

  template <class Id>
  static void make_set(std::vector<Id>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  }

  Context& context_;
  ConsentTypes const& types_;
  ast::Grant const& tree_;
  ConsentClause& out_;
  Sayings sayings_;
  Once once_;
  Span span_;
};

/// Terms of kinds come from `Party.kind`, when it is one term.
std::optional<TaxonomyId> kind_of_party(Context const& context) {
  auto const party = context.model.schema.party_record;
  if (!party.valid()) return std::nullopt;
  auto const& fields = context.record_fields[party.value];
  auto const at = fields.find("kind");
  if (at == fields.end() || !at->second.type) return std::nullopt;
  auto const& type = *at->second.type;
  return type.base == Base::term && type.many == Many::one ? std::optional(type.taxonomy) : std::nullopt;
}

}  // namespace

ConsentTypes check_consent_fields(Context& context, std::vector<Version> const& versions) {
  ConsentTypes types;
  Span form;
  bool any = false;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    auto const& instrument = context.model.instruments[i];
    if (instrument.kind != InstrumentKind::consent) continue;
    auto const& name = versions[i].found->tree->name;
    if (!any) form = name.span;
    any = true;
    if (!instrument.clauses.empty() && !instrument.version) {
      context.error(Code::missing_version, name.span,
                    "the consent form " + in_backticks(name.text) + " has clauses, but no version", {},
                    "people agree to one version of a form: write " + in_backticks("consent " + name.text + " version \"1\""));
    }
  }
  if (!any) return types;
  types.data = NeededField(context, "data", form).some_of();
  types.operation = NeededField(context, "operation", form).some_of();
  types.purpose = NeededField(context, "purpose", form).some_of();
  types.recipient = NeededField(context, "recipient", form).one_party();
  types.kind = kind_of_party(context);
  return types;
}

void read_clause(Context& context, ConsentTypes const& types, ast::Grant const& tree, ConsentClause& out) {
  ClauseReader(context, types, tree, out).read();
}

}  // namespace izin::check
