// Deciding logged entries again: one file for decisions, one for pools.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/facts/flow_reader.hpp"
#include "engine/log/reader.hpp"
#include "engine/log/records.hpp"
#include "engine/log/replay.hpp"

namespace izin::log {

/// A bundle that is ready to decide.
struct ReplayPolicy {
  std::shared_ptr<Program const> program;
  FlowLayout layout;
  Evaluator evaluator;
};

/// What came out of one entry.
struct Outcome {
  bool same = false;
  bool from_valuation = false;
  std::string again;  ///< the record made again, where the whole could be made
  std::string why;    ///< in words, where it is not the same
};

/// An entry, and what of its draft comes from the entry itself.
struct Logged {
  EntryRow row;
  Json record;
  Stamp stamp;
  std::string decision, month;
};
/// Throws Error(log_damaged) where the record lacks what every decision has.
[[nodiscard]] Logged read_logged(EntryRow row);

class Replayer {
 public:
  Replayer(LogReader& reader, ReplayOptions const& options);

  [[nodiscard]] Outcome replay(Logged const& logged);

 private:
  [[nodiscard]] ReplayPolicy& policy_of(std::string const& digest);
  [[nodiscard]] Outcome decision(Logged const& logged, ReplayPolicy& policy);
  [[nodiscard]] Outcome pool(Logged const& logged, ReplayPolicy& policy);
  /// The entry's own private part: nothing where it has none, or where it cannot be opened.
  [[nodiscard]] std::optional<OpenedPart> own_part(Logged const& logged);
  /// Of a draft made again: what its record says of its private part, with the salt of the logged one.
  [[nodiscard]] std::optional<SealedPart> seal_again(Logged const& logged, DecisionDraft const& draft,
                                                     std::optional<OpenedPart> const& part);

  LogReader& reader_;
  ReplayOptions const& options_;
  std::map<std::string, std::unique_ptr<ReplayPolicy>> policies_;
};

/// The flow of an entry, without people.
[[nodiscard]] Flow flow_of(Logged const& logged, ReplayPolicy const& policy, Json const* own_part);
/// A draft with everything that comes from the entry; flow, decision and valuations are the caller's.
[[nodiscard]] DecisionDraft draft_of(Logged const& logged, ReplayPolicy const& policy);
[[nodiscard]] ConsentView consent_of(Json const* part, ReplayPolicy const& policy, ConsentView::State state, Instant at,
                                     std::optional<Instant> known_at);
[[nodiscard]] ConsentView::State consent_state_of(Json const& record);
/// What differs first between two records, in words; empty: nothing.
[[nodiscard]] std::string difference(std::string const& logged, std::string const& again);
/// Whether truth values alone give a record's verdict and rules: for entries whose facts are gone. Empty: they do.
[[nodiscard]] std::string valuation_difference(Program const& program, Instant at, Json const& record);

}  // namespace izin::log
