// The parts of the check of an instrument: header, versions, rules, duties, consent clauses.
#pragma once

#include "rules/check/context.hpp"

namespace izin::check {

/// One declared version and what its header says beyond the model.
struct Version {
  Found<ast::Instrument> const* found = nullptr;
  std::optional<Span> in_force;      ///< where it says from when
  std::optional<Span> default_span;  ///< of `default forbid`
  ast::DefaultForbid const* by_default = nullptr;
  bool dates_ok = true;
};

/// Fills in the instrument; every field at most once.
void read_header(Context& context, InstrumentId id, Version& version);
/// One name, one kind; versions once each, their times apart.
void check_versions(Context& context, std::vector<Version> const& versions);

/// Fills in a rule's clauses, all but what it overrides and contests.
void read_rule(Context& context, RuleId id);
/// One clause of a duty; false when the clause is none of a duty's.
class DutyReader {
 public:
  DutyReader(Context& context, Reads& reads, DutyTerms& out) : context_(context), reads_(reads), out_(out) {}
  void read(ast::Do const& clause);
  void read(ast::By const& clause);
  void read(ast::To const& clause);
  void read(ast::WithinAfter const& clause);

 private:
  DutyParty party(std::variant<ast::Party, ast::Path> const& who);
  void event(ast::Path const& path);

  Context& context_;
  Reads& reads_;
  DutyTerms& out_;
};

/// What the flow must declare for consent forms to speak of it; the types that clauses take their terms from.
struct ConsentTypes {
  std::optional<TaxonomyId> data, operation, purpose, kind;
  bool recipient = false;
};
[[nodiscard]] ConsentTypes check_consent_fields(Context& context, std::vector<Version> const& versions);
void read_clause(Context& context, ConsentTypes const& types, ast::Grant const& tree, ConsentClause& out);

/// Complains of what stands twice and may stand once.
class Once {
 public:
  explicit Once(Context& context) : context_(context) {}
  /// `what` is as written: `title`. False on a second one.
  bool first(std::string_view what, Span span);
  [[nodiscard]] bool seen(std::string_view what) const { return seen_.contains(what); }

 private:
  Context& context_;
  std::unordered_map<std::string_view, Span> seen_;
};

}  // namespace izin::check
