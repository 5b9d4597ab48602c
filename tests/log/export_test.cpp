// Exports: the tiles of a log of many entries are those of C2SP, at any size that they are brought up to.
#include "engine/log/export.hpp"

#include <doctest/doctest.h>

#include <set>

#include "engine/log/encode.hpp"
#include "engine/log/hash.hpp"
#include "engine/log/note.hpp"
#include "engine/log/tree.hpp"
#include "tests/log/fixture.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

void add_many(Site& site, unsigned first, unsigned count) {
  Writer writer(site.writing(), site.machine.environment());
  std::vector<Case> cases;
  for (unsigned k = 0; k < count; ++k) cases.push_back(small_case(site.program, first + k));
  std::vector<DecisionDraft> drafts;
  for (Case const& made : cases) drafts.push_back(made.draft());
  writer.append(drafts);
}

std::set<std::string> files_in(fs::path const& folder) {
  std::set<std::string> files;
  for (auto const& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.insert(entry.path().lexically_relative(folder).string());
  return files;
}

/// The entries of a bundle, each after its length.
std::vector<std::string> entries_in(fs::path const& file) {
  std::string const data = read_file(file);
  std::vector<std::string> entries;
  for (std::size_t at = 0; at < data.size();) {
    auto const byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(data[i])); };
    std::size_t const length = byte(at) << 8 | byte(at + 1);
    REQUIRE(at + 2 + length <= data.size());
    entries.push_back(data.substr(at + 2, length));
    at += 2 + length;
  }
  return entries;
}

}  // namespace

TEST_CASE("tiles: every file that the size demands, entries that hash to level 0, and level 0 that leads to the checkpoint") {
  Site site;
  add_many(site, 0, 600);
  fs::path const folder = site.folder / "served";
  TilesExported const made = export_tiles({site.file()}, folder);
  REQUIRE(made.size == 603);  // with the entries for the log, its bundle, its facts
  CHECK(files_in(folder) == std::set<std::string>{"checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/91", "tile/1/000.p/2",
                                                  "tile/entries/000", "tile/entries/001", "tile/entries/002.p/91"});
  CHECK(made.files == files_in(folder).size());
  std::vector<Hash> leaves;
  for (std::string const name : {"000", "001", "002.p/91"}) {
    std::string const hashes = read_file(folder / "tile/0" / name);
    std::vector<std::string> const entries = entries_in(folder / "tile/entries" / name);
    REQUIRE(hashes.size() == 32 * entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      leaves.push_back(leaf_hash(bytes(entries[i])));
      CHECK(to_hex(leaves.back()) == to_hex(bytes(hashes.substr(32 * i, 32))));
    }
  }
  auto const checkpoint = open_checkpoint(read_file(folder / "checkpoint"), *VerifierKey::parse(site.made.verifier_key));
  REQUIRE(checkpoint);
  CHECK(checkpoint->size == leaves.size());
  CHECK(checkpoint->root == root_of(leaves));
  CHECK(read_file(folder / "tile/1/000.p/2").substr(0, 32) ==
        std::string(reinterpret_cast<char const*>(root_of(std::span(leaves).first(256)).data()), 32));

  add_many(site, 600, 200);
  TilesExported const more = export_tiles({site.file()}, folder);
  CHECK(more.size == 803);
  CHECK(files_in(folder).contains("tile/0/003.p/35"));
  CHECK(files_in(folder).contains("tile/entries/002"));
  CHECK(more.files == 6);  // the checkpoint too
  CHECK(export_tiles({site.file()}, folder).files == 1);
}

TEST_CASE("records: a line each, whose hash is the leaf") {
  Site site;
  add_many(site, 0, 20);
  std::vector<std::string> const leaves = ask(site.file(), "SELECT lower(hex(leaf)) FROM entry ORDER BY seq");
  std::size_t at = 0;
  export_records({site.file()}, [&](std::string_view line) {
    REQUIRE(at < leaves.size());
    CHECK(to_hex(leaf_hash(bytes(line))) == leaves[at++]);
  });
  CHECK(at == leaves.size());
}
