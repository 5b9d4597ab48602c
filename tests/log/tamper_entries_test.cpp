// P20, entries: edits, deletions, insertions and moves inside the file are found by the key alone, at their place.
#include <doctest/doctest.h>

#include "engine/log/encode.hpp"
#include "engine/log/hash.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

/// Both levels must say so, and name the entry.
void check_found(Copy const& copy, std::uint64_t first_bad) {
  for (Verification const& verification : {copy.at_l0(), copy.at_l1()}) {
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
    CHECK(verification.first_bad == first_bad);
    CHECK(verification.level == Level::none);
  }
}

std::string record_of(Copy const& copy, std::uint64_t sequence) {
  return copy.one("SELECT record FROM entry WHERE seq = " + std::to_string(sequence));
}

std::string text(std::uint64_t number) { return std::to_string(number); }

}  // namespace

TEST_CASE("P20: a character of a record, in every entry") {
  for (std::uint64_t k = 0; k < original().entries(); ++k) {
    CAPTURE(k);
    Copy const copy(original().site());
    copy.run("UPDATE entry SET record = replace(record, 'boot-1', 'boot-2') WHERE seq = " + text(k));
    check_found(copy, k);
  }
}

TEST_CASE("P20: a record and its leaf, in every entry; with the tiles made anew too") {
  for (std::uint64_t k = 0; k < original().entries(); ++k) {
    CAPTURE(k);
    Copy const copy(original().site());
    put_record(copy, k, replaced(record_of(copy, k), "boot-1", "boot-2"));
    check_found(copy, k);
    // Now the checkpoints' roots tell (the first that does not fit covers the entries of one commit) or a sealed part does.
    rebuild_tiles(copy);
    Verification const verification = copy.at_l1();
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
    std::uint64_t const commit = std::stoull(copy.one("SELECT coalesce(max(size), 0) FROM checkpoint WHERE size <= " + text(k)));
    CHECK((verification.first_bad == commit || verification.first_bad == k));
  }
}

TEST_CASE("P20: a denial turned into a permit, in the columns, in the record, in both") {
  std::uint64_t const k =
      std::stoull(ask(original().site().file(), "SELECT seq FROM entry WHERE kind = 'decision' AND verdict = 'deny'").at(1));
  Copy const columns(original().site());
  columns.run("UPDATE entry SET verdict = 'permit' WHERE seq = " + text(k));
  check_found(columns, k);
  Copy const record(original().site());
  record.run("UPDATE entry SET record = replace(record, '\"deny\"', '\"permit\"') WHERE seq = " + text(k));
  check_found(record, k);
  Copy const both(original().site());
  put_record(both, k, replaced(record_of(both, k), "\"verdict\":\"deny\"", "\"verdict\":\"permit\""));
  check_found(both, k);
}

TEST_CASE("P20: every column beside a record, in every entry") {
  for (std::string const column :
       {"kind = 'opan'", "time = time + 1", "decision = decision || 'X'", "flow = 'x'", "verdict = 'review'",
        "recipient = '@other'", "rules = rules || 'x '", "leaf = zeroblob(32)", "leaf = x'00'"}) {
    for (std::uint64_t k = 0; k < original().entries(); k += 3) {
      CAPTURE(column);
      CAPTURE(k);
      Copy const copy(original().site());
      std::string const before =
          copy.one("SELECT quote(" + column.substr(0, column.find(' ')) + ") FROM entry WHERE seq = " + text(k));
      copy.run("UPDATE entry SET " + column + " WHERE seq = " + text(k));
      if (copy.one("SELECT quote(" + column.substr(0, column.find(' ')) + ") FROM entry WHERE seq = " + text(k)) == before)
        continue;
      check_found(copy, k);
    }
  }
}

TEST_CASE("P20: an entry deleted, at every place") {
  for (std::uint64_t k = 0; k < original().entries(); ++k) {
    CAPTURE(k);
    Copy const copy(original().site());
    copy.run("DELETE FROM entry WHERE seq = " + text(k));
    check_found(copy, k);
  }
}

TEST_CASE("P20: an entry deleted and the others moved up") {
  for (std::uint64_t k = 1; k + 1 < original().entries(); k += 2) {
    CAPTURE(k);
    Copy const copy(original().site());
    copy.run("DELETE FROM entry WHERE seq = " + text(k) + "; UPDATE entry SET seq = -seq WHERE seq > " + text(k) +
             "; UPDATE entry SET seq = -seq - 1 WHERE seq < 0");
    check_found(copy, k);
  }
}

TEST_CASE("P20: two entries swapped, whole") {
  for (std::uint64_t k = 3; k + 2 < original().entries(); k += 4) {
    CAPTURE(k);
    Copy const copy(original().site());
    copy.run("UPDATE entry SET seq = -1 WHERE seq = " + text(k) + "; UPDATE entry SET seq = " + text(k) +
             " WHERE seq = " + text(k + 2) + "; UPDATE entry SET seq = " + text(k + 2) + " WHERE seq = -1");
    check_found(copy, k);
  }
}

TEST_CASE("P20: an entry added at the end, forged or a copy of another") {
  std::uint64_t const end = original().entries();
  Copy const copied(original().site());
  copied.run("INSERT INTO entry SELECT " + text(end) +
             ", leaf, record, kind, time, NULL, flow, verdict, recipient, rules FROM entry WHERE seq = 5");
  check_found(copied, end);
  Copy const forged(original().site());
  std::string record = replaced(record_of(forged, end - 1), "\"sequence\":" + text(end - 1), "\"sequence\":" + text(end));
  std::size_t const id = record.find("\"decision\":\"") + 12;
  record.replace(id, 26, decision_id(777));
  forged.run("INSERT INTO entry SELECT " + text(end) +
             ", leaf, record, kind, time, NULL, flow, verdict, recipient, rules FROM entry WHERE seq = 5");
  put_record(forged, end, record);
  rebuild_tiles(forged);
  check_found(forged, end);
  Copy const far(original().site());
  far.run(
      "INSERT INTO entry SELECT 1000000000000, leaf, record, kind, time, NULL, flow, verdict, recipient, rules FROM entry WHERE "
      "seq = 5");
  check_found(far, end);
  Copy const before(original().site());
  before.run(
      "INSERT INTO entry SELECT -1, leaf, record, kind, time, NULL, flow, verdict, recipient, rules FROM entry WHERE seq = 5");
  CHECK(before.at_l0().soundness == Soundness::not_sound);
}

TEST_CASE("P20: a record written otherwise with the same meaning") {
  std::uint64_t const k = original().find("decision", 2);
  for (auto const& [part, by] : std::vector<std::pair<std::string, std::string>>{{"\"about\":", "\"about\": "},
                                                                                 {"boot-1", "boot\\u002d1"},
                                                                                 {"{\"about\"", "{ \"about\""},
                                                                                 {"\"sequence\":", "\"sequence\":0"}}) {
    CAPTURE(by);
    Copy const copy(original().site());
    std::string const record = replaced(record_of(copy, k), part, by);
    copy.run("UPDATE entry SET record = '" + record + "', leaf = x'" + to_hex(leaf_hash(bytes(record))) +
             "' WHERE seq = " + text(k));
    check_found(copy, k);
  }
}

TEST_CASE("P20: members of a record taken away, added, or of another entry") {
  std::uint64_t const k = original().find("decision", 3);
  for (auto const& [part, by] : std::vector<std::pair<std::string, std::string>>{{"\"engine\":\"izin 0.1.0\",", ""},
                                                                                 {"{\"about\"", "{\"a\":1,\"about\""},
                                                                                 {"\"mode\":\"enforce\"", "\"mode\":\"observe\""},
                                                                                 {"\"exact\":true", "\"exact\":\"yes\""},
                                                                                 {"\"bundle\":\"sha256:", "\"bundle\":\"sha512:"},
                                                                                 {"\"valuation\":\"", "\"valuation\":\"t"}}) {
    CAPTURE(by);
    Copy const copy(original().site());
    put_record(copy, k, replaced(record_of(copy, k), part, by));
    check_found(copy, k);
  }
}
