// The one translation unit that instantiates the grammar: one iterator type, one skipper, one context.
#include "grammar/syntax/grammar.hpp"

#include <functional>

#include "grammar/syntax/declaration_def.hpp"

namespace izin::syntax {

tree::File read_tree(State& state) {
  tree::File file;
  char const* first = state.base;
  x3::phrase_parse(first, state.last, x3::with<state_tag>(std::ref(state))[grammar::declarations], Skipper{}, file.declarations);
  return file;
}

}  // namespace izin::syntax
