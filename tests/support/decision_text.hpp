// A decision as lines for people and for diffs, written from the struct alone: independent of every renderer of the product.
#pragma once

#include <string>

#include "engine/evaluate/decision.hpp"
#include "rules/model/model.hpp"

namespace izin::test {

/// The form of `=== expect decision`, tests/corpus/README.md. Ends with a line feed.
[[nodiscard]] std::string decision_text(Decision const& decision, Model const& model, Flow const& flow);

}  // namespace izin::test
