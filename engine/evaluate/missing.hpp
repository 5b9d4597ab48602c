// Which facts would turn an incomplete verdict into something else: LANGUAGE.md section 5, "Missing facts are minimal".
#pragma once

#include <span>

#include "engine/evaluate/lists.hpp"

namespace izin {

/// Some rules, read in one pass over the graph.
struct Part {
  Reading reading;
  std::span<RuleId const> rules;
  Valuation const* valuation = nullptr;
};

/// A pool of several is judged as if somebody were permitted: undecided subjects may be.
struct MissingInput {
  Part const* subject = nullptr;      ///< the rules of one person (or of nobody); null: a pool of several
  Part const* pool = nullptr;         ///< the rules of the pool, where there are some
  std::vector<MissingEntry> pending;  ///< what undecided subjects wait for
};
struct Missing {
  std::vector<MissingEntry> entries;  ///< by path, with the rules that wait
  bool exact = true;
};
/// Only for an incomplete verdict.
[[nodiscard]] Missing missing_facts(MissingInput const& input);

}  // namespace izin
