// `izin log verify`: whether anything was lost, changed or slipped in, and how much that says. LOG.md sections 1 and 4. The code
// behind it (engine/log/fsck) shares nothing with the writer but the hash function, and changes nothing in what it reads.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grammar/diagnostic/diagnostic.hpp"

namespace izin::log {

/// What is wrong with a log.
struct Problem {
  std::optional<std::uint64_t> sequence;  ///< the entry; empty: of the file as a whole
  Code code;                              ///< one of kinds_log.def
  std::string text;                       ///< lower case, no full stop
};

enum class Soundness : std::uint8_t {
  sound,      ///< as far as the level says; exit code 0
  not_sound,  ///< `problems` says why; 1
  unknown,    ///< nothing wrong was found, but without a key only hashes could be checked; 2
};

/// What was excluded: the rows of the table in LOG.md section 1. Each includes those above.
enum class Level : std::uint8_t {
  none,  ///< nothing is vouched for: not sound, or without a key
  l0,    ///< the file and the public key
  l1,    ///< the witness file, up to the newest entry
  l2,    ///< receipts, of which one covers the newest entry
  l3,    ///< checkpoints that every witness named has cosigned up to the newest entry
};
/// `none`, `L0`, `L1`, `L2`, `L3`.
[[nodiscard]] std::string_view level_text(Level level);

struct VerifyOptions {
  std::filesystem::path file;
  std::optional<std::string> key;  ///< a `.pub` file or the verifier key line; never learned from the log
  std::optional<std::filesystem::path> witness;
  std::vector<std::filesystem::path> receipts;
  std::vector<std::filesystem::path> cosigned;  ///< checkpoints with cosignatures
  std::vector<std::string> cosigners;           ///< their witnesses: `.pub` files or verifier key lines
  std::filesystem::path scratch;                ///< a folder for the copy that is read; the caller's temporary folder
  std::chrono::milliseconds wait{5000};         ///< for a writer to finish; then the files are copied until two copies are equal
  unsigned threads = 1;                         ///< for checking signatures
};

struct Verification {
  Soundness soundness = Soundness::unknown;
  std::uint64_t entries = 0;
  std::string root;    ///< of all entries, base64 as in a checkpoint; empty where they could not be read
  std::string origin;  ///< as entry 0 says; empty where it could not be read
  Level level = Level::none;
  std::optional<std::uint64_t> first_bad;  ///< the least sequence among the problems
  std::vector<Problem> problems;           ///< by sequence; at most 100
  std::vector<std::string> notes;          ///< what could not be excluded, in sentences for people
  std::string sqlite;                      ///< version of the library that read it
};

/// Throws Error where it could not read the log, the key, the witness or a receipt at all.
[[nodiscard]] Verification verify(VerifyOptions const& options);

}  // namespace izin::log
