// The lists of the language: what may stand in each, what it is called, where reading goes on after an error in it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "grammar/syntax/lexer.hpp"

namespace izin::syntax {

enum class Level : unsigned char {
  file,        ///< declarations
  terms,       ///< items of a taxonomy
  fields,      ///< fields of a record or of the flow
  values,      ///< values of a party, a test's flow or a record in it
  instrument,  ///< header fields, rules, consent clauses
  rule,        ///< clauses of a rule
  grant,       ///< clauses of a grant or refusal
  question,
  ruling,
  test,
  invariant,
};

/// `a clause of a rule`.
[[nodiscard]] std::string_view item_name(Level level);
/// The words that begin an item; none for the lists whose items begin with a name.
[[nodiscard]] std::span<std::string const> starters(Level level);

/// Whether a declaration, a rule or a consent clause, none of which may stand in this list, surely begins here: the list's
/// brace was left open.
[[nodiscard]] bool begins_outer_item(Level level, char const* at, char const* last);

/// The `{` that ends a broken head, a few words on; null when there is none.
[[nodiscard]] char const* brace_of_head(char const* broken, char const* last);

/// Where to read on after the item that begins at `item` broke at `broken`: before the next item or the brace that ends the
/// list. Always past `item`, unless there is nothing more.
[[nodiscard]] char const* resume(Level level, char const* item, char const* broken, char const* last);

}  // namespace izin::syntax
