// The oracle: a second, independent reading of LANGUAGE.md, written for obviousness. It shares with the product only the tree,
// the literals and the three truth values. One way in: decide().
#pragma once

#include <nlohmann/json.hpp>

#include "tests/oracle/answer.hpp"
#include "tests/oracle/bundle.hpp"

namespace izin::oracle {

/// What a gate is given besides its policies.
struct Inputs {
  nlohmann::json flow;
  bool registry = false;                                     ///< at least one facts file was given
  std::vector<nlohmann::json> facts;                         ///< its lines
  std::map<std::string, std::vector<nlohmann::json>> files;  ///< what `{"file": …}` names
  std::string known_at;                                      ///< empty: everything is known
};

/// The decision of a valid flow under a bundle that checks.
[[nodiscard]] Answer decide(Bundle const& bundle, Inputs const& inputs);

/// Of a pool, also what each subject would be answered alone (by the rules that are no pool rules).
[[nodiscard]] std::vector<Answer> decide_each(Bundle const& bundle, Inputs const& inputs);

}  // namespace izin::oracle
