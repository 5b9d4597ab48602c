// References to rules: own names, full names of any version or of one, `instrument.*`. LANGUAGE.md section 5.
#pragma once

#include <optional>
#include <vector>

#include "rules/check/context.hpp"

namespace izin::check {

/// The rules that a reference names, of all versions that it reaches, ascending; empty when it names none, which was reported (an
/// instrument without rules has none, and is no mistake). `home` is the version in which the reference stands, if it stands in
/// one.
[[nodiscard]] std::vector<RuleId> resolve_rules(Context& context, ast::RuleRef const& reference,
                                                std::optional<InstrumentId> home);

/// `contests`, `upholds` and `dismisses` (`word`) name forbids and requires only: another rule that is named is reported, one
/// that `.*` would reach is passed over. Takes both out of `rules`.
void keep_prohibitions(Context& context, ast::RuleRef const& reference, std::vector<RuleId>& rules, std::string_view word);

/// The versions of a named instrument that a reference may reach. Reports unknown ones.
[[nodiscard]] std::vector<InstrumentId> find_versions(Context& context, std::string const& name, Span span,
                                                      ast::OptionalBox<ast::Quoted> const& version);

}  // namespace izin::check
