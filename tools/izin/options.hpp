// What a command line asks for, as plain values: one struct a verb. Filled by command_line.cpp, read by the verbs.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace izin::tool {

namespace fs = std::filesystem;

/// Exit codes of CONTRACTS.md section 2.
enum class Exit : int { ok = 0, denied = 1, findings = 1, error = 2, review = 3, incomplete = 4, partial = 5, interrupted = 130 };

enum class Format : std::uint8_t { pretty, json, jsonl, junit, tiles, opa };
enum class Volume : std::uint8_t { quiet, normal, verbose };

/// Flags that every verb has.
struct Common {
  std::string verb;  ///< `gate`, `log verify`; for messages
  Format format = Format::pretty;
  std::optional<fs::path> output;  ///< left out: standard output
  Volume volume = Volume::normal;
  bool no_colour = false;
  unsigned jobs = 1;
};

struct GateCommand {
  Common common;
  std::vector<fs::path> policies;  ///< never empty
  std::vector<fs::path> facts;
  std::vector<std::string> flows;  ///< files, `-` for standard input
  std::optional<std::string> as_of, known_at;
  bool observe = false;
  bool explain = false;  ///< the trace for people
  bool trace = false;    ///< the trace in JSON
  std::optional<fs::path> allow_list;
  std::optional<std::string> decision_id;
  std::string language;  ///< of `say`; empty: the policy's own
  std::optional<fs::path> log, log_key, witness;
  std::chrono::milliseconds log_wait{5000};
};

struct TestCommand {
  Common common;
  std::vector<fs::path> policies;  ///< empty: as `paths` say
  std::vector<fs::path> paths;     ///< whose tests run; empty: all
  std::string filter;
  bool coverage = false;
  bool clauses = false;  ///< the coverage tables
  std::string language;  ///< of `say`; empty: sentences are not shown
};

struct FmtCommand {
  Common common;
  std::vector<std::string> paths;  ///< `-` for standard input to standard output
  bool check = false;
  bool diff = false;
};

struct ExplainCommand {
  Common common;
  std::string code;
};

struct InitCommand {
  Common common;
  fs::path folder;
};

/// `izin log …`: which of the flags count depends on the verb.
struct LogCommand {
  enum class Verb : std::uint8_t {
    init,
    verify,
    show,
    search,
    replay,
    prove,
    receipt,
    verify_receipt,
    stats,
    keygen,
    erase,
    hold,
    rotate,
    cosign,
    export_log,
    prune
  } verb = Verb::verify;
  Common common;
  fs::path file;                       ///< the log; of verify-receipt, the receipt; of cosign, the request
  std::vector<std::string> arguments;  ///< entry, decision, sizes
  std::optional<std::string> origin;
  std::optional<fs::path> key_folder;
  std::optional<std::string> key;  ///< a `.pub` file or the key line
  std::optional<fs::path> witness;
  std::vector<fs::path> receipts;
  std::vector<fs::path> cosigned, cosigners;  ///< checkpoints with cosignatures; `.pub` files or key lines of witnesses
  std::optional<fs::path> signer, memory;     ///< of cosign: the witness' private key, and what it remembers
  bool as_cosigner = false;                   ///< of keygen: a witness' key
  bool for_witness = false;                   ///< of prove: as a request to a witness
  std::vector<fs::path> policies;
  std::string language;  ///< of `say`; empty: sentences are not shown
  std::optional<std::string> subject, verdict, rule, recipient, since, until;
  std::optional<std::string> before;   ///< of prune
  std::optional<std::string> because;  ///< why somebody is erased or held
  bool release = false;                ///< of a hold
  std::optional<fs::path> log_key;
  std::chrono::milliseconds log_wait{5000};
};

/// `--help` or `--version`: text for standard output, exit code 0. A bare `izin`: help on standard error, exit code 2.
struct Information {
  std::string text;
  Exit exit = Exit::ok;
};

using Command = std::variant<Information, GateCommand, TestCommand, FmtCommand, ExplainCommand, InitCommand, LogCommand>;

}  // namespace izin::tool
