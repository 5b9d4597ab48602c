// P20, what stands beside the entries: tiles, checkpoints, policies, sealed parts, results, the schema, the file.
#include <doctest/doctest.h>

#include "engine/log/keys.hpp"
#include "engine/log/note.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

struct Spoiling {
  std::string what;
  std::string statements;
  izin::Code code;
  std::optional<std::uint64_t> first_bad;
};

void check_found(Spoiling const& spoiling) {
  CAPTURE(spoiling.what);
  Copy const copy(original().site());
  copy.run(spoiling.statements);
  for (Verification const& verification : {copy.at_l0(), copy.at_l1()}) {
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::not_sound);
    CHECK(verification.first_bad == spoiling.first_bad);
    REQUIRE_FALSE(verification.problems.empty());
    CHECK(verification.problems.front().code == spoiling.code);
  }
}

std::string text(std::uint64_t number) { return std::to_string(number); }

/// SQL for a blob with one bit of the byte at `at` (from 1) turned.
std::string flipped(std::string const& column, std::size_t at) {
  std::string const place = std::to_string(at);
  return "CAST(substr(" + column + ", 1, " + place + " - 1) || CASE substr(" + column + ", " + place +
         ", 1) WHEN x'00' THEN x'01' ELSE x'00' END || substr(" + column + ", " + place + " + 1) AS BLOB)";
}

}  // namespace

TEST_CASE("P20: tiles") {
  std::uint64_t const n = original().entries();
  for (std::uint64_t k = 0; k < n; k += 5)
    check_found({"the hash of an entry", "UPDATE tile SET hashes = " + flipped("hashes", 32 * k + 7) + " WHERE level = 0",
                 izin::Code::tree_broken, k});
  check_found({"shorter", "UPDATE tile SET hashes = substr(hashes, 1, length(hashes) - 32)", izin::Code::tree_broken, n - 1});
  check_found({"longer", "UPDATE tile SET hashes = CAST(hashes || zeroblob(32) AS BLOB)", izin::Code::tree_broken, std::nullopt});
  check_found({"gone", "DELETE FROM tile", izin::Code::tree_broken, 0});
  check_found({"one more", "INSERT INTO tile VALUES (1, 0, zeroblob(32))", izin::Code::tree_broken, std::nullopt});
}

TEST_CASE("P20: tiles of several levels") {
  Site site;
  Writer writer(site.writing(), site.machine.environment());
  for (unsigned n = 0; n < 600; n += 100) {
    std::vector<Case> cases;
    for (unsigned k = 0; k < 100; ++k) cases.push_back(small_case(site.program, n + k));
    std::vector<DecisionDraft> drafts;
    for (Case const& made : cases) drafts.push_back(made.draft());
    writer.append(drafts);
  }
  Verification const sound = verify(site.verifying());
  INFO(told(sound));
  CHECK(sound.soundness == Soundness::sound);
  sql(site.file(), "UPDATE tile SET hashes = " + flipped("hashes", 40) + " WHERE level = 1");
  Verification const upper = verify(site.verifying());
  INFO(told(upper));
  CHECK(upper.first_bad == 256);
  sql(site.file(), "UPDATE tile SET hashes = " + flipped("hashes", 32 * 44 + 1) + " WHERE level = 0 AND idx = 1");
  CHECK(verify(site.verifying()).first_bad == 300);  // what stands above follows from it
}

TEST_CASE("P20: checkpoints") {
  std::uint64_t const n = original().entries();
  std::string const newest = " WHERE size = " + text(n);
  check_found({"newest gone", "DELETE FROM checkpoint" + newest, izin::Code::checkpoint_broken, n - 1});
  check_found({"all gone", "DELETE FROM checkpoint", izin::Code::checkpoint_broken, 0});
  check_found({"another root",
               "UPDATE checkpoint SET note = replace(note, substr(note, instr(note, char(10) || '" + text(n) +
                   "') + 4, 4), 'AAAA')" + newest,
               izin::Code::checkpoint_broken, n - 1});
  check_found({"another origin", "UPDATE checkpoint SET note = replace(note, 'decisions', 'decizions')" + newest,
               izin::Code::checkpoint_broken, n - 1});
  check_found({"another size",
               "UPDATE checkpoint SET note = replace(note, char(10) || '" + text(n) +
                   "' || char(10), char(10) || '1' || char(10))" + newest,
               izin::Code::checkpoint_broken, n - 1});
  check_found({"a carriage return", "UPDATE checkpoint SET note = replace(note, char(10), char(13) || char(10))" + newest,
               izin::Code::checkpoint_broken, n - 1});
  check_found(
      {"an extension line",
       "UPDATE checkpoint SET note = replace(note, char(10) || char(10), char(10) || 'x' || char(10) || char(10))" + newest,
       izin::Code::checkpoint_broken, n - 1});
  check_found({"a signature of nothing", "UPDATE checkpoint SET note = substr(note, 1, instr(note, char(8212)) - 1)" + newest,
               izin::Code::checkpoint_broken, n - 1});
  check_found({"a checkpoint of the future", "INSERT INTO checkpoint SELECT size + 5, note FROM checkpoint" + newest,
               izin::Code::entry_missing, n});
  check_found({"a checkpoint of nothing", "INSERT INTO checkpoint SELECT 0, note FROM checkpoint" + newest,
               izin::Code::checkpoint_broken, std::nullopt});
}

TEST_CASE("P20: every checkpoint with the signature of another, and signed by another key of the same name") {
  for (std::string const& size : ask(original().site().file(), "SELECT size FROM checkpoint ORDER BY size")) {
    CAPTURE(size);
    Copy const copy(original().site());
    std::string const note = copy.one("SELECT note FROM checkpoint WHERE size = " + size);
    Machine other;
    other.chance = 99;
    SigningKey const forger = make_signing_key("example.org/decisions", other.environment());
    copy.run("UPDATE checkpoint SET note = '" + sign_note(note.substr(0, note.find("\n\n") + 1), forger) +
             "' WHERE size = " + size);
    CHECK(copy.at_l0().first_bad == std::stoull(size) - 1);
    std::string const foreign = copy.one("SELECT note FROM checkpoint WHERE size <> " + size);
    copy.run("UPDATE checkpoint SET note = '" + note.substr(0, note.find("\n\n")) + foreign.substr(foreign.find("\n\n")) +
             "' WHERE size = " + size);
    CHECK(copy.at_l0().first_bad == std::stoull(size) - 1);
  }
}

TEST_CASE("P20: policies") {
  std::uint64_t const first = original().find("bundle", 0);
  std::string const digest = "(SELECT json_extract(record, '$.bundle') FROM entry WHERE seq = " + text(first) + ")";
  check_found({"a text", "UPDATE bundle SET text = text || ' ' WHERE path = 'law/house.izin' AND digest = " + digest,
               izin::Code::bundle_changed, first});
  check_found({"a path", "UPDATE bundle SET path = 'law/mouse.izin' WHERE path = 'law/house.izin' AND digest = " + digest,
               izin::Code::bundle_changed, first});
  check_found({"a file gone", "DELETE FROM bundle WHERE path = 'law/house.izin' AND digest = " + digest,
               izin::Code::bundle_changed, first});
  check_found({"a file more", "INSERT INTO bundle VALUES (" + digest + ", 'more.izin', '')", izin::Code::bundle_changed, first});
  check_found({"a bundle that no entry names", "INSERT INTO bundle VALUES ('sha256:00', 'more.izin', '')",
               izin::Code::bundle_changed, std::nullopt});
}

TEST_CASE("P20: sealed parts") {
  for (std::string const& seq : ask(original().site().file(), "SELECT seq FROM private WHERE member = -1")) {
    std::string const where = " WHERE member = -1 AND seq = " + seq;
    std::uint64_t const k = std::stoull(seq);
    check_found({"gone", "DELETE FROM private" + where, izin::Code::private_missing, k});
    check_found({"a bit", "UPDATE private SET box = " + flipped("box", 60) + where, izin::Code::private_missing, k});
  }
  std::uint64_t const k = original().find("decision", 0);
  check_found(
      {"cut", "UPDATE private SET box = substr(box, 1, length(box) - 1) WHERE seq = " + text(k), izin::Code::private_missing, k});
  check_found({"one more", "INSERT INTO private VALUES (0, -1, zeroblob(140))", izin::Code::private_missing, 0});
  check_found(
      {"one more at the end", "INSERT INTO private VALUES (99999, -1, zeroblob(140))", izin::Code::private_missing, 99999});
  std::uint64_t const p = original().pool();
  check_found({"of a member", "DELETE FROM private WHERE member = 7", izin::Code::private_missing, p});
  check_found({"of two members swapped",
               "UPDATE private SET member = -9 WHERE member = 3; UPDATE private SET member = 3 WHERE member = 4; UPDATE private "
               "SET member = 4 WHERE member = -9",
               izin::Code::private_missing, p});
}

TEST_CASE("P20: sealed parts of two entries about one person swapped") {
  Site site;
  for (unsigned n = 0; n < 2; ++n) {
    Writer writer(site.writing(), site.machine.environment());
    Case const made = case_about(site.program, n, "m-1");
    DecisionDraft const draft = made.draft();
    writer.append(std::span(&draft, 1));
  }
  sql(site.file(),
      "UPDATE private SET seq = -1 WHERE seq = 3; UPDATE private SET seq = 3 WHERE seq = 4; UPDATE private SET seq = 4 WHERE seq "
      "= -1");
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.first_bad == 3);
}

TEST_CASE("P20: results of a pool") {
  // A changed line is found first by its sealed part, which is bound to it.
  std::uint64_t const p = original().pool();
  auto const changed = [](std::string const& expression) { return "UPDATE segment SET data = CAST(" + expression + " AS BLOB)"; };
  check_found({"a verdict", changed("replace(CAST(data AS TEXT), '\"verdict\":\"deny\"', '\"verdict\":\"permit\"')"),
               izin::Code::private_missing, p});
  check_found({"a pseudonym", changed("replace(CAST(data AS TEXT), '\"pseudonym\":\"0', '\"pseudonym\":\"1')"),
               izin::Code::private_missing, p});
  check_found({"a line less", changed("substr(CAST(data AS TEXT), instr(CAST(data AS TEXT), char(10)) + 1)"),
               izin::Code::results_changed, p});
  check_found({"a line cut", changed("substr(CAST(data AS TEXT), 1, length(data) - 1)"), izin::Code::results_changed, p});
  check_found({"all gone", "DELETE FROM segment", izin::Code::results_changed, p});
  check_found({"of an entry that is no pool", "INSERT INTO segment SELECT 4, first, count, data FROM segment",
               izin::Code::results_changed, 4});
  check_found({"of an entry that is not there", "INSERT INTO segment SELECT 5000, first, count, data FROM segment",
               izin::Code::results_changed, 5000});
  check_found({"another count", "UPDATE segment SET count = count + 1", izin::Code::results_changed, p});
  check_found({"another place", "UPDATE segment SET first = first + 1", izin::Code::results_changed, p});
}

TEST_CASE("P20: views, triggers, tables and columns that are not ours") {
  for (std::string const statements :
       {"ALTER TABLE entry RENAME TO hidden; CREATE VIEW entry AS SELECT * FROM hidden",
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM tile; END", "CREATE TABLE more(x)", "DROP INDEX entry_decision",
        "DROP INDEX entry_facts; CREATE INDEX entry_facts ON entry(seq) WHERE kind = 'fact'",
        "ALTER TABLE entry ADD COLUMN extra TEXT", "ALTER TABLE setting RENAME COLUMN value TO valuable", "DROP TABLE setting",
        "CREATE VIEW v AS SELECT 1", "PRAGMA user_version = 2", "PRAGMA application_id = 1"})
    check_found({statements, statements, statements.starts_with("PRAGMA") ? izin::Code::not_a_log : izin::Code::log_damaged,
                 std::nullopt});
}
