// P20, the file as a whole: damage, other files, older copies, another history; and the witness file itself.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

Verification with_file(std::string_view content) {
  Copy const copy(original().site());
  write_file(copy.file(), content);
  return copy.at_l1();
}

void check_not_sound(Verification const& verification) {
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::not_sound);
  CHECK(verification.level == Level::none);
}

}  // namespace

TEST_CASE("P20: a file that is no log") {
  for (std::string const& content : {std::string(), std::string("hello\n"), std::string(8192, '\0'),
                                     std::string("SQLite format 3\0", 16), "SQLite format 3" + std::string(4096, '\0')}) {
    Verification const verification = with_file(content);
    check_not_sound(verification);
    CHECK((verification.problems.at(0).code == izin::Code::not_a_log ||
           verification.problems.at(0).code == izin::Code::log_damaged));
  }
  Copy const copy(original().site());
  fs::remove(copy.file());
  CHECK_THROWS_AS(static_cast<void>(copy.at_l0()), Error);
  fs::create_symlink(original().site().file(), copy.file());
  CHECK_THROWS_AS(static_cast<void>(copy.at_l0()), Error);
  fs::remove(copy.file());
  fs::create_directory(copy.file());
  CHECK_THROWS_AS(static_cast<void>(copy.at_l0()), Error);
}

TEST_CASE("P20: an SQLite file with our tables' names and nothing in them") {
  Copy const copy(original().site());
  copy.run(
      "DELETE FROM entry; DELETE FROM tile; DELETE FROM checkpoint; DELETE FROM private; DELETE FROM segment; DELETE FROM "
      "bundle");
  Verification const verification = copy.at_l0();
  check_not_sound(verification);
  CHECK(verification.first_bad == 0);
}

TEST_CASE("P20: pages of the file zeroed, swapped, cut off") {
  std::string const whole = read_file(original().site().file());
  std::size_t const page = 4096;
  for (std::size_t at = 0; at + page <= whole.size(); at += page) {
    CAPTURE(at / page);
    std::string zeroed = whole;
    zeroed.replace(at, page, page, '\0');
    // A page may be free: then nothing of the log has changed.
    Verification const verification = with_file(zeroed);
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
  }
  for (std::size_t at = page; at + 2 * page <= whole.size(); at += 3 * page) {
    std::string swapped = whole;
    std::swap_ranges(swapped.begin() + static_cast<std::ptrdiff_t>(at), swapped.begin() + static_cast<std::ptrdiff_t>(at + page),
                     swapped.begin() + static_cast<std::ptrdiff_t>(at + page));
    if (swapped != whole) check_not_sound(with_file(swapped));
  }
  for (std::size_t size = page; size < whole.size(); size += 5 * page) check_not_sound(with_file(whole.substr(0, size)));
}

TEST_CASE("P20: bits of the file turned: what changes an entry is found, and nothing crashes") {
  std::string const whole = read_file(original().site().file());
  std::size_t const record = whole.find("\"verdict\":\"deny\"");
  REQUIRE(record != std::string::npos);
  std::string changed = whole;
  changed[record + 12] = 'D';
  Verification const verification = with_file(changed);
  check_not_sound(verification);
  CHECK(verification.first_bad);
  for (std::size_t at = 5; at < whole.size(); at += 997) {
    std::string turned = whole;
    turned[at] = static_cast<char>(turned[at] ^ 0x40);
    static_cast<void>(with_file(turned));
  }
}

TEST_CASE("a restored backup, a truncated log: not found by the file alone, found with the witness") {
  Site site;
  for (unsigned n = 0; n < 5; ++n) site.add(n);
  std::string const backup = read_file(site.file());
  for (unsigned n = 5; n < 8; ++n) site.add(n);
  write_file(site.file(), backup);
  VerifyOptions options = site.verifying();
  options.witness.reset();
  CHECK(verify(options).soundness == Soundness::sound);  // L0 cannot know
  Verification const verification = verify(site.verifying());
  check_not_sound(verification);
  CHECK(verification.first_bad == 8);
  CHECK(verification.problems.at(0).code == izin::Code::anchor_contradicts);
  // And nobody writes on where it broke off.
  CHECK_THROWS_AS(site.add(9), Error);
}

TEST_CASE(
    "the history written anew with the key: not found by the file alone, found with the witness, where it begins to differ") {
  // Two machines with the same chance make the same key and the same entries, until one decides otherwise.
  Site site;
  Site other;
  CHECK(site.made.verifier_key == other.made.verifier_key);
  for (unsigned n = 0; n < 4; ++n) {
    site.add(n);
    other.add(n);
  }
  for (unsigned n = 4; n < 8; ++n) {
    site.add(n);
    other.add(n + 100);
  }
  CHECK(read_file(site.witness()) != read_file(other.witness()));
  fs::copy_file(other.file(), site.file(), fs::copy_options::overwrite_existing);
  fs::copy_file(other.file().string() + ".keys", site.file().string() + ".keys", fs::copy_options::overwrite_existing);
  VerifyOptions options = site.verifying();
  options.witness.reset();
  Verification const alone = verify(options);
  INFO(told(alone));
  CHECK(alone.soundness == Soundness::sound);
  CHECK(alone.level == Level::l0);
  Verification const verification = verify(site.verifying());
  check_not_sound(verification);
  CHECK(verification.first_bad == 7);
  // Who names the true witness cannot write on.
  WriterOptions writing = site.writing();
  writing.witness = site.witness();
  CHECK_THROWS_AS(Writer(writing, site.machine.environment()), Error);
}

TEST_CASE("another log of the same key in its place") {
  Site site;
  site.add(0);
  Folder elsewhere;
  InitOptions init_options;
  init_options.file = elsewhere / "log.db";
  init_options.origin = "example.org/decisions";
  init_options.key_folder = site.folder / "keys";
  Initialised const made = init(init_options, site.machine.environment());
  CHECK(made.verifier_key == site.made.verifier_key);
  fs::copy_file(init_options.file, site.file(), fs::copy_options::overwrite_existing);
  Verification const verification = verify(site.verifying());
  check_not_sound(verification);
  CHECK(verification.first_bad == 0);
}

TEST_CASE("P20: the keys file of another log, spoiled, or with a key less") {
  Copy const copy(original().site());
  Site const stranger(5, "example.org/others");
  fs::copy_file(stranger.file().string() + ".keys", copy.keys(), fs::copy_options::overwrite_existing);
  check_not_sound(copy.at_l0());
  write_file(copy.keys(), "not a keys file");
  check_not_sound(copy.at_l0());
  Copy const less(original().site());
  sql(less.keys(), "DELETE FROM key WHERE handle = (SELECT min(handle) FROM key)");
  check_not_sound(less.at_l0());
}

TEST_CASE("P20: the witness file spoiled") {
  std::string const whole = read_file(original().site().witness());
  auto const with_witness = [&](std::string const& content) {
    Copy const copy(original().site());
    write_file(copy.witness(), content);
    return copy.at_l1();
  };
  CHECK(with_witness(whole).level == Level::l1);
  for (std::size_t at = 0; at + 2 < whole.size(); at += 13) {
    CAPTURE(at);
    std::string turned = whole;
    turned[at] = static_cast<char>(turned[at] ^ 1);
    check_not_sound(with_witness(turned));
  }
  check_not_sound(with_witness("hello\n" + whole));
  check_not_sound(with_witness(whole + "hello there\n"));
  check_not_sound(with_witness(whole + "\n\n"));
  std::size_t const second = whole.find("\n\n", whole.find("\n\n") + 2) + 2;
  check_not_sound(with_witness(whole.substr(second) + whole.substr(0, second)));  // out of order
  // Without its last note it vouches for less; without its first, for no less.
  Verification const shorter = with_witness(whole.substr(0, whole.rfind("\n\n", whole.size() - 3)));
  CHECK(shorter.soundness == Soundness::sound);
  CHECK(shorter.level == Level::l0);
  CHECK(with_witness(whole.substr(second)).level == Level::l1);
  Verification const empty = with_witness("");
  CHECK(empty.soundness == Soundness::sound);
  CHECK(empty.level == Level::l0);
}

TEST_CASE("P20: a checkpoint in the middle taken out of the log is missed by the witness") {
  Copy const copy(original().site());
  std::string const size = copy.one("SELECT size FROM checkpoint ORDER BY size LIMIT 1 OFFSET 4");
  copy.run("DELETE FROM checkpoint WHERE size = " + size);
  CHECK(copy.at_l0().soundness == Soundness::sound);
  Verification const verification = copy.at_l1();
  check_not_sound(verification);
  CHECK(verification.first_bad == std::stoull(size) - 1);
}
