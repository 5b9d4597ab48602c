// P20, level L3: a second party's izin as the witness, what it refuses, and what each level of LOG.md excludes.
#include "engine/log/cosign.hpp"

#include <doctest/doctest.h>

#include "engine/log/keys.hpp"
#include "engine/log/note.hpp"
#include "engine/log/receipt.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

/// Somebody with a key of their own, who remembers.
struct Cosigner {
  Folder folder;
  Machine machine;
  Initialised made;

  explicit Cosigner(std::string const& name = "witness.example/w1") {
    machine.chance = 42;
    made = keygen({name, folder / "keys", KeyType::cosignature}, machine.environment());
  }
  [[nodiscard]] Cosigned cosign(Site const& site, std::string const& request) {
    return izin::log::cosign({request, site.made.verifier_key, made.key_file, folder / "memory"}, machine.environment());
  }
  /// Of the newest checkpoint of a log.
  [[nodiscard]] Cosigned cosign(Site const& site, std::uint64_t old_size) {
    return cosign(site, witness_request({site.file()}, old_size, size_of(site)));
  }
  [[nodiscard]] static std::uint64_t size_of(Site const& site) {
    return std::stoull(ask(site.file(), "SELECT max(size) FROM checkpoint").at(0));
  }
};

/// Two logs of one key with one beginning, that go two ways: as somebody makes them who holds the key.
struct Fork {
  Site site, other;
  std::uint64_t common = 0;

  Fork() {
    for (unsigned n = 0; n < 4; ++n) {
      site.add(n);
      other.add(n);
    }
    common = Cosigner::size_of(site);
  }
  void part() {
    for (unsigned n = 4; n < 8; ++n) {
      site.add(n);
      other.add(n + 100);
    }
  }
};

Verification verify_at(Site const& site, fs::path const& cosigned, std::string const& cosigner) {
  VerifyOptions options = site.verifying();
  options.witness.reset();
  options.cosigned = {cosigned};
  options.cosigners = {cosigner};
  return verify(options);
}

}  // namespace

TEST_CASE("a witness cosigns a log from its first checkpoint on, and the log reaches L3") {
  Site site;
  Cosigner witness;
  site.add(0);
  Cosigned const first = witness.cosign(site, 0);
  CHECK(first.refused == "");
  CHECK(first.size == Cosigner::size_of(site));
  for (unsigned n = 1; n < 5; ++n) site.add(n);
  Cosigned const second = witness.cosign(site, first.size);
  CHECK(second.refused == "");
  CHECK(second.checkpoint.ends_with(second.signature));
  fs::path const file = site.folder / "cosigned.txt";
  write_file(file, second.checkpoint);
  Verification const all = verify_at(site, file, witness.made.verifier_key);
  INFO(told(all));
  CHECK(all.soundness == Soundness::sound);
  CHECK(all.level == Level::l3);
  // The one before covers less; so does the newest once the log has grown.
  write_file(file, first.checkpoint);
  CHECK(verify_at(site, file, witness.made.verifier_key).level == Level::l0);
  // Asked again for the same, it says it again.
  CHECK(witness.cosign(site, second.size).refused == "");
}

TEST_CASE("every witness named must have cosigned for L3") {
  Site site;
  site.add(0);
  Cosigner one;
  Cosigner two("witness.example/w2");
  Cosigned const by_one = one.cosign(site, 0);
  fs::path const file = site.folder / "cosigned.txt";
  write_file(file, by_one.checkpoint);
  VerifyOptions options = site.verifying();
  options.cosigned = {file};
  options.cosigners = {one.made.verifier_key, two.made.verifier_key};
  CHECK(verify(options).level == Level::l1);
  // The second one's line after the first one's.
  write_file(file, by_one.checkpoint + two.cosign(site, 0).signature);
  CHECK(verify(options).level == Level::l3);
}

TEST_CASE("a witness refuses a fork, a cut log, and what is not proved") {
  Fork fork;
  Cosigner witness;
  REQUIRE(witness.cosign(fork.site, 0).refused == "");
  fork.part();
  std::string const honest = witness_request({fork.site.file()}, fork.common, Cosigner::size_of(fork.site));
  REQUIRE(witness.cosign(fork.site, honest).refused == "");
  std::uint64_t const seen = Cosigner::size_of(fork.site);
  // Another history of the same size; one that has grown on, with its own proof.
  CHECK(witness.cosign(fork.other, witness_request({fork.other.file()}, fork.common, seen)).refused.find("another history") !=
        std::string::npos);
  fork.other.add(200);
  Cosigned const grown = witness.cosign(fork.other, seen);
  CHECK(grown.refused.find("does not show") != std::string::npos);
  CHECK(grown.checkpoint == "");
  CHECK(grown.size == seen);
  // An older checkpoint, another old size, nothing of the log yet.
  CHECK(witness.cosign(fork.site, witness_request({fork.site.file()}, 1, fork.common)).refused.find("was cut") !=
        std::string::npos);
  fork.site.add(300);
  CHECK(witness.cosign(fork.site, 0).refused.find("ask with a proof from there") != std::string::npos);
  Cosigner newcomer("witness.example/new");
  CHECK(newcomer.cosign(fork.site, seen).refused.find("ask from size 0") != std::string::npos);
  CHECK(witness.cosign(fork.site, seen).refused == "");
}

TEST_CASE("a witness refuses what is no request, and a checkpoint that the log has not signed") {
  Site site;
  site.add(0);
  Cosigner witness;
  std::string const request = witness_request({site.file()}, 0, Cosigner::size_of(site));
  for (std::string const& text :
       {std::string(), std::string("old 0\n"), replaced(request, "old 0", "old 00"), replaced(request, "old 0\n", "old 0\nxx\n"),
        replaced(request, "old 0", "new 0"), replaced(request, "example.org/decisions\n", "example.org/decizions\n"),
        request.substr(0, request.size() - 1), request + "x", replaced(request, "\n4\n", "\n5\n")}) {
    CAPTURE(text);
    Cosigned const cosigned = witness.cosign(site, text);
    CHECK(cosigned.refused != "");
    CHECK(cosigned.signature == "");
    CHECK(cosigned.size == 0);
  }
  CHECK(witness.cosign(site, request).refused == "");
}

TEST_CASE("a memory that was spoiled, or is another witness', stops it") {
  Site site;
  site.add(0);
  Cosigner witness;
  std::uint64_t const size = witness.cosign(site, 0).size;
  fs::path const file = witness.folder / "memory/example.org+decisions.checkpoint";
  std::string const whole = read_file(file);
  write_file(file, replaced(whole, "\n" + std::to_string(size) + "\n", "\n1\n"));
  CHECK_THROWS_AS(static_cast<void>(witness.cosign(site, 1)), Error);
  write_file(file, "");
  CHECK_THROWS_AS(static_cast<void>(witness.cosign(site, 0)), Error);
  write_file(file, whole);
  CHECK(witness.cosign(site, size).refused == "");
}

TEST_CASE("keys of logs do not cosign, and keys of witnesses sign no log") {
  Site site;
  site.add(0);
  Cosigner witness;
  std::string const request = witness_request({site.file()}, 0, Cosigner::size_of(site));
  CHECK_THROWS_AS(static_cast<void>(cosign({request, site.made.verifier_key, site.made.key_file, witness.folder / "memory"},
                                           witness.machine.environment())),
                  Error);
  CHECK_THROWS_AS(static_cast<void>(read_signing_key(witness.made.key_file)), Error);
  write_file(site.folder / "cosigned.txt", witness.cosign(site, request).checkpoint);
  CHECK_THROWS_AS(static_cast<void>(verify_at(site, site.folder / "cosigned.txt", site.made.verifier_key)), Error);
}

TEST_CASE("a cosigned checkpoint that was changed in any byte is not believed") {
  Site site;
  site.add(0);
  Cosigner witness;
  std::string const whole = witness.cosign(site, 0).checkpoint;
  fs::path const file = site.folder / "cosigned.txt";
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    std::string turned = whole;
    turned[at] = static_cast<char>(turned[at] ^ 1);
    write_file(file, turned);
    Verification const verification = verify_at(site, file, witness.made.verifier_key);
    INFO(told(verification));
    CHECK(verification.level != Level::l3);
  }
}

TEST_CASE("P20: a history written anew with the signing key: L0 does not catch it; L1, L2 and L3 do") {
  Fork fork;
  fork.part();
  Cosigner witness;
  write_file(fork.site.folder / "cosigned.txt", witness.cosign(fork.site, 0).checkpoint);
  write_file(fork.site.folder / "receipt.txt", receipt({fork.site.file()}, fork.common + 1, std::nullopt));
  VerifyOptions at_l0 = fork.site.verifying();
  at_l0.witness.reset();
  VerifyOptions const at_l1 = fork.site.verifying();
  VerifyOptions at_l2 = at_l0;
  at_l2.receipts = {fork.site.folder / "receipt.txt"};
  VerifyOptions at_l3 = at_l0;
  at_l3.cosigned = {fork.site.folder / "cosigned.txt"};
  at_l3.cosigners = {witness.made.verifier_key};
  CHECK(verify(at_l0).level == Level::l0);
  CHECK(verify(at_l1).level == Level::l1);
  CHECK(verify(at_l2).level == Level::l2);
  CHECK(verify(at_l3).level == Level::l3);

  for (std::string const ending : {"", ".keys"})
    fs::copy_file(fork.other.file().string() + ending, fork.site.file().string() + ending, fs::copy_options::overwrite_existing);
  CHECK(verify(at_l0).soundness == Soundness::sound);  // as documented: whoever holds the key can sign it all again
  CHECK(verify(at_l0).level == Level::l0);
  for (VerifyOptions const& options : {at_l1, at_l2, at_l3}) {
    Verification const verification = verify(options);
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
    CHECK(verification.problems.at(0).code == izin::Code::anchor_contradicts);
    CHECK(verification.first_bad);
  }
}
