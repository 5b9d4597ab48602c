// Literals, terms and parties as written, turned into values.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rules/check/context.hpp"

namespace izin::check {

/// What a literal is by itself: a number is an Int without a point, else a Decimal.
[[nodiscard]] Type literal_type(ast::Literal const& literal);

/// The value as its own type has it; texts go to the store.
[[nodiscard]] Value literal_value(ast::Literal const& literal, std::deque<std::string>& texts);

/// The bare `0` that stands beside money and durations.
[[nodiscard]] bool is_bare_zero(ast::Literal const& literal);

/// As messages and comparisons show it: canonical, texts in quotes with their escapes.
[[nodiscard]] std::string literal_text(ast::Literal const& literal);

/// The moment of a date or an instant, in microseconds.
[[nodiscard]] std::int64_t moment(ast::When const& literal);

/// The term of this name; an unknown one is reported.
[[nodiscard]] std::optional<TermId> find_term(Context& context, TaxonomyId taxonomy, ast::Name const& name);
/// The declared party of this name; an unknown one is reported at `span`.
[[nodiscard]] std::optional<PartyId> find_party(Context& context, ast::Party const& party);

using SetElement = std::variant<ast::Term, ast::Party>;
/// The elements of a set of terms or parties, as `type` says: sorted, each once. Empty, where any one does not fit: it was
/// reported.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> read_elements(Context& context, std::vector<SetElement> const& elements,
                                                                      Type const& type);

}  // namespace izin::check
