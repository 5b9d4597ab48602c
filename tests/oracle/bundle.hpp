// The parsed files of a bundle, found by name: the oracle's own, simplest resolution of names. Assumes that the bundle checks.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "grammar/ast/policy.hpp"

namespace izin::oracle {

/// A taxonomy: for every term the names of the leaves that it stands for. A term with children has a leaf of its own as well.
struct Taxonomy {
  std::map<std::string, std::set<std::string>> children;
  std::map<std::string, std::string> term_of_iri;
  std::map<std::string, std::set<std::string>> leaves;
};

/// The type of a field: how many of what.
struct Type {
  bool many = false;  ///< `set of` or `some of`
  std::string name;   ///< `Bool`, `Country`, `Party`, a record
};
using Fields = std::map<std::string, Type>;

struct Rule;
struct Clause;

/// One version of an instrument. What the page says of a missing clause is said here: no dates are all dates.
struct Instrument {
  ast::InstrumentKind kind = ast::InstrumentKind::law;
  std::string name;
  std::string version;  ///< empty: none
  WideMicros from = 0, until = 0;
  bool has_from = false, has_until = false;
  ast::Expr const* governs = nullptr;  ///< null: always
  ast::Expr const* claims = nullptr;   ///< null: never
  std::vector<Rule const*> rules;
  std::vector<Clause const*> clauses;
};

enum class Modality { forbid, require, by_default, permit, right, duty };

struct Rule {
  Instrument const* in = nullptr;
  Modality modality = Modality::forbid;
  std::string name;  ///< its own
  std::string full_name;
  std::vector<ast::Expr const*> when, unless, that;
  std::vector<ast::RuleRef const*> overrides, contests;
  ast::Do const* act = nullptr;
  ast::By const* by = nullptr;
  ast::To const* to = nullptr;
  ast::WithinAfter const* within = nullptr;
};

/// A grant or a refuse of a consent form.
struct Clause {
  Instrument const* form = nullptr;
  bool refuses = false;
  std::string name, full_name;
  std::map<ast::Dimension::Which, ast::SetLiteral const*> dimensions;  ///< null: `any`
  std::optional<Duration> lasts;
};

struct Ruling {
  std::string name;
  std::vector<ast::RuleRef const*> dismisses, upholds;
  std::string question;  ///< answered; empty: none
  bool answer = false;
  std::vector<ast::Expr const*> when, unless;
  WideMicros on = 0, until = 0;
};

/// Everything that a bundle declares. Points into the trees, which must outlive it.
struct Bundle {
  explicit Bundle(std::vector<ast::File> const& files);
  Bundle(Bundle const&) = delete;
  Bundle& operator=(Bundle const&) = delete;
  ~Bundle();

  std::map<std::string, Taxonomy> taxonomies;
  std::map<std::string, Fields> records;
  Fields flow;
  std::map<std::string, ast::PartyDecl const*> parties;
  std::map<std::string, ast::Expr const*> defines;
  std::set<std::string> questions;
  std::vector<Instrument*> instruments;
  std::vector<Rule const*> rules;      ///< by full name, then version
  std::vector<Clause const*> clauses;  ///< by full name, then version
  std::vector<Ruling> rulings;         ///< by name

  /// The rules that a reference names, seen from a rule (null: from a ruling).
  [[nodiscard]] std::vector<Rule const*> named(ast::RuleRef const& ref, Rule const* from) const;
  /// The same for `contests`, `dismisses` and `upholds`, where `.*` reaches forbids, requires and the default only.
  [[nodiscard]] std::vector<Rule const*> named_prohibitions(ast::RuleRef const& ref, Rule const* from) const;
  /// Whether `when`, `unless` or `that`, or a definition that they use, reads `pool.*`.
  [[nodiscard]] bool is_pool_rule(Rule const& rule) const;

 private:
  void add(ast::TaxonomyItem const& item, std::string const* parent, Taxonomy& taxonomy);
  void add(ast::Instrument const& tree);
  void add(ast::Ruling const& tree);
};

[[nodiscard]] WideMicros moment_of(ast::When const& when);
[[nodiscard]] bool prohibits(Rule const& rule);
[[nodiscard]] bool allows(Rule const& rule);

/// Calls `see` for every define, question or field that a condition names, and `pool` segments too, as paths.
void each_path(ast::Expr const& expr, std::vector<ast::Path const*>& out);
/// The names of the questions that a condition reads, through definitions.
void questions_read(Bundle const& bundle, ast::Expr const& expr, std::set<std::string>& out);

}  // namespace izin::oracle
