// Every version verifies and replays the logs that earlier ones have written: tests/log/golden.
#include <doctest/doctest.h>

#include "engine/log/receipt.hpp"
#include "engine/log/replay.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

/// A copy of a golden log, so that nothing here can change it.
struct Golden {
  Folder folder;

  explicit Golden(std::string const& name) {
    fs::copy(fs::path(IZIN_SOURCE_DIR) / "tests/log/golden" / name, folder.path(), fs::copy_options::recursive);
  }
  [[nodiscard]] std::string key() const { return (folder / "keys/example.org+decisions.pub").string(); }
  [[nodiscard]] VerifyOptions verifying() const {
    VerifyOptions options;
    options.file = folder / "log.db";
    options.key = key();
    options.scratch = folder.path();
    return options;
  }
};

std::string const versions[] = {"v1"};

}  // namespace

TEST_CASE("golden logs verify, at every level") {
  for (std::string const& version : versions) {
    CAPTURE(version);
    Golden const golden(version);
    VerifyOptions options = golden.verifying();
    CHECK(verify(options).level == Level::l0);
    options.witness = golden.folder / "witness.txt";
    Verification const witnessed = verify(options);
    INFO(told(witnessed));
    CHECK(witnessed.level == Level::l1);
    options.receipts = {golden.folder / "entry.receipt", golden.folder / "person.receipt", golden.folder / "pool.receipt"};
    CHECK(verify(options).level == Level::l2);
    options.cosigned = {golden.folder / "cosigned.txt"};
    options.cosigners = {(golden.folder / "keys/witness.example.pub").string()};
    CHECK(verify(options).level == Level::l3);
  }
}

TEST_CASE("golden logs replay to the same bytes") {
  for (std::string const& version : versions) {
    CAPTURE(version);
    Golden const golden(version);
    ReplayOptions options;
    options.log.file = golden.folder / "log.db";
    Replayed const replayed = replay(options);
    INFO(replayed.why);
    CHECK(replayed.entries > 10);
    CHECK(replayed.same == replayed.entries);
    CHECK(replayed.from_valuation == 0);
  }
}

TEST_CASE("golden receipts verify without their log, and show what they showed") {
  for (std::string const& version : versions) {
    CAPTURE(version);
    Golden const golden(version);
    auto const view = [&](std::string const& name) { return verify_receipt(read_file(golden.folder / name), golden.key()); };
    CHECK(view("entry.receipt").problems.empty());
    CHECK_FALSE(view("entry.receipt").private_part);
    CHECK(view("person.receipt").problems.empty());
    CHECK(view("person.receipt").private_part.value_or("").find("\"m-3\"") != std::string::npos);
    CHECK(view("pool.receipt").problems.empty());
    CHECK(view("pool.receipt").result.value_or("").find("\"verdict\":\"deny\"") != std::string::npos);
    CHECK(view("pool.receipt").private_part.value_or("").find("\"m-0\"") != std::string::npos);
  }
}

TEST_CASE("golden logs can be written on") {
  for (std::string const& version : versions) {
    CAPTURE(version);
    Golden const golden(version);
    Machine machine;
    machine.wall = 4'000'000'000'000'000;
    WriterOptions writing;
    writing.file = golden.folder / "log.db";
    writing.key_file = golden.folder / "keys/example.org+decisions.key";
    writing.witness = golden.folder / "witness.txt";
    fs::permissions(*writing.key_file, fs::perms::owner_read | fs::perms::owner_write);
    Case const made = small_case(small_program(), 1);
    {
      Writer writer(writing, machine.environment());
      DecisionDraft const draft = made.draft();
      writer.append(std::span(&draft, 1));
    }
    VerifyOptions options = golden.verifying();
    options.witness = golden.folder / "witness.txt";
    Verification const verification = verify(options);
    INFO(told(verification));
    CHECK(verification.level == Level::l1);
  }
}
