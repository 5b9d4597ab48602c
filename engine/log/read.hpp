// Reading a log: single entries, searches, counts, proofs of consistency. Opens it read-only and believes it: whether it deserves
// that is for verify().
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/decision.hpp"
#include "rules/check/build.hpp"

namespace izin::log {

/// Which log, and how long to wait for a writer.
struct ReadOptions {
  std::filesystem::path file;
  std::chrono::milliseconds wait{5000};
};

/// The private part of an entry.
enum class Private : std::uint8_t {
  none,     ///< the entry has none
  opened,   ///< read with the keys file
  sealed,   ///< there, but its key is not
  missing,  ///< not there
  erased,   ///< an erasure has removed it
};

/// A rule, a form's clause or a ruling that a record names; what waits for a fact is named without its version.
struct NamedInEntry {
  std::string name;
  std::optional<std::string> version;
  friend auto operator<=>(NamedInEntry const&, NamedInEntry const&) = default;
};

/// One entry in full.
struct EntryView {
  std::uint64_t sequence = 0;
  std::string kind;    ///< `decision`, `open`, …
  std::string record;  ///< canonical JSON, the bytes that are hashed
  std::string leaf;    ///< its leaf hash, hexadecimal
  Private private_state = Private::none;
  std::string private_part;                ///< canonical JSON `{"consents", "personal", "subject", …}`, where opened
  std::uint64_t results = 0;               ///< of a pool: how many people it holds
  std::uint64_t erased = 0;                ///< of a pool: how many of them were erased
  std::string bundle;                      ///< digest of the policies it was decided by; empty: it names none
  std::vector<NamedInEntry> names;         ///< sorted
  std::optional<std::uint64_t> pruned_by;  ///< the entry that says that the record is gone; then all but kind and leaf is empty
};

/// An entry by its sequence number or its decision id. Throws Error when there is none.
[[nodiscard]] EntryView show(ReadOptions const& options, std::string const& sequence_or_decision);

/// How many entries were pruned.
[[nodiscard]] std::uint64_t count_pruned(ReadOptions const& options);

/// The policy files of a bundle as the log holds them, by path; empty where it holds none.
[[nodiscard]] std::vector<BundleFile> bundle_of(ReadOptions const& options, std::string const& digest);

/// All conditions that are given must hold.
struct Search {
  std::optional<Verdict> verdict;
  std::optional<std::string> rule;       ///< full name of a rule or clause that took part
  std::optional<std::string> recipient;  ///< `@spotify`, or a name
  std::optional<Instant> since, until;   ///< of the flow's `at`: since <= at < until
  std::uint64_t limit = UINT64_MAX;
};
/// A decision or pool entry, in a line.
struct Summary {
  std::uint64_t sequence = 0;
  std::string kind;      ///< `decision` or `pool`
  std::string decision;  ///< its id
  std::string flow;      ///< the flow's id
  std::string verdict;
  std::string recipient;           ///< empty: not given
  std::string at;                  ///< the flow's instant
  std::string decided;             ///< wall clock
  std::vector<std::string> rules;  ///< that took part, sorted
  bool observed = false;           ///< decided in observe mode: bound nobody
};
/// In order of sequence.
[[nodiscard]] std::vector<Summary> search(ReadOptions const& options, Search const& search);

struct Stats {
  std::string origin, log_id;  ///< as entry 0 says
  std::string verifier_key;    ///< of entry 0, or the last `key` entry
  std::uint64_t entries = 0;
  std::string root;                                         ///< base64, of the newest checkpoint
  std::map<std::string, std::uint64_t> kinds;               ///< entries by kind
  std::map<std::string, std::uint64_t> verdicts;            ///< of decisions and pools
  std::uint64_t checkpoints = 0, bundles = 0, results = 0;  ///< results: people in pools
  std::uint64_t sealed = 0, erased = 0;                     ///< private parts that are there, and that were erased
  std::uint64_t bytes = 0;                                  ///< of the log's file
  std::string first, last;                                  ///< wall clock of the first and the newest entry
  std::optional<std::string> witness;                       ///< the path remembered
};
[[nodiscard]] Stats stats(ReadOptions const& options);

/// RFC 9162: that the tree of the old size is a prefix of that of the new one.
struct ConsistencyProof {
  std::uint64_t old_size = 0, new_size = 0;
  std::string old_root, new_root;  ///< base64
  std::vector<std::string> path;   ///< base64
};
/// 0 < old_size <= new_size <= entries, else Error: from size 0 it would prove nothing.
[[nodiscard]] ConsistencyProof prove(ReadOptions const& options, std::uint64_t old_size, std::uint64_t new_size);

}  // namespace izin::log
