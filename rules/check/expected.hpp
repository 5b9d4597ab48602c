// What a test or an invariant says about a decision: verdicts, rules, paths.
#pragma once

#include "rules/check/context.hpp"

namespace izin::check {

/// One of permit, deny, review, incomplete, partial.
void check_verdict(Context& context, ast::Name const& verdict);
/// A rule, a grant clause, or `izin.no_ground`.
void check_expected_rule(Context& context, ast::RuleRef const& reference);
void check_expected_duty(Context& context, ast::RuleRef const& reference);
/// What a decision may list as missing: a field's path, a question, `consent`, `subjects`.
void check_expected_path(Context& context, ast::Path const& path);

}  // namespace izin::check
