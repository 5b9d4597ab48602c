// Random flows, people and consents for a bundle: valid, often vague or incomplete.
#pragma once

#include "tests/differential/bundle_maker.hpp"
#include "tests/oracle/decide.hpp"

namespace izin::differential {

/// Whom a flow is to be about.
enum class Wish { anybody, one_person, pool };

[[nodiscard]] oracle::Inputs make_inputs(Random& random, BundlePlan const& bundle, Wish wish = Wish::anybody);

}  // namespace izin::differential
