// Writing: what stands in the tables afterwards, and what is refused.
#include <doctest/doctest.h>

#include "engine/log/canonical.hpp"
#include "engine/log/encode.hpp"
#include "engine/log/note.hpp"
#include "engine/log/tree.hpp"
#include "tests/log/fixture.hpp"

using namespace izin::log;
using namespace izin::log::test;

TEST_CASE("a new log has entry 0, a checkpoint, a key pair and a witness") {
  Site site;
  CHECK(site.made.origin == "example.org/decisions");
  CHECK(site.made.key_file == site.folder / "keys/example.org+decisions.key");
  auto const record = Json::parse(ask(site.file(), "SELECT record FROM entry").at(0));
  REQUIRE(record);
  CHECK(record->find_text("kind") == "open");
  CHECK(record->find_text("origin") == "example.org/decisions");
  CHECK(record->find_text("key") == site.made.verifier_key);
  auto const key = read_verifier_key(site.made.public_file.string());
  auto const checkpoint = open_checkpoint(ask(site.file(), "SELECT note FROM checkpoint").at(0), key);
  REQUIRE(checkpoint);
  CHECK(checkpoint->size == 1);
  CHECK(checkpoint->root == leaf_hash(bytes(record->print())));
  CHECK(read_file(site.witness()) == ask(site.file(), "SELECT note FROM checkpoint").at(0) + "\n");
  CHECK((fs::status(site.made.key_file).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("every kind of entry of a first decision, in order") {
  Site site;
  CHECK(site.add(0).sequence == 3);
  CHECK(site.add(1).sequence == 4);
  site.machine.wall -= 10'000'000;
  CHECK(site.add(2).sequence == 6);
  CHECK(ask(site.file(), "SELECT kind FROM entry ORDER BY seq") ==
        std::vector<std::string>{"open", "bundle", "facts", "decision", "decision", "clock", "decision"});
  CHECK(ask(site.file(), "SELECT path FROM bundle ORDER BY path") ==
        std::vector<std::string>{"consent/club.izin", "law/house.izin"});
}

TEST_CASE("the tree in the file is the tree of the records") {
  Site site;
  {
    Writer writer(site.writing(), site.machine.environment());
    for (unsigned n = 0; n < 10; ++n) {
      std::vector<Case> cases;
      for (unsigned k = 0; k < 60; ++k) cases.push_back(small_case(site.program, n * 60 + k));
      std::vector<DecisionDraft> drafts;
      for (Case const& made : cases) drafts.push_back(made.draft());
      CHECK(writer.append(drafts).size() == 60);
    }
  }
  std::vector<Hash> leaves;
  for (std::string const& record : ask(site.file(), "SELECT record FROM entry ORDER BY seq"))
    leaves.push_back(leaf_hash(bytes(record)));
  REQUIRE(leaves.size() == 603);
  auto const checkpoint = open_checkpoint(ask(site.file(), "SELECT note FROM checkpoint ORDER BY size DESC").at(0),
                                          read_verifier_key(site.made.verifier_key));
  REQUIRE(checkpoint);
  CHECK(checkpoint->size == 603);
  CHECK(checkpoint->root == root_of(leaves));
  CHECK(ask(site.file(), "SELECT level || ' ' || idx || ' ' || (length(hashes) / 32) FROM tile ORDER BY level, idx") ==
        std::vector<std::string>{"0 0 256", "0 1 256", "0 2 91", "1 0 2"});
  CHECK(ask(site.file(), "SELECT count(*) FROM checkpoint").at(0) == "11");
}
