// What of an entry is sealed: everything about a person. README.md section 6.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/log/canonical.hpp"
#include "engine/log/log.hpp"

namespace izin::log {

/// The parts of a duty that depend on the subject or on a personal field: `by`, `to`, `due`.
[[nodiscard]] std::vector<std::string> sealed_members(Model const& model, DutyEntry const& duty);

/// The private part of a decision or of a pool's own; nothing where nothing is personal.
[[nodiscard]] std::optional<Json> private_part(DecisionDraft const& draft);
/// Of a member of a pool: canonical JSON.
[[nodiscard]] std::string private_part(Model const& model, PoolResult const& result);
/// Names of its members, sorted.
[[nodiscard]] std::vector<std::string> holds_of(Json const& private_part);

/// The consent records of a private part, for a bundle that declares their forms. Throws Error where they are not what this
/// program writes, and runtime_error where the bundle does not have their form or clause.
[[nodiscard]] std::vector<ConsentRecord> consents_of(Model const& model, Json const& private_part);

}  // namespace izin::log
