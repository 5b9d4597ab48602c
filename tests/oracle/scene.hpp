// What the rules are asked about: one flow with its values, one person's consent, and, for pool rules, their pool.
#pragma once

#include "rules/vocabulary/taxonomy.hpp"
#include "tests/oracle/value.hpp"

namespace izin::oracle {

/// A ticked clause that is active at the flow's instant.
struct Active {
  Clause const* clause = nullptr;
  std::string act;
};

/// What pool rules are told of their pool.
struct Pool {
  std::int64_t size = 0, permitted = 0, pending = 0;
  std::set<std::string> waits;  ///< what the pending subjects wait for
};

struct Scene {
  Bundle const& bundle;
  Value flow;  ///< without `subject` where the person is unknown
  bool registry = false;
  std::vector<Active> active;
  std::optional<Pool> pool;  ///< none: `pool.*` is unknown

  [[nodiscard]] WideMicros at() const { return flow.fields.at("at").amount; }
  [[nodiscard]] bool knows_subject() const;
};

/// A comparison of the policy: its value for a scene, and the facts that it waits for when that is unknown.
struct Leaf {
  std::string key;  ///< two comparisons are the same when their keys are
  Truth value = Truth::unknown;
  std::set<std::string> waits;
};

/// Evaluates a comparison that is not negated: `a != b` is given as `a == b`, `is not` as `is`, `is unknown` as `is known`.
[[nodiscard]] Leaf look(Scene const& scene, ast::Expr const& expr);

/// `x is T` for the leaves of two terms.
[[nodiscard]] Truth is(Bundle const& bundle, Value const& x, std::string const& term);
/// Whether a value is the element: `is T` for terms, identity for parties.
[[nodiscard]] Truth is(Bundle const& bundle, Value const& x, Value const& element);

/// The consent comparisons, and the grants that a cell of the flow is under.
[[nodiscard]] Leaf look(Scene const& scene, ast::ConsentWord word);
[[nodiscard]] std::vector<Clause const*> grants_used(Scene const& scene);

[[nodiscard]] std::string text_of(ast::Path const& path);
[[nodiscard]] std::string key_of(ast::Expr const& comparison);

}  // namespace izin::oracle
