// A decision: the verdict and everything that it stands on. CONTRACTS.md section 3.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/facts/flow.hpp"

namespace izin {

enum class Verdict : std::uint8_t { permit, deny, review, incomplete, partial };
[[nodiscard]] std::string_view verdict_text(Verdict verdict);

/// A rule or a consent clause that takes part.
struct RuleEntry {
  RuleId rule;  ///< invalid: `clause`, or `izin.no_ground` when that is invalid too
  ClauseId clause;
  std::vector<std::string> because;       ///< `claimed`, full names of rights that contest or rules that defeat; sorted
  std::optional<std::uint64_t> subjects;  ///< of how many permitted subjects of a pool, where the list says so
};

struct DutyEntry {
  RuleId rule;
  std::string act;                 ///< the action's name
  std::string by, to;              ///< as the flow resolves them: `@spotify`, a name, `subject`; empty: none
  std::optional<std::string> due;  ///< canonical instant, where known
  Instant due_at;                  ///< the same as a number
  std::optional<Duration> within;  ///< else the delay
  std::string after;               ///< and the event
  bool live_unknown = false;
  bool first = false;  ///< earliest due among equal act, by, to
  std::optional<std::uint64_t> subjects;
};

struct MissingEntry {
  std::string path;                   ///< `subject.age`, `consent`, a question's name
  std::string vague;                  ///< the term given, where it is too vague
  std::vector<std::string> narrower;  ///< the leaves below it, by name
  std::vector<std::string> rules;     ///< full names of the rules that wait for it, sorted
};

struct RulingEntry {
  RulingId ruling;
  std::vector<std::string> of;  ///< the rules (or the question) that it settles here, sorted
};

struct ReasonEntry {
  std::string rule;  ///< full name
  Verdict verdict = Verdict::deny;
  std::uint64_t subjects = 0;
};

struct PoolCounts {
  std::uint64_t proposed = 0, permit = 0, deny = 0, review = 0, incomplete = 0;
};

struct Decision {
  Verdict verdict = Verdict::deny;
  std::vector<RuleEntry> by, contested, defeated, grounds;  ///< each by full name, then version
  std::vector<DutyEntry> duties;
  std::vector<MissingEntry> missing;  ///< by path
  std::vector<RulingEntry> rulings;   ///< by name
  std::vector<std::string> waiting;   ///< full names of the rules that wait (incomplete), sorted
  bool exact = true;
  std::optional<PoolCounts> pool;
  std::vector<ReasonEntry> reasons;      ///< of a pool, by rule, then verdict
  std::vector<std::uint32_t> permitted;  ///< of a pool: positions in Flow::subjects
};

/// The full names of the rules that decide, sorted, each once: deny: `by`; review: `contested`; incomplete: those that wait.
[[nodiscard]] std::vector<std::string> deciding_rules(Model const& model, Decision const& decision);

}  // namespace izin
