// P20, erasures and holds: what is gone without one, what is there in spite of one, and what stands beside them.
#include <doctest/doctest.h>

#include "engine/log/erase.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

/// Two people erased, alone and from a pool; a hold, and its release.
class Erasures {
 public:
  Erasures() {
    for (unsigned n = 0; n < 12; ++n) site_.add(n);
    {
      Writer writer(site_.writing(), site_.machine.environment());
      PoolCase const made = small_pool(site_.program, 900, 25);
      pool = writer.append(made.draft()).sequence;
    }
    box_before = ask(site_.file(), "SELECT hex(box) FROM private WHERE seq = " + std::to_string(pool) + " AND member = 1").at(0);
    Environment const environment = site_.machine.environment();
    held = hold(site_.writing(), environment, "m-2", "Case 1");
    released = release(site_.writing(), environment, "m-2", "Case 1 is closed").front();
    first = erase(site_.writing(), environment, "m-1", "a request").entry.value();
    second = erase(site_.writing(), environment, "m-2", "a request").entry.value();
  }
  [[nodiscard]] Site const& site() const { return site_; }

  std::uint64_t pool = 0, held = 0, released = 0, first = 0, second = 0;
  std::string box_before;  ///< of member 1 of the pool, `m-1`

 private:
  Site site_;
};

Erasures const& erasures() {
  static Erasures const made;
  return made;
}

std::string text(std::uint64_t number) { return std::to_string(number); }

void check_found(std::string const& statements, izin::Code code, std::uint64_t first_bad) {
  CAPTURE(statements);
  Copy const copy(erasures().site());
  copy.run(statements);
  for (Verification const& verification : {copy.at_l0(), copy.at_l1()}) {
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
    CHECK(verification.first_bad == first_bad);
    REQUIRE_FALSE(verification.problems.empty());
    CHECK(verification.problems.front().code == code);
  }
}

}  // namespace

TEST_CASE("an erasure is no alarm, with the rows of zeros or without them") {
  Copy const copy(erasures().site());
  CHECK(copy.at_l1().level == Level::l1);
  copy.run("DELETE FROM private WHERE box = zeroblob(length(box))");
  Verification const verification = copy.at_l1();
  INFO(told(verification));
  CHECK(verification.level == Level::l1);
  fs::remove(copy.keys());
  CHECK(copy.at_l1().level == Level::l1);
}

TEST_CASE("P20: a part that is gone, and that no erasure covers") {
  std::string const sealed = " WHERE box <> zeroblob(length(box)) AND seq = ";
  for (std::string const& seq :
       ask(erasures().site().file(), "SELECT DISTINCT seq FROM private WHERE box <> zeroblob(length(box))")) {
    check_found("DELETE FROM private" + sealed + seq, izin::Code::private_missing, std::stoull(seq));
    check_found("UPDATE private SET box = zeroblob(length(box))" + sealed + seq, izin::Code::private_missing, std::stoull(seq));
  }
  // The erasure of one member of a pool covers no other.
  check_found("DELETE FROM private WHERE member = 3 AND seq = " + text(erasures().pool), izin::Code::private_missing,
              erasures().pool);
}

TEST_CASE("P20: a part that is there in spite of an erasure, as in a restored backup") {
  std::string const where = " WHERE member = 1 AND seq = " + text(erasures().pool);
  check_found("UPDATE private SET box = x'" + erasures().box_before + "'" + where, izin::Code::private_missing, erasures().pool);
  Copy const copy(erasures().site());
  copy.run("UPDATE private SET box = x'" + erasures().box_before + "'" + where);
  fs::remove(copy.keys());  // found without keys too
  CHECK(copy.at_l0().first_bad == erasures().pool);
}

TEST_CASE("P20: the places beside an erasure") {
  std::string const at = " WHERE entry = " + text(erasures().first);
  auto const changed = [&](std::string const& by) { return "UPDATE segment SET data = CAST(" + by + " AS BLOB)" + at; };
  std::uint64_t const least = std::stoull(ask(erasures().site().file(), "SELECT CAST(data AS TEXT) FROM segment" + at).at(0));
  // Places that no erasure covers any more are missing parts, and come first.
  check_found("DELETE FROM segment" + at, izin::Code::private_missing, least);
  check_found(changed("'x' || CAST(data AS TEXT)"), izin::Code::private_missing, least);
  check_found("UPDATE segment SET count = count + 1" + at, izin::Code::erasure_broken, erasures().first);
  check_found("UPDATE segment SET first = 1" + at, izin::Code::erasure_broken, erasures().first);
  // One place more, so that another part could go with it.
  check_found(changed("CAST(data AS TEXT) || '" + text(erasures().pool) + "/3' || char(10)") +
                  "; UPDATE segment SET count = count + 1" + at +
                  "; DELETE FROM private WHERE member = 3 AND seq = " + text(erasures().pool),
              izin::Code::erasure_broken, erasures().first);
  check_found("INSERT INTO segment SELECT " + text(erasures().held) + ", first, count, data FROM segment" + at,
              izin::Code::results_changed, erasures().held);
}

TEST_CASE("P20: records of erasures, holds and releases, which are entries like others") {
  for (std::uint64_t const entry : {erasures().held, erasures().released, erasures().first, erasures().second}) {
    std::string const at = " WHERE seq = " + text(entry);
    Copy const copy(erasures().site());
    put_record(copy, entry, replaced(copy.one("SELECT record FROM entry" + at), "\"because\":\"", "\"because\":\"not "));
    CHECK(copy.at_l0().first_bad == entry);
    Copy const cut(erasures().site());
    cut.run("DELETE FROM entry" + at);
    CHECK(cut.at_l0().first_bad <= entry);
    CHECK(cut.at_l0().soundness == Soundness::not_sound);
  }
  // A release of a hold that is not there: its form is right, and its leaf made anew.
  Copy const copy(erasures().site());
  std::string const record = copy.one("SELECT record FROM entry WHERE seq = " + text(erasures().released));
  put_record(copy, erasures().released, replaced(record, "\"hold\":" + text(erasures().held), "\"hold\":1"));
  rebuild_tiles(copy);
  Verification const verification = copy.at_l0();
  INFO(told(verification));
  CHECK(verification.first_bad.has_value());
  CHECK(*verification.first_bad <= erasures().released);
}
