// The facts that are known of people: subject lines and consent lines, as they stand in the files.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/oracle/scene.hpp"

namespace izin::oracle {

/// What the registry says of one person at an instant; `known_at` none: everything is known.
[[nodiscard]] std::vector<Active> active_clauses(Bundle const& bundle, std::vector<nlohmann::json> const& lines,
                                                 std::string const& subject, WideMicros at, std::optional<WideMicros> known_at);

/// The object of a subject line, or null.
[[nodiscard]] nlohmann::json const* subject_line(std::vector<nlohmann::json> const& lines, std::string const& id);

}  // namespace izin::oracle
