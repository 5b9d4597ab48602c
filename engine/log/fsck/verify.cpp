// The verifier's way through a log: copy, open as a stranger's, compare the schema, walk the entries, ask the anchors.
#include "engine/log/verify.hpp"

#include <sodium.h>

#include <array>
#include <fstream>
#include <memory>

#include "engine/log/fsck/anchors.hpp"
#include "engine/log/fsck/copy.hpp"
#include "engine/log/fsck/walk.hpp"
#include "engine/log/log.hpp"

namespace izin::log {
namespace {

using namespace fsck;

/// Whether the tables are ours. Reports where not.
bool has_our_tables(File& file, Report& report) {
  if (file.number("PRAGMA application_id") != 0x697A696E) {
    report.add(Code::not_a_log, std::nullopt, "the file is not a decision log of this program");
    return false;
  }
  if (std::int64_t const version = file.number("PRAGMA user_version"); version != 1) {
    report.add(Code::not_a_log, std::nullopt,
               "the log is of version " + std::to_string(version) + ", and this program knows version 1");
    return false;
  }
  if (file.text("PRAGMA encoding") != "UTF-8" || schema_text(file) != expected_log_schema()) {
    report.add(Code::log_damaged, std::nullopt, "the tables of the file are not those of a decision log");
    return false;
  }
  // The walk goes on all the same: it may name the entry.
  if (std::string const damage = file.text("PRAGMA integrity_check(1)"); damage != "ok")
    report.add(Code::log_damaged, std::nullopt, "the file is damaged: " + damage);
  return true;
}

bool is_sqlite(std::filesystem::path const& file) {
  std::array<char, 16> head{};
  std::ifstream(file, std::ios::binary).read(head.data(), head.size());
  return std::string_view(head.data(), head.size()) == std::string_view("SQLite format 3\0", 16);
}

/// Null where the keys file is not there or cannot be used.
std::unique_ptr<KeyRing> open_keys(Copy const& copy, std::string const& log_id, Report& report) {
  if (!copy.has_keys()) {
    report.note("the keys file is not beside the log: sealed parts were counted, not opened");
    return nullptr;
  }
  try {
    return std::make_unique<KeyRing>(copy.keys(), log_id);
  } catch (Damaged const& damage) {
    report.add(Code::private_missing, std::nullopt, "the keys file beside the log cannot be used: " + std::string(damage.what()));
    return nullptr;
  }
}

/// How many entries each kind of anchor vouches for.
struct Vouched {
  std::uint64_t witness = 0, receipts = 0, cosigners = 0;
};

/// The level that is reached by a log in which nothing was found.
Level level_of(bool has_key, std::uint64_t entries, Vouched const& vouched) {
  if (!has_key) return Level::none;
  if (vouched.cosigners == entries) return Level::l3;
  if (vouched.receipts == entries) return Level::l2;
  return vouched.witness == entries ? Level::l1 : Level::l0;
}

/// How many entries a key can have signed. Reports where it is none of the log's.
std::uint64_t reach_of(Key const& key, KeyChain const& chain, Opening const& opening, Report& report) {
  if (chain.newest() == nullptr) return UINT64_MAX;  // entry 0 is not what it should be: told there
  std::optional<std::uint64_t> const reach = chain.reach_of(key);
  // Where something else is wrong, it may be the entry that names the key.
  if (!reach && !report.is_clean())
    report.note("the key given is none that the entries of the log name, as far as they can be followed");
  else if (!reach)
    report.add(Code::key_mismatch, 0,
               "the log is that of `" + opening.origin + "` and its key, and the key given is another, of `" + key.name + "`");
  return reach.value_or(UINT64_MAX);
}

void note_limits(VerifyOptions const& options, std::uint64_t entries, Vouched const& vouched, Report& report) {
  auto const vouches_for_less = [&](std::string const& who, std::uint64_t count) {
    if (count < entries)
      report.note(who + " for the first " + std::to_string(count) + " of " + std::to_string(entries) + " entries");
  };
  if (!options.key)
    report.note("no key was given, so only hashes were checked: whoever can write the file could have written all of it");
  if (!options.witness && vouched.receipts < entries && vouched.cosigners < entries)
    report.note("no witness file was given: a truncated log, a restored backup or a rewritten history would not be noticed");
  if (options.witness) vouches_for_less("the witness file vouches", vouched.witness);
  if (!options.receipts.empty()) vouches_for_less("the receipts vouch", vouched.receipts);
  if (!options.cosigners.empty()) vouches_for_less("the cosigners all vouch", vouched.cosigners);
}

/// What is checked with the key of the log needs it.
void check_options(VerifyOptions const& options) {
  if (!options.key && !options.receipts.empty())
    throw Error("receipts are checked with the key of the log: give it with `--key`", Code::log_key);
  if (!options.cosigned.empty() && (!options.key || options.cosigners.empty()))
    throw Error(
        "cosigned checkpoints are checked with the keys of the log and of its witnesses: give them with `--key` and "
        "`--cosigner`",
        Code::log_key);
}

}  // namespace

std::string_view level_text(Level level) {
  switch (level) {
    case Level::none:
      return "none";
    case Level::l0:
      return "L0";
    case Level::l1:
      return "L1";
    case Level::l2:
      return "L2";
    case Level::l3:
      return "L3";
  }
  return "none";
}

Verification verify(VerifyOptions const& options) {
  if (sodium_init() < 0) throw Error("the cryptographic library does not start: check the installation of libsodium");
  check_options(options);
  Verification verification;
  verification.sqlite = sqlite_version();
  Report report;
  std::optional<Key> const key = options.key ? std::optional(read_key(*options.key)) : std::nullopt;
  std::optional<WitnessCheck> witness;
  if (options.witness) witness.emplace(*options.witness, report);
  std::optional<ReceiptChecks> receipts;
  if (!options.receipts.empty()) receipts.emplace(options.receipts, report);
  std::optional<CosignedChecks> cosigned;
  if (key && !options.cosigners.empty()) cosigned.emplace(options.cosigned, options.cosigners);
  Roots roots;
  if (cosigned) cosigned->want(roots);
  if (witness) witness->want(roots);
  if (receipts) receipts->want(roots);

  Copy const copy(options.file, options.scratch, options.wait);
  Vouched vouched;
  std::uint64_t reach = UINT64_MAX;  // how many entries the key given can have signed
  try {
    if (!is_sqlite(copy.log())) throw Damaged("it is no SQLite file");
    File file(copy.log());
    if (has_our_tables(file, report)) {
      file.restrict_to_reads();
      Opening const opening = read_opening(file);
      std::unique_ptr<KeyRing> const keys = open_keys(copy, opening.log_id, report);
      Walk walk(file, {key.has_value(), keys.get(), options.threads, &roots}, report);
      walk.run(verification);
      verification.origin = opening.origin;
      if (key) reach = reach_of(*key, walk.chain(), opening, report);
      Walked const walked{verification.entries, &roots, key ? &walk.chain() : nullptr};
      if (witness) vouched.witness = witness->compare(file, walked);
      if (receipts) vouched.receipts = receipts->compare(file, walked);
      if (cosigned) vouched.cosigners = cosigned->compare(walked, report);
    }
  } catch (Damaged const& damage) {
    Code const code = is_sqlite(copy.log()) ? Code::log_damaged : Code::not_a_log;
    report.add(code, std::nullopt, "the file cannot be read as a decision log: " + std::string(damage.what()));
  }
  bool const clean = report.is_clean();
  if (clean) note_limits(options, verification.entries, vouched, report);
  bool const is_newest = reach == UINT64_MAX;
  if (clean && !is_newest)
    report.note("the key given has signed the first " + std::to_string(reach) + " entries; in entry " + std::to_string(reach) +
                " it hands over to another, which this key alone cannot vouch for once it is old: verify with the newest key");
  report.finish(verification);
  verification.soundness = !clean ? Soundness::not_sound : key && is_newest ? Soundness::sound : Soundness::unknown;
  if (clean) verification.level = level_of(key && is_newest, verification.entries, vouched);
  return verification;
}

}  // namespace izin::log
