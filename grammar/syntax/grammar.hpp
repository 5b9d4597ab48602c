// Runs the X3 grammar over a text that was checked. Errors go to the state's reporter; what could not be read is a hole.
#pragma once

#include "grammar/syntax/state.hpp"
#include "grammar/syntax/tree.hpp"

namespace izin::syntax {

[[nodiscard]] tree::File read_tree(State& state);

}  // namespace izin::syntax
