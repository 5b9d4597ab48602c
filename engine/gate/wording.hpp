// The words for what a decision names: a rule with its instrument, a sentence in a language, a kind. Used wherever a decision is
// shown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/decision.hpp"

namespace izin {

[[nodiscard]] std::string_view kind_text(InstrumentKind kind);      ///< `law`
[[nodiscard]] std::string_view modality_text(RuleKind kind);        ///< `forbid`; a `default` forbids
[[nodiscard]] std::string_view effect_text(Ruling::Effect effect);  ///< `dismisses`, `answers true`
[[nodiscard]] std::string_view truth_text(Truth truth);             ///< `true`, `false`, `unknown`

/// The sentence for people: in the language wanted (a BCP 47 tag; `de` serves `de-AT`), else the policy's own, else the first
/// there is; empty where there is none.
[[nodiscard]] std::string_view sentence(std::vector<Saying> const& says, std::string_view language);

/// What stands behind an entry of a decision's lists. Pointers are into the model, and null for `izin.no_ground`.
struct Named {
  std::string_view name;  ///< full
  Instrument const* instrument = nullptr;
  std::string_view modality = {};
  std::vector<Citation> const* cites = nullptr;
  std::vector<Saying> const* says = nullptr;
  std::optional<Span> span = {};
  bool by_default = false;
};
[[nodiscard]] Named named(Model const& model, RuleId rule);
[[nodiscard]] Named named(Model const& model, ClauseId clause);
[[nodiscard]] Named named(Model const& model, RuleEntry const& entry);
/// The rule of that full name in the version that is in force; `izin.no_ground`, and a name that no rule has, stand alone.
[[nodiscard]] Named named(Model const& model, std::string const& full_name, Instant at);

/// Milliseconds are written always: `2026-01-05T12:00:00.123Z`.
[[nodiscard]] std::string clock_text(std::int64_t wall_micros);

}  // namespace izin
