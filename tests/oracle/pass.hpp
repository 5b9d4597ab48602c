// One round of judging: the rules that speak together in a scene, their verdict and their lists.
#pragma once

#include "tests/oracle/answer.hpp"
#include "tests/oracle/meaning.hpp"

namespace izin::oracle {

/// What rules speak, and whether there must be a ground.
struct Speakers {
  std::vector<Rule const*> rules;
  bool need_ground = true;
};

/// The truths that a verdict is made of.
struct Findings {
  std::vector<Truth> firm, contested;
  Truth ground = Truth::yes;
};
/// The first line of the table that applies: `deny`, `incomplete`, `review` or `permit`.
[[nodiscard]] std::string verdict_of(Findings const& findings);

/// Every list of a decision but `permitted` and what a pool counts. `duties` are listed whatever the verdict.
[[nodiscard]] Answer speak(Scene const& scene, Speakers const& speakers);

/// Marks, among duties of equal action and parties, the earliest that is due.
void mark_first(std::vector<Duty>& duties);

// The parts of speak().
[[nodiscard]] Duty duty_of(Scene const& scene, Rule const& rule);
void list_missing(Meaning& meaning, Speakers const& speakers, Answer& answer);
void list_rulings(Meaning& meaning, Speakers const& speakers, Answer& answer);

}  // namespace izin::oracle
