// What the printer, the dump and other layouts share: the canonical text of small parts, and the layout of expressions.
#pragma once

#include <string>
#include <string_view>

#include "grammar/ast/policy.hpp"
#include "grammar/ast/writer.hpp"

namespace izin::ast {

/// A text in quotes: `"`, `\`, line feeds, tabs and what a policy file may not hold in clear are escaped.
[[nodiscard]] std::string quoted_text(std::string_view value);
[[nodiscard]] std::string text_of(Literal const& literal);
[[nodiscard]] std::string text_of(RuleRef const& ref);
[[nodiscard]] std::string text_of(std::variant<Term, Party> const& element);
[[nodiscard]] std::string text_of(std::variant<Party, Path> const& holder);
[[nodiscard]] std::string_view text_of(Order order);
[[nodiscard]] std::string_view text_of(ConsentWord word);
[[nodiscard]] std::string_view text_of(InstrumentKind kind);
[[nodiscard]] std::string_view text_of(Modality modality);
[[nodiscard]] std::string_view text_of(Dimension::Which which);

/// The whole expression on one line.
[[nodiscard]] std::string one_line(Expr const& expr);

/// Lays an expression out from where the line is; breaks it where it does not fit, where the source breaks a chain, and at
/// comments.
void write(Writer& out, Expr const& expr);
void write(Writer& out, SetLiteral const& set);

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace izin::ast
