// People's answers to consent forms, in memory, and which clauses are active for a person at an instant.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/model/model.hpp"

namespace izin {

enum class Act : std::uint8_t { implied, explicit_, guardian };
[[nodiscard]] std::string_view act_text(Act act);

/// One consent: a person's answer to one version of a form.
struct ConsentRecord {
  InstrumentId form;
  std::vector<ClauseId> clauses;  ///< ticked, sorted, each once
  Instant given;
  Act act = Act::implied;
  std::optional<Instant> withdrawn;
  Instant known_given;                     ///< from when the giving is known
  std::optional<Instant> known_withdrawn;  ///< from when the withdrawal is known
};

/// A clause that is active for somebody at some instant.
struct ActiveClause {
  ClauseId clause;
  Act act = Act::implied;
};

/// The active clauses of one person's records, by ClauseId, then act. LANGUAGE.md section 6; `known_at` empty: everything is
/// known.
[[nodiscard]] std::vector<ActiveClause> active_clauses(Model const& model, std::vector<ConsentRecord> const& records, Instant at,
                                                       std::optional<Instant> known_at);
/// The records that speak (latest given of each form and version), for the log.
[[nodiscard]] std::vector<ConsentRecord> speaking_records(std::vector<ConsentRecord> const& records, Instant at,
                                                          std::optional<Instant> known_at);

/// What the evaluator is told of one person's consent.
struct ConsentView {
  enum class State : std::uint8_t {
    no_registry,  ///< nobody said anything about anyone: unknown
    no_subject,   ///< a registry, but the person has no known id: unknown
    known,        ///< `active` is all there is
  } state = State::no_registry;
  std::vector<ActiveClause> active;
};

}  // namespace izin
