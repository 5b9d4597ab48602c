// The stages of the check, in the order in which build() runs them. Each needs what the ones before it entered into the context.
#pragma once

#include "rules/check/context.hpp"

namespace izin::check {

/// Names of types, taxonomies with their extensions.
void check_taxonomies(Context& context);
/// Records and the flow block: fields, their types; and the names of definitions and questions, which share the flow's namespace.
void check_schema(Context& context);
/// Declared parties and what they give.
void check_parties(Context& context);
/// Definitions, those first that others use.
void check_defines(Context& context);
/// Questions, without their rulings.
void check_questions(Context& context);
/// Instruments with their headers, versions, rules and clauses; enters the names that references look up.
void check_instruments(Context& context);
/// What rules override and contest: ranks and cycles.
void check_overrides(Context& context);
/// Rulings, and whether one comes back to its own question.
void check_rulings(Context& context);
/// Which rules are pool rules, and what those may read.
void check_pool_rules(Context& context);
void check_tests(Context& context);
void check_invariants(Context& context);
/// The slots and comparisons that are always there; then ids that do not depend on how the bundle is laid out.
void finish(Context& context);

}  // namespace izin::check
