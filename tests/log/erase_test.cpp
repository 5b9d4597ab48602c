// P22, P23: after an erasure no byte of the person is in any file, everything else is as it was, every proof verifies, and replay
// gives the same bytes.
#include "engine/log/erase.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "engine/log/canonical.hpp"
#include "engine/log/database.hpp"
#include "engine/log/encode.hpp"
#include "engine/log/proof.hpp"
#include "engine/log/read.hpp"
#include "engine/log/receipt.hpp"
#include "engine/log/replay.hpp"
#include "tests/log/history.hpp"

using namespace izin;
using namespace izin::log;
using namespace izin::log::test;

namespace {

constexpr char const* reason = "GDPR Art. 17(1)(b)";

void check_sound(Site const& site) {
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == Level::l1);
  Replayed const replayed = replay({{site.file()}, std::nullopt, 1, {}, {}});
  INFO(replayed.why << "\n" << replayed.logged << "\n" << replayed.again);
  CHECK(replayed.same == replayed.entries);
}

ReadOptions reading(Site const& site) { return {site.file(), std::chrono::milliseconds{100}}; }

/// That the trees of two sizes are one's beginning and the other.
void check_grown(Site const& site, std::uint64_t from, std::uint64_t to) {
  ConsistencyProof const proof = prove(reading(site), from, to);
  std::vector<Hash> path;
  for (std::string const& hash : proof.path) path.push_back(hash_from_base64(hash).value());
  CHECK(is_consistent(from, hash_from_base64(proof.old_root).value(), to, hash_from_base64(proof.new_root).value(), path));
}

Erased erase_person(Site& site, Person const& who) {
  site.machine.wall += 1000;
  return erase(site.writing(), site.machine.environment(), who.id(), reason);
}

/// What stood in the log stands there still, but for so many parts, whose boxes are zeros now.
void check_others(std::map<std::string, std::string> const& before, std::map<std::string, std::string> const& after,
                  std::uint64_t parts) {
  std::uint64_t zeros = 0;
  for (auto const& [name, row] : before) {
    auto const at = after.find(name);
    if (at == after.end()) {
      FAIL_CHECK(name);
    } else if (at->second != row) {
      CAPTURE(name);
      CHECK(name.starts_with("private "));
      CHECK(at->second == std::string(row.size(), '0'));
      ++zeros;
    }
  }
  CHECK(zeros == parts);
}

void check_erasure(History& history, Person const& who) {
  Site& site = history.site();
  Traces const traces = traces_of(site.file(), who.id(), who.canary);
  bool const known = traces.bytes.size() > 1;
  auto const before = rows_of(site.file());
  std::uint64_t const entries = stats(reading(site)).entries;
  Erased const erased = erase_person(site, who);
  CHECK(erased.entry.has_value() == known);
  CHECK(files_with(traces, site.folder.path()) == std::vector<std::string>{});
  check_others(before, rows_of(site.file()), erased.parts);
  check_sound(site);
  if (erased.entry) {
    CHECK(*erased.entry == entries);
    check_grown(site, entries, entries + 1);
  }
  // Twice is once.
  auto const once = rows_of(site.file());
  Erased const again = erase_person(site, who);
  CHECK_FALSE(again.entry);
  CHECK(again.parts == 0);
  CHECK(rows_of(site.file()) == once);
  // Who was erased is found nowhere, and no message says who it was.
  for (std::uint64_t sequence = 0; sequence < entries; sequence += 3) {
    EntryView const view = show(reading(site), std::to_string(sequence));
    CHECK((view.record + view.private_part).find(who.canary) == std::string::npos);
    CHECK(verify_receipt(receipt(reading(site), sequence, std::nullopt), site.made.verifier_key).problems.empty());
    try {
      static_cast<void>(receipt(reading(site), sequence, who.id()));
      FAIL_CHECK("a receipt of somebody who was erased");
    } catch (Error const& error) {
      CHECK(std::string(error.what()).find(who.canary) == std::string::npos);
    }
  }
}

unsigned histories() {
  auto const* const given = std::getenv("IZIN_HISTORIES");
  return given == nullptr ? 24 : static_cast<unsigned>(std::strtoul(given, nullptr, 10));
}

}  // namespace

TEST_CASE("P22, P23: random histories with canaries, erased one after another, some of them back again") {
  unsigned const count = histories();
  for (unsigned seed = 1; seed <= count; ++seed) {
    CAPTURE(seed);
    History history(seed);
    for (std::uint64_t round = 1 + history.next(3); round > 0; --round)
      history.decide_some(history.people()[history.next(history.people().size())]);
    for (std::uint64_t erasures = 1 + history.next(3); erasures > 0; --erasures) {
      check_erasure(history, history.people()[history.next(history.people().size())]);
      if (history.next(2) == 0) history.decide_some(history.people()[history.next(history.people().size())]);
    }
    check_sound(history.site());
  }
}

TEST_CASE("what show, search, stats and the entry itself say after an erasure") {
  History history(4711);
  Person const& who = history.people().front();
  history.decide_some(who);
  Site& site = history.site();
  std::string const first = ask(site.file(), "SELECT min(seq) FROM entry WHERE kind = 'decision'").at(0);
  CHECK(show(reading(site), first).private_state == Private::opened);
  std::size_t const found = search(reading(site), {}).size();
  Stats const before = stats(reading(site));
  Erased const erased = erase_person(site, who);
  REQUIRE(erased.entry);
  CHECK(show(reading(site), first).private_state == Private::erased);
  CHECK(search(reading(site), {}).size() == found);
  Stats const after = stats(reading(site));
  CHECK(after.kinds.at("erasure") == 1);
  CHECK(after.erased == erased.parts);
  CHECK(after.sealed + after.erased == before.sealed);
  CHECK(after.results == before.results);
  auto const record = Json::parse(show(reading(site), std::to_string(*erased.entry)).record);
  REQUIRE(record);
  CHECK(record->find_text("because") == reason);
  CHECK(record->find("parts")->find("count")->as_number() == static_cast<std::int64_t>(erased.parts));
}

TEST_CASE("a reason that would carry the person into the log, or is none, is refused, and nothing happens") {
  Site site;
  site.add(0);
  auto const before = rows_of(site.file());
  for (std::string const because : {"m-0 has asked", "case of M-0", "", "two\nlines", "\xff"}) {
    CAPTURE(because);
    try {
      static_cast<void>(erase(site.writing(), site.machine.environment(), "m-0", because));
      FAIL_CHECK("was not refused");
    } catch (Error const& error) {
      CHECK(error.code() == Code::reason_unfit);
      CHECK(std::string(error.what()).find("m-0") == std::string::npos);
    }
  }
  CHECK_THROWS_AS(static_cast<void>(erase(site.writing(), site.machine.environment(), "m-0", std::string(501, 'x'))), Error);
  CHECK_THROWS_AS(static_cast<void>(erase(site.writing(), site.machine.environment(), "", reason)), Error);
  CHECK(rows_of(site.file()) == before);
}

TEST_CASE("a hold blocks erasing until it is released, and both are logged without who it is") {
  Site site;
  Environment const environment = site.machine.environment();
  std::string const who = "somebody-on-hold";
  {
    Writer writer(site.writing(), environment);
    Case const made = case_about(site.program, 0, who);
    DecisionDraft const draft = made.draft();
    writer.append(std::span(&draft, 1));
  }
  std::uint64_t const first = hold(site.writing(), environment, who, "Case 1");
  site.machine.wall += 40ll * 86'400'000'000;  // another month, another pseudonym
  std::uint64_t const second = hold(site.writing(), environment, who, "Case 2");
  CHECK_THROWS_AS(static_cast<void>(release(site.writing(), environment, "somebody else", "Nobody")), Error);
  try {
    static_cast<void>(erase(site.writing(), environment, who, reason));
    FAIL_CHECK("a person on hold was erased");
  } catch (Error const& error) {
    CHECK(error.code() == Code::on_hold);
    CHECK(std::string(error.what()).find(who) == std::string::npos);
  }
  CHECK(ask(site.file(), "SELECT count(*) FROM entry WHERE kind = 'erasure'").at(0) == "0");
  CHECK_FALSE(erase(site.writing(), environment, "somebody else", reason).entry);
  CHECK(release(site.writing(), environment, who, "Both are closed") == std::vector<std::uint64_t>{second + 1, second + 2});
  CHECK(ask(site.file(), "SELECT json_extract(record, '$.hold') FROM entry WHERE kind = 'release' ORDER BY seq") ==
        std::vector<std::string>{std::to_string(first), std::to_string(second)});
  CHECK_THROWS_AS(static_cast<void>(release(site.writing(), environment, who, "Again")), Error);
  CHECK(erase(site.writing(), environment, who, reason).parts == 1);
  CHECK(files_with({{who}}, site.folder.path()) == std::vector<std::string>{});
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == Level::l1);
}

TEST_CASE("a person who has only a key is erased too; keys of others stay") {
  Site site;
  site.add(0);
  Environment const environment = site.machine.environment();
  std::uint64_t const held = hold(site.writing(), environment, "expected later", "Case 3");
  CHECK(release(site.writing(), environment, "expected later", "Closed").front() == held + 1);
  Erased const erased = erase(site.writing(), environment, "expected later", reason);
  CHECK(erased.entry == held + 2);
  CHECK(erased.parts == 0);
  CHECK(ask(site.file().string() + ".keys", "SELECT count(*) FROM key").at(0) == "1");
  CHECK(verify(site.verifying()).soundness == Soundness::sound);
}

TEST_CASE("a reader that holds the WAL postpones the last step; the next writer takes it") {
  History history(99);
  Person const& who = history.people().front();
  history.decide_some(who);
  Site& site = history.site();
  {
    // A connection of its own that holds the WAL while the erasure is at work.
    Writer writer(site.writing(), site.machine.environment());
    Case const made = small_case(site.program, 1);
    DecisionDraft const draft = made.draft();
    writer.append(std::span(&draft, 1));
  }
  Database reader(site.file(), Database::Access::read);
  reader.run("BEGIN");
  CHECK(reader.ask_number("SELECT count(*) FROM entry") > 0);
  try {
    static_cast<void>(erase_person(site, who));
    FAIL_CHECK("the WAL was emptied under a reader");
  } catch (Error const& error) {
    CHECK(error.code() == Code::log_busy);
  }
  CHECK(ask(site.file(), "SELECT value FROM setting WHERE name = 'erasing'").at(0).empty());
  reader.roll_back();
  site.add(2);
  CHECK(ask(site.file(), "SELECT count(*) FROM setting WHERE name = 'erasing'").at(0) == "0");
  CHECK_FALSE(erase_person(site, who).entry);
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
}

TEST_CASE("P23: a keys file of many pages, which were split when keys were made, keeps no copy of a key") {
  Site site;
  {
    Writer writer(site.writing(), site.machine.environment());
    for (unsigned n = 0; n < 6; ++n) {
      PoolCase pool = small_pool(site.program, 100 + n, 500);
      for (std::size_t i = 0; i < pool.subjects.size(); ++i) {
        auto person = std::make_shared<Subject>();
        person->id = "person-" + std::to_string(n) + "-" + std::to_string(i);
        person->canonical = R"({"age":"40","id":")" + *person->id + R"("})";
        pool.subjects[i] = person;
      }
      writer.append(pool.draft());
    }
  }
  for (unsigned n = 0; n < 6; ++n) {
    std::string const who = "person-" + std::to_string(n) + "-" + std::to_string(50 * n + 7);
    Traces const traces = traces_of(site.file(), who, who);
    REQUIRE(traces.bytes.size() == 4 + 2);
    CHECK(erase(site.writing(), site.machine.environment(), who, reason).parts == 1);
    CHECK(files_with(traces, site.folder.path()) == std::vector<std::string>{});
  }
  CHECK(verify(site.verifying()).level == Level::l1);
}
