// Rotation of the signing key: what each key vouches for, what is refused, and what tampering with the handing over gives.
#include "engine/log/rotate.hpp"

#include <doctest/doctest.h>

#include "engine/log/encode.hpp"
#include "engine/log/erase.hpp"
#include "engine/log/keys.hpp"
#include "engine/log/note.hpp"
#include "engine/log/read.hpp"
#include "engine/log/receipt.hpp"
#include "engine/log/tree.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

Rotated rotate_now(Site& site) {
  site.machine.wall += 1000;
  return rotate(site.writing(), site.machine.environment());
}

Verification verified(Site const& site, std::string const& key) {
  VerifyOptions options = site.verifying();
  options.key = key;
  return verify(options);
}

void check_level(Verification const& verification, Soundness soundness, Level level) {
  INFO(told(verification));
  CHECK(verification.soundness == soundness);
  CHECK(verification.level == level);
}

}  // namespace

TEST_CASE("after two rotations the newest key vouches for all, an older one for what it has signed") {
  Site site;
  site.add(0);
  std::string const receipt_of_first = receipt({site.file()}, 3, std::nullopt);
  std::string const seed = read_file(site.made.key_file);
  Rotated const first = rotate_now(site);
  CHECK(first.old_key == site.made.verifier_key);
  CHECK(read_file(site.made.public_file) == first.new_key + "\n");
  CHECK(read_file(site.made.key_file) != seed);
  site.add(1);
  Rotated const second = rotate_now(site);
  CHECK(second.old_key == first.new_key);
  site.add(2);
  check_level(verified(site, second.new_key), Soundness::sound, Level::l1);
  check_level(verified(site, first.new_key), Soundness::unknown, Level::none);
  check_level(verified(site, site.made.verifier_key), Soundness::unknown, Level::none);
  CHECK(stats({site.file()}).verifier_key == second.new_key);
  // Receipts: an old one under the old key, a new one of the same entry under the new.
  CHECK(verify_receipt(receipt_of_first, site.made.verifier_key).problems.empty());
  CHECK(verify_receipt(receipt({site.file()}, 3, std::nullopt), second.new_key).problems.empty());
  CHECK_FALSE(verify_receipt(receipt({site.file()}, 3, std::nullopt), first.new_key).problems.empty());
  write_file(site.folder / "receipt", receipt_of_first);
  VerifyOptions options = site.verifying();
  options.key = second.new_key;
  options.receipts = {site.folder / "receipt"};
  CHECK(verify(options).soundness == Soundness::sound);
  // A key that was never the log's.
  Machine other;
  other.chance = 7;
  std::string const foreign = make_signing_key("example.org/decisions", other.environment()).verifier().line();
  CHECK(verified(site, foreign).first_bad == 0);
  // An erasure after rotations.
  CHECK(erase(site.writing(), site.machine.environment(), "m-0", "a request").parts > 0);
  check_level(verified(site, second.new_key), Soundness::sound, Level::l1);
}

TEST_CASE("the old private key is nowhere after a rotation, and is refused") {
  Site site;
  site.add(0);
  std::string const line = read_file(site.made.key_file);
  std::string const secret = line.substr(line.rfind('+') + 1, 40);
  static_cast<void>(rotate_now(site));
  for (fs::directory_entry const& file : fs::recursive_directory_iterator(site.folder.path()))
    if (file.is_regular_file()) CHECK(read_file(file.path()).find(secret) == std::string::npos);
  write_file(site.folder / "stolen.key", line);
  fs::permissions(site.folder / "stolen.key", fs::perms::owner_read | fs::perms::owner_write);
  WriterOptions options = site.writing();
  options.key_file = site.folder / "stolen.key";
  CHECK_THROWS_AS(Writer(options, site.machine.environment()), Error);
}

TEST_CASE("P20: key entries") {
  Site site;
  for (unsigned n = 0; n < 3; ++n) site.add(n);
  Rotated const rotated = rotate_now(site);
  site.add(3);
  Site const& whole = site;
  auto const first_bad = [&](std::string const& statements) {
    Copy const copy(whole);
    copy.run(statements);
    VerifyOptions options = site.verifying();
    options.file = copy.file();
    options.witness.reset();
    options.key = rotated.new_key;
    Verification const verification = verify(options);
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
    return verification.first_bad;
  };
  std::string const at = " WHERE seq = " + std::to_string(rotated.entry);
  CHECK(first_bad("DELETE FROM entry" + at) == rotated.entry);
  CHECK(first_bad("UPDATE entry SET record = replace(record, '\"old\":\"', '\"old\":\"A')" + at) == rotated.entry);
  // A checkpoint from before the rotation, signed by the new key: an epoch may not sign what is older than it.
  SigningKey const key = read_signing_key(rotated.key_file);
  Copy const copy(whole);
  std::string const note = copy.one("SELECT note FROM checkpoint WHERE size = 3 OR size = 4 ORDER BY size LIMIT 1");
  std::string const size = std::to_string(unsigned_checkpoint(note)->size);
  CHECK(first_bad("UPDATE checkpoint SET note = '" + sign_note(note.substr(0, note.find("\n\n") + 1), key) +
                  "' WHERE size = " + size) == std::stoull(size) - 1);
}

TEST_CASE("P20: a key that takes over without the old one's signature, tree and checkpoints made anew") {
  // Whoever has only a key of their own, and rewrites all that follows.
  Site site;
  site.add(0);
  Rotated const rotated = rotate_now(site);
  Copy const copy(site);
  Machine other;
  other.chance = 77;
  SigningKey const forger = make_signing_key("example.org/decisions", other.environment());
  std::string const record = copy.one("SELECT record FROM entry WHERE seq = " + std::to_string(rotated.entry));
  put_record(copy, rotated.entry, replaced(record, rotated.new_key, forger.verifier().line()));
  rebuild_tiles(copy);
  std::vector<Hash> leaves;
  for (std::string const& leaf : ask(copy.file(), "SELECT lower(hex(leaf)) FROM entry ORDER BY seq"))
    leaves.push_back(hash_from_hex(leaf).value());
  Checkpoint const forged{"example.org/decisions", leaves.size(), root_of(leaves)};
  copy.run("UPDATE checkpoint SET note = '" + sign_note(forged.text(), forger) +
           "' WHERE size = " + std::to_string(leaves.size()));
  VerifyOptions options = site.verifying();
  options.file = copy.file();
  options.witness.reset();
  options.key = forger.verifier().line();
  Verification const verification = verify(options);
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::not_sound);
}
