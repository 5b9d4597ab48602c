// The records of each kind of entry, field by field as README.md section 5 lists them. Pure: what differs by nature (stamps,
// salts, keyed digests) is handed in, so that replay makes the same bytes again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/log/canonical.hpp"
#include "engine/log/keys.hpp"
#include "engine/log/log.hpp"
#include "engine/log/stamp.hpp"

namespace izin::log {

[[nodiscard]] Json open_record(Stamp const& stamp, std::string const& log_id, VerifierKey const& key);
[[nodiscard]] Json bundle_record(Stamp const& stamp, Model const& model);
[[nodiscard]] Json facts_record(Stamp const& stamp, std::string const& keyed_digest);
[[nodiscard]] Json clock_record(Stamp const& stamp, std::int64_t from);
/// The key that signs from now on; `old_signature` is of the key before it.
[[nodiscard]] Json key_record(Stamp const& stamp, VerifierKey const& key, Signature const& old_signature,
                              Signature const& new_signature);
/// Entries that follow one another.
struct SequenceRange {
  std::uint64_t first = 0, count = 0;
};
/// The records of these entries, logged before an instant, are gone.
[[nodiscard]] Json prune_record(Stamp const& stamp, std::int64_t before, std::vector<SequenceRange> const& ranges);
/// `count` sealed parts are gone; `root` is that of their places.
[[nodiscard]] Json erasure_record(Stamp const& stamp, std::string const& because, std::uint64_t count, Hash const& root);
[[nodiscard]] Json hold_record(Stamp const& stamp, std::string const& because, Hash const& pseudonym);
/// Ends the hold of the entry `hold`.
[[nodiscard]] Json release_record(Stamp const& stamp, std::string const& because, std::uint64_t hold);

/// What a record says of its private part.
struct SealedPart {
  Hash commitment{};
  std::vector<std::string> holds;  ///< names of its members, sorted
  std::optional<Hash> pseudonym;
};

/// What a draft does not hold.
struct RecordParts {
  std::optional<std::string> facts;  ///< keyed digest
  std::optional<SealedPart> sealed;
  std::optional<std::string> allow_list;  ///< keyed digest, of a pool
  Hash results_root{};                    ///< of a pool
  std::uint64_t results_count = 0;
};
[[nodiscard]] Json decision_record(DecisionDraft const& draft, Stamp const& stamp, RecordParts const& parts);
[[nodiscard]] Json pool_record(DecisionDraft const& common, Stamp const& stamp, RecordParts const& parts);

/// One person's line in a pool, canonical JSON without a line feed. Written straight: there may be millions.
struct ResultParts {
  std::uint64_t member = 0;
  Hash commitment{};
  std::optional<Hash> pseudonym;
};
void append_result(std::string& out, PoolResult const& result, ResultParts const& parts);

/// A letter for each comparison.
[[nodiscard]] std::string letters_of(std::vector<Truth> const& truths);
/// Nothing where a letter is none.
[[nodiscard]] std::optional<std::vector<Truth>> truths_of(std::string_view letters);

/// The columns of `entry` beside leaf and record.
struct Columns {
  std::string kind;
  std::int64_t time = 0;
  std::optional<std::string> decision, flow, verdict, recipient, rules;
};
[[nodiscard]] Columns columns_of(Json const& record);

}  // namespace izin::log
