// What the verifier says of logs that nobody has touched, and of what was given to it.
#include <doctest/doctest.h>

#include "engine/log/receipt.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

TEST_CASE("an untouched log is sound, at the level of its anchor") {
  Copy const copy(original().site());
  Verification const l0 = copy.at_l0();
  INFO(told(l0));
  CHECK(l0.soundness == Soundness::sound);
  CHECK(l0.level == Level::l0);
  CHECK(l0.entries == original().entries());
  CHECK_FALSE(l0.first_bad);
  Verification const l1 = copy.at_l1();
  INFO(told(l1));
  CHECK(l1.soundness == Soundness::sound);
  CHECK(l1.level == Level::l1);
  CHECK(l1.root == l0.root);
  CHECK(l1.origin == "example.org/decisions");
}

TEST_CASE("a log is sound after every commit, from the first on") {
  Site site;
  for (unsigned n = 0; n < 12; ++n) {
    Verification const verification = verify(site.verifying());
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::sound);
    CHECK(verification.level == Level::l1);
    site.add(n);
  }
}

TEST_CASE("without a key only hashes are checked, and nothing is vouched for") {
  Site site;
  site.add(0);
  VerifyOptions options = site.verifying();
  options.key.reset();
  Verification const verification = verify(options);
  CHECK(verification.soundness == Soundness::unknown);
  CHECK(verification.level == Level::none);
  CHECK(verification.problems.empty());
  sql(site.file(), "UPDATE entry SET verdict = 'permit' WHERE verdict = 'deny'");
  CHECK(verify(options).soundness == Soundness::not_sound);
}

TEST_CASE("the key is a file or its line, and another key is told apart") {
  Site site;
  site.add(0);
  VerifyOptions options = site.verifying();
  options.key = site.made.public_file.string();
  CHECK(verify(options).soundness == Soundness::sound);
  Initialised const other = keygen({"example.org/other", site.folder / "keys"}, site.machine.environment());
  options.key = other.verifier_key;
  Verification const verification = verify(options);
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::not_sound);
  CHECK(verification.first_bad == 0);
  CHECK(verification.problems.at(0).code == izin::Code::key_mismatch);
  options.key = (site.folder / "no such file").string();
  CHECK_THROWS_AS(static_cast<void>(verify(options)), Error);
  options.key = site.witness().string();
  CHECK_THROWS_AS(static_cast<void>(verify(options)), Error);
}

TEST_CASE("a verifier writes nothing beside the log, and leaves no copy behind") {
  Site site;
  site.add(0);
  fs::create_directory(site.folder / "scratch");
  VerifyOptions options = site.verifying();
  options.scratch = site.folder / "scratch";
  std::string const before = read_file(site.file());
  CHECK(verify(options).soundness == Soundness::sound);
  CHECK(read_file(site.file()) == before);
  CHECK(fs::is_empty(site.folder / "scratch"));
  CHECK_FALSE(fs::exists(site.file().string() + "-wal"));
  CHECK_FALSE(fs::exists(site.file().string() + "-shm"));
}

TEST_CASE("a reader during a writer: verified while the writer holds its lock and has a WAL") {
  Site site;
  Writer writer(site.writing(), site.machine.environment());
  for (unsigned n = 0; n < 5; ++n) {
    Case const made = small_case(site.program, n);
    DecisionDraft const draft = made.draft();
    writer.append(std::span(&draft, 1));
    Verification const verification = verify(site.verifying());
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::sound);
    CHECK(verification.level == Level::l1);
    CHECK(verification.entries == 4 + n);
  }
}

TEST_CASE("without the keys file sealed parts are counted; with it they are opened") {
  Copy const copy(original().site());
  fs::remove(copy.keys());
  Verification const verification = copy.at_l1();
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.notes.size() == 1);
  copy.run("DELETE FROM private WHERE seq = 3");
  CHECK(copy.at_l0().first_bad == 3);
}

TEST_CASE("a witness that is behind vouches for what it has seen, and is no alarm") {
  Site site;
  site.add(0);
  std::string const early = read_file(site.witness());
  site.add(1);
  write_file(site.witness(), early);
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == Level::l0);
  write_file(site.witness(), early + "example.org/decisions\n5\nabc");  // a crash has cut a note
  CHECK(verify(site.verifying()).soundness == Soundness::sound);
  site.add(2);  // the next writer completes it
  Verification const completed = verify(site.verifying());
  INFO(told(completed));
  CHECK(completed.soundness == Soundness::sound);
  CHECK(completed.level == Level::l1);
}

TEST_CASE("L2: receipts that callers kept refute a truncated log, and one that was written anew") {
  Site site;
  for (unsigned n = 0; n < 6; ++n) site.add(n);
  std::string const old_log = read_file(site.file());
  site.add(6);
  fs::path const kept = site.folder / "kept.receipt";
  write_file(kept, receipt({site.file()}, 9, std::nullopt));
  VerifyOptions options = site.verifying();
  options.witness.reset();
  options.receipts = {kept};
  Verification const whole = verify(options);
  INFO(told(whole));
  CHECK(whole.soundness == Soundness::sound);
  CHECK(whole.level == Level::l2);
  std::string const new_log = read_file(site.file());
  write_file(site.file(), old_log);
  Verification const cut = verify(options);
  INFO(told(cut));
  CHECK(cut.soundness == Soundness::not_sound);
  CHECK(cut.first_bad == 9);
  write_file(site.file(), new_log);
  write_file(kept, replaced(read_file(kept), "index 9", "index 8"));
  CHECK(verify(options).soundness == Soundness::not_sound);
}
