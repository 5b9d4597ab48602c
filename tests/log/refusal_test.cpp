// What a writer refuses, and what it says: it fails closed, with a sentence that tells what to do.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "engine/log/keys.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

/// The message and code of the Error that an act ends in; empty where it does not.
struct Refusal {
  std::string message;
  izin::Code code = izin::Code::log_failed;
};
template <class Act>
Refusal refusal(Act const& act) {
  try {
    act();
  } catch (Error const& error) {
    return {error.what(), error.code()};
  }
  return {};
}

Refusal open_refusal(Site& site, WriterOptions const& options) {
  return refusal([&] { Writer const writer(options, site.machine.environment()); });
}
Refusal open_refusal(Site& site) { return open_refusal(site, site.writing()); }

}  // namespace

TEST_CASE("decision ids are ULIDs and unique in a log") {
  Site site;
  Writer writer(site.writing(), site.machine.environment());
  Case const made = small_case(site.program, 1);
  DecisionDraft draft = made.draft();
  writer.append(std::span(&draft, 1));
  CHECK(refusal([&] { writer.append(std::span(&draft, 1)); }).code == izin::Code::decision_taken);
  std::vector<DecisionDraft> twice(2, small_case(site.program, 2).draft());
  Case const second = small_case(site.program, 2);
  twice = {second.draft(), second.draft()};
  CHECK(refusal([&] { writer.append(twice); }).code == izin::Code::decision_taken);
  for (std::string const id : {"", "01JXK3M8Q2V7W9000000000001X", "01JXK3M8Q2V7W900000000000l", "81JXK3M8Q2V7W9000000000001"}) {
    draft.decision_id = id;
    CHECK_FALSE(refusal([&] { writer.append(std::span(&draft, 1)); }).message.empty());
  }
  PoolCase const pool = small_pool(site.program, 1, 3);
  CHECK(refusal([&] { writer.append(pool.draft()); }).code == izin::Code::decision_taken);
  CHECK(ask(site.file(), "SELECT count(*) FROM entry").at(0) == "4");
}

TEST_CASE("init: what is there already is never written over") {
  Site site;
  InitOptions options;
  options.file = site.file();
  options.key_folder = site.folder / "other keys";
  CHECK_FALSE(refusal([&] { static_cast<void>(init(options, site.machine.environment())); }).message.empty());
  options.file = site.folder / "second.db";
  options.origin = "example.org/decisions";
  options.key_folder = site.folder / "keys";
  options.witness = site.witness();
  Refusal const used = refusal([&] { static_cast<void>(init(options, site.machine.environment())); });
  CHECK(used.message.find("witness") != std::string::npos);
  options.file = site.folder / "third.db";
  options.witness.reset();
  CHECK(init(options, site.machine.environment()).verifier_key == site.made.verifier_key);
  // The keys of a log that is not here are not thrown away.
  fs::copy_file(site.file().string() + ".keys", site.folder / "fourth.db.keys");
  site.add(0);
  fs::copy_file(site.file().string() + ".keys", site.folder / "fourth.db.keys", fs::copy_options::overwrite_existing);
  options.file = site.folder / "fourth.db";
  CHECK(refusal([&] { static_cast<void>(init(options, site.machine.environment())); }).code == izin::Code::log_key);
  for (std::string const origin : {"", "a b", "a+b", "../x", "/x", "caf\xc3\xa9", "a\nb"}) {
    options.file = site.folder / "fifth.db";
    options.origin = origin;
    CHECK_FALSE(refusal([&] { static_cast<void>(init(options, site.machine.environment())); }).message.empty());
  }
}

TEST_CASE("init: a witness that will not do leaves nothing behind, so that no log goes on without it") {
  Site site;
  InitOptions options;
  options.file = site.folder / "second.db";
  options.key_folder = site.folder / "other keys";
  for (fs::path const& witness : {site.witness(), site.folder / "no such folder" / "witness"}) {
    options.witness = witness;
    CHECK_FALSE(refusal([&] { static_cast<void>(init(options, site.machine.environment())); }).message.empty());
    CHECK_FALSE(fs::exists(options.file));
    CHECK_FALSE(fs::exists(options.key_folder));
  }
  options.witness = site.folder / "new witness";
  CHECK(init(options, site.machine.environment()).origin.starts_with("izin/"));
  CHECK(ask(options.file, "SELECT value FROM setting WHERE name = 'witness'").at(0) == options.witness->string());
}

TEST_CASE("init: what SQLite kept of a log that is gone is not taken into the new one") {
  Site site;
  InitOptions options;
  options.key_folder = site.folder / "keys";
  for (std::string const ending : {"-wal", "-journal", ".keys-wal", ".keys-journal"}) {
    options.file = site.folder / "second.db";
    write_file(options.file.string() + ending, "pages");
    CHECK(refusal([&] { static_cast<void>(init(options, site.machine.environment())); }).message.find(ending) !=
          std::string::npos);
    CHECK_FALSE(fs::exists(options.file));
    write_file(options.file.string() + ending, "");
  }
  static_cast<void>(init(options, site.machine.environment()));
  CHECK(ask(options.file, "SELECT count(*) FROM entry").at(0) == "1");
}

TEST_CASE("keygen makes a pair once") {
  Folder folder;
  Machine machine;
  Initialised const made = keygen({"example.org/x/y", folder / "a/b"}, machine.environment());
  CHECK(made.key_file == folder / "a/b/example.org+x+y.key");
  CHECK(read_signing_key(made.key_file).verifier().line() == made.verifier_key);
  CHECK(read_file(made.public_file) == made.verifier_key + "\n");
  CHECK_FALSE(refusal([&] {
                static_cast<void>(keygen({"example.org/x/y", folder / "a/b"}, machine.environment()));
              }).message.empty());
}

TEST_CASE("the key: missing, another's, readable by others, a link, no key at all") {
  Site site;
  WriterOptions options = site.writing();
  options.key_folder = site.folder / "no such folder";
  CHECK(open_refusal(site, options).code == izin::Code::log_key);
  Initialised const other = keygen({"example.org/other", site.folder / "keys"}, site.machine.environment());
  options.key_file = other.key_file;
  CHECK(open_refusal(site, options).code == izin::Code::log_key);
  options.key_file = site.made.key_file;
  CHECK(open_refusal(site, options).message.empty());
  fs::create_symlink(site.made.key_file, site.folder / "link.key");
  options.key_file = site.folder / "link.key";
  CHECK_FALSE(open_refusal(site, options).message.empty());
  options.key_file = site.made.public_file;
  CHECK_FALSE(open_refusal(site, options).message.empty());
  fs::permissions(site.made.key_file, fs::perms::owner_read | fs::perms::group_read);
  CHECK(open_refusal(site).message.find("chmod 600") != std::string::npos);
}

TEST_CASE("the keys file: missing, another log's, spoiled") {
  Site site;
  site.add(0);
  fs::path const keys = site.file().string() + ".keys";
  CHECK((fs::status(keys).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
  std::string const content = read_file(keys);
  fs::remove(keys);
  CHECK(open_refusal(site).code == izin::Code::log_key);
  write_file(keys, "spoiled");
  CHECK_FALSE(open_refusal(site).message.empty());
  write_file(keys, content);
  sql(keys, "UPDATE secret SET value = zeroblob(16) WHERE name = 'log'");
  CHECK(open_refusal(site).code == izin::Code::log_key);
  write_file(keys, content);
  CHECK(open_refusal(site).message.empty());
}

TEST_CASE("the witness: not there, of another log, ahead of the log; named anew") {
  Site site;
  site.add(0);
  std::string const content = read_file(site.witness());
  fs::remove(site.witness());
  CHECK(open_refusal(site).message.find("witness") != std::string::npos);
  write_file(site.witness(), content + content);
  CHECK(open_refusal(site).message.empty());
  write_file(site.witness(), "");
  CHECK(open_refusal(site).message.empty());
  CHECK_FALSE(read_file(site.witness()).empty());
  WriterOptions options = site.writing();
  options.witness = site.folder / "new witness.txt";
  CHECK(open_refusal(site, options).message.empty());
  CHECK(ask(site.file(), "SELECT value FROM setting WHERE name = 'witness'").at(0) == options.witness->string());
  site.add(1);
  VerifyOptions verifying = site.verifying();
  verifying.witness = options.witness;
  CHECK(verify(verifying).level == Level::l1);
  Site const stranger(77, "example.org/others");
  options.witness = stranger.witness();
  CHECK(open_refusal(site, options).code == izin::Code::anchor_contradicts);
}

TEST_CASE("a log that does not hold together is not written on") {
  for (std::string const statements :
       {"DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)",
        "UPDATE tile SET hashes = zeroblob(length(hashes))", "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
        "UPDATE entry SET record = '{}' WHERE seq = 0", "DELETE FROM tile",
        "UPDATE checkpoint SET note = replace(note, 'e', 'f')", "CREATE TABLE more(x)", "PRAGMA user_version = 2",
        "PRAGMA application_id = 3"}) {
    CAPTURE(statements);
    Site site;
    site.add(0);
    sql(site.file(), statements);
    CHECK_FALSE(open_refusal(site).message.empty());
  }
  Site site;
  write_file(site.file(), "no log");
  CHECK(open_refusal(site).code == izin::Code::not_a_log);
}

TEST_CASE("a log has one name") {
  Site site;
  fs::create_symlink(site.file(), site.folder / "link.db");
  WriterOptions options = site.writing();
  options.file = site.folder / "link.db";
  CHECK(open_refusal(site, options).code == izin::Code::not_a_log);
  fs::create_hard_link(site.file(), site.folder / "second name.db");
  CHECK(open_refusal(site).code == izin::Code::not_a_log);
}

TEST_CASE("a second writer waits, then gives up") {
  Site site;
  Writer const first(site.writing(), site.machine.environment());
  WriterOptions options = site.writing();
  options.wait = std::chrono::milliseconds{20};
  CHECK(open_refusal(site, options).code == izin::Code::log_busy);
}

TEST_CASE("whoever writes past the lock is noticed") {
  Site site;
  Writer writer(site.writing(), site.machine.environment());
  sql(site.file(), "INSERT INTO checkpoint SELECT 999, note FROM checkpoint");
  Case const made = small_case(site.program, 1);
  DecisionDraft const draft = made.draft();
  CHECK_FALSE(refusal([&] { writer.append(std::span(&draft, 1)); }).message.empty());
}

TEST_CASE("a flow that no record can hold is refused, and nothing of its commit stands") {
  Site site;
  Writer writer(site.writing(), site.machine.environment());
  std::vector<Case> cases;
  for (unsigned const n : {1u, 2u}) cases.push_back(small_case(site.program, n));
  cases[1].flow.canonical = "{\"id\":" + std::string(20, '[') + std::string(20, ']') + "}";
  std::vector<DecisionDraft> const drafts{cases[0].draft(), cases[1].draft()};
  CHECK_FALSE(refusal([&] { writer.append(drafts); }).message.empty());
  CHECK(ask(site.file(), "SELECT count(*) FROM entry").at(0) == "1");
  CHECK(writer.append(std::span(drafts).first(1)).front().sequence == 3);
}

TEST_CASE("a clock that jumps: backwards it leaves an entry, forwards nothing, outside the calendar it is an error") {
  Site site;
  site.add(0);
  site.machine.wall += 400ll * 86'400'000'000;
  site.add(1);
  site.machine.wall -= 800ll * 86'400'000'000;
  site.add(2);
  site.add(3);
  CHECK(ask(site.file(), "SELECT kind FROM entry WHERE seq > 3 ORDER BY seq") ==
        std::vector<std::string>{"decision", "clock", "decision", "decision"});
  CHECK(verify(site.verifying()).soundness == Soundness::sound);
  site.machine.wall = INT64_MAX;
  CHECK_THROWS_AS(site.add(4), Error);
  site.machine.wall = INT64_MIN;
  CHECK_THROWS_AS(site.add(5), Error);
  CHECK(verify(site.verifying()).soundness == Soundness::sound);
}
