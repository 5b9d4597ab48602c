// The small fixed bundle that inputs are fuzzed against: every type, consent, pool rules, a personal field.
#pragma once

#include <memory>

#include "engine/facts/flow.hpp"
#include "rules/program/program.hpp"

namespace izin::fuzz {

struct Bundle {
  std::shared_ptr<Program const> program;
  std::shared_ptr<FlowLayout const> layout;
};
/// Built once.
[[nodiscard]] Bundle const& bundle();

/// Ends the process where a property does not hold.
void demand(bool holds, char const* property);

/// Reads a flow back from its canonical text and demands that it is the same one.
void demand_round_trip(Flow const& flow);
/// The same of a person.
void demand_round_trip(Subject const& person);

}  // namespace izin::fuzz
