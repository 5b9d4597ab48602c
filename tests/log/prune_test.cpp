// Pruning: old records go, every proof holds, and nobody can take a record out without saying so.
#include "engine/log/prune.hpp"

#include <doctest/doctest.h>

#include "engine/log/erase.hpp"
#include "engine/log/export.hpp"
#include "engine/log/receipt.hpp"
#include "engine/log/replay.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

/// A log of two halves an hour apart, a pool in the first, pruned in between.
struct Halves {
  Site site;
  std::int64_t middle = 0;
  std::uint64_t old_size = 0;

  Halves() {
    for (unsigned n = 0; n < 8; ++n) site.add(n);
    {
      Writer writer(site.writing(), site.machine.environment());
      PoolCase const pool = small_pool(site.program, 900, 20);
      writer.append(pool.draft());
    }
    old_size = size();
    site.machine.wall += 3'600'000'000;
    middle = site.machine.wall;
    for (unsigned n = 10; n < 16; ++n) site.add(n);
  }
  [[nodiscard]] std::uint64_t size() const { return std::stoull(ask(site.file(), "SELECT count(*) FROM entry").at(0)); }
  [[nodiscard]] Pruned prune() { return izin::log::prune(site.writing(), site.machine.environment(), middle); }
};

void check_level(Site const& site, Level level) {
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == level);
}

}  // namespace

TEST_CASE("pruned: roots, proofs and receipts hold; what later entries stand on stays") {
  Halves halves;
  std::string const kept_receipt = receipt({halves.site.file()}, 5, std::nullopt);
  write_file(halves.site.folder / "receipt.txt", kept_receipt);
  ConsistencyProof const before = izin::log::prove({halves.site.file()}, 3, halves.size());
  Pruned const pruned = halves.prune();
  REQUIRE(pruned.entry);
  CHECK(*pruned.entry == halves.size() - 1);
  CHECK(pruned.kept == 3);  // open, bundle, facts
  CHECK(pruned.entries == halves.old_size - 3);
  CHECK(pruned.parts > 20);
  check_level(halves.site, Level::l1);
  VerifyOptions options = halves.site.verifying();
  options.receipts = {halves.site.folder / "receipt.txt"};
  Verification const verification = verify(options);
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verify_receipt(kept_receipt, halves.site.made.verifier_key).problems.empty());
  ConsistencyProof const after = izin::log::prove({halves.site.file()}, before.old_size, before.new_size);
  CHECK(after.new_root == before.new_root);
  CHECK(after.path == before.path);
  CHECK(ask(halves.site.file(), "SELECT kind FROM entry WHERE seq < " + std::to_string(halves.old_size) +
                                    " AND kind <> 'pruned' ORDER BY seq") == std::vector<std::string>{"open", "bundle", "facts"});
}

TEST_CASE("pruned: verify, show, replay, search and export say so; a receipt is refused") {
  Halves halves;
  Pruned const pruned = halves.prune();
  ReadOptions const reading{halves.site.file()};
  Verification const verification = verify(halves.site.verifying());
  CHECK(told(verification).find("entries were pruned") != std::string::npos);
  EntryView const view = show(reading, "5");
  CHECK(view.kind == "pruned");
  CHECK(view.pruned_by == pruned.entry);
  CHECK(view.record == "");
  CHECK(view.leaf == ask(halves.site.file(), "SELECT lower(hex(leaf)) FROM entry WHERE seq = 5").at(0));
  CHECK(count_pruned(reading) == pruned.entries);
  CHECK(search(reading, {}).size() == 6);
  CHECK_THROWS_AS(static_cast<void>(receipt(reading, 5, std::nullopt)), Error);
  CHECK(stats(reading).kinds.at("pruned") == pruned.entries);
  std::vector<std::string> lines;
  export_records(reading, [&](std::string_view line) { lines.emplace_back(line); });
  CHECK(lines.size() == halves.size());
  CHECK(lines[5] == "{\"kind\":\"pruned\",\"leaf\":\"" + view.leaf + "\",\"sequence\":5}");
  std::size_t events = 0;
  export_decisions(reading, [&](std::string_view) { ++events; });
  CHECK(events == 6);
  static_cast<void>(export_tiles(reading, halves.site.folder / "served"));
  CHECK(fs::exists(halves.site.folder / "served/tile/0"));
  CHECK_FALSE(fs::exists(halves.site.folder / "served/tile/entries"));
}

TEST_CASE("pruned: what it said is in no file any more") {
  Halves halves;
  std::vector<std::string> const texts = ask(
      halves.site.file(), "SELECT decision FROM entry WHERE decision IS NOT NULL AND seq < " + std::to_string(halves.old_size));
  REQUIRE(texts.size() == 9);
  static_cast<void>(halves.prune());
  for (auto const& file : fs::directory_iterator(halves.site.folder.path())) {
    if (!file.is_regular_file()) continue;
    std::string const bytes = read_file(file.path());
    CAPTURE(file.path().string());
    for (std::string const& text : texts) CHECK(bytes.find(text) == std::string::npos);
  }
}

TEST_CASE("pruned: a second time there is nothing, later there is more, and writing goes on") {
  Halves halves;
  CHECK(halves.prune().entry);
  std::uint64_t const size = halves.size();
  CHECK_FALSE(halves.prune().entry);
  CHECK(halves.size() == size);
  for (unsigned n = 20; n < 24; ++n) halves.site.add(n);
  check_level(halves.site, Level::l1);
  halves.site.machine.wall += 7'200'000'000;
  halves.middle = halves.site.machine.wall;
  Pruned const all = halves.prune();
  CHECK(all.entry);
  check_level(halves.site, Level::l1);
  // No later entry names the bundle: it went, and comes back with the next decision.
  CHECK(ask(halves.site.file(), "SELECT count(*) FROM bundle").at(0) == "0");
  halves.site.add(30);
  CHECK(ask(halves.site.file(), "SELECT count(*) FROM bundle").at(0) != "0");
  check_level(halves.site, Level::l1);
}

TEST_CASE("pruned: a clock that went back within, right before and right after what was pruned") {
  for (unsigned at : {3u, 8u, 9u}) {
    CAPTURE(at);
    Site site;
    for (unsigned n = 0; n < 8; ++n) {
      if (n == at) site.machine.wall -= 5'000'000;
      site.add(n);
    }
    std::int64_t const middle = site.machine.wall + 1;
    if (at == 9) site.machine.wall -= 1'000'000;
    site.machine.wall += at == 8 ? 10'000'000 : 5'000'000;
    site.add(8);
    static_cast<void>(prune(site.writing(), site.machine.environment(), middle));
    check_level(site, Level::l1);
    site.add(9);
    check_level(site, Level::l1);
  }
}

TEST_CASE("P20: a record that is emptied without a pruning, one put back, and a hash of a pruned entry") {
  Halves halves;
  static_cast<void>(halves.prune());
  std::string const gone =
      "record = '', kind = 'pruned', time = 0, decision = NULL, flow = NULL, verdict = NULL, recipient = NULL, rules = NULL";
  auto const first_bad = [&](std::string const& statements) {
    Copy const copy(halves.site);
    copy.run(statements);
    Verification const verification = copy.at_l0();
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
    return verification.first_bad;
  };
  std::uint64_t const whole = halves.old_size + 2;
  CHECK(first_bad("DELETE FROM private WHERE seq = " + std::to_string(whole) + "; UPDATE entry SET " + gone +
                  " WHERE seq = " + std::to_string(whole)) == whole);
  CHECK(first_bad("UPDATE entry SET " + gone + " WHERE seq = 2") == 2);
  CHECK(first_bad("UPDATE entry SET record = '{}' WHERE seq = 5") == 5);
  CHECK(first_bad("UPDATE entry SET decision = 'x' WHERE seq = 5") == 5);
  CHECK(first_bad("UPDATE entry SET kind = 'decision' WHERE seq = 5") == 5);
  CHECK(first_bad("UPDATE entry SET leaf = zeroblob(32) WHERE seq = 5") == 5);
  CHECK(first_bad("DELETE FROM entry WHERE seq = 5") == 5);
  CHECK(first_bad("INSERT INTO private VALUES (5, -1, zeroblob(140))") == 5);
}

TEST_CASE("pruned: a legal hold forbids it, and an erasure in what was pruned stays sound") {
  Halves halves;
  std::string const subject = "m-1";
  static_cast<void>(hold(halves.site.writing(), halves.site.machine.environment(), subject, "a case"));
  CHECK_THROWS_AS(static_cast<void>(halves.prune()), Error);
  static_cast<void>(release(halves.site.writing(), halves.site.machine.environment(), subject, "it is closed"));
  static_cast<void>(erase(halves.site.writing(), halves.site.machine.environment(), subject, "Art. 17"));
  CHECK(halves.prune().entry);
  check_level(halves.site, Level::l1);
}
