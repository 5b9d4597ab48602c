#include "tests/log/tampering.hpp"

#include <doctest/doctest.h>

#include "engine/log/encode.hpp"
#include "engine/log/records.hpp"
#include "engine/log/tiles.hpp"

namespace izin::log::test {

Original::Original() {
  std::shared_ptr<Program const> const other = small_program("law house { permit rest {} }\n");
  unsigned n = 0;
  for (; n < 10; ++n) site_.add(n);
  site_.machine.wall -= 5'000'000;
  for (; n < 14; ++n) site_.add(n);
  {
    Writer writer(site_.writing(), site_.machine.environment());
    PoolCase const pool = small_pool(site_.program, 900, 25);
    pool_ = writer.append(pool.draft()).sequence;
    site_.machine.wall += 1000;
    std::vector<Case> cases;
    for (unsigned k = 0; k < 5; ++k) {
      cases.push_back(small_case(other, n++));
      cases.back().facts = "sha256:2222222222222222222222222222222222222222222222222222222222222222";
    }
    std::vector<DecisionDraft> drafts;
    for (Case const& made : cases) drafts.push_back(made.draft());
    writer.append(drafts);
  }
  for (; n < 25; ++n) site_.add(n);
  entries_ = std::stoull(ask(site_.file(), "SELECT count(*) FROM entry").at(0));
}

std::uint64_t Original::find(std::string const& kind, std::size_t n) const {
  return std::stoull(ask(site_.file(), "SELECT seq FROM entry WHERE kind = '" + kind + "' ORDER BY seq").at(n));
}

Original const& original() {
  static Original const made;
  return made;
}

Copy::Copy(Site const& site) : key_(site.made.verifier_key) {
  fs::copy_file(site.file(), file());
  fs::copy_file(site.folder / "log.db.keys", keys());
  fs::copy_file(site.witness(), witness());
}

VerifyOptions Copy::options() const {
  VerifyOptions options;
  options.file = file();
  options.key = key_;
  options.scratch = folder_.path();
  options.wait = std::chrono::milliseconds{0};
  return options;
}

Verification Copy::at_l0() const { return verify(options()); }

Verification Copy::at_l1() const {
  VerifyOptions with_witness = options();
  with_witness.witness = witness();
  return verify(with_witness);
}

namespace {
std::string quoted_text(std::optional<std::string> const& text) {
  if (!text) return "NULL";
  std::string out = "'";
  for (char const c : *text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}
}  // namespace

void put_record(Copy const& copy, std::uint64_t sequence, std::string const& record) {
  auto const json = Json::parse(record);
  REQUIRE(json);
  Columns const columns = columns_of(*json);
  copy.run("UPDATE entry SET leaf = x'" + to_hex(leaf_hash(bytes(record))) + "', record = " + quoted_text(record) +
           ", kind = " + quoted_text(columns.kind) + ", time = " + std::to_string(columns.time) +
           ", decision = " + quoted_text(columns.decision) + ", flow = " + quoted_text(columns.flow) +
           ", verdict = " + quoted_text(columns.verdict) + ", recipient = " + quoted_text(columns.recipient) +
           ", rules = " + quoted_text(columns.rules) + " WHERE seq = " + std::to_string(sequence));
}

void rebuild_tiles(Copy const& copy) {
  TileEdge tree;
  copy.run("DELETE FROM tile");
  for (std::string const& leaf : ask(copy.file(), "SELECT lower(hex(leaf)) FROM entry ORDER BY seq"))
    tree.append(hash_from_hex(leaf).value());
  for (TileRow const& row : tree.take_changes()) {
    std::string hashes;
    for (Hash const& hash : row.hashes) hashes += to_hex(hash);
    copy.run("INSERT INTO tile(level, idx, hashes) VALUES (" + std::to_string(row.level) + ", " + std::to_string(row.index) +
             ", x'" + hashes + "')");
  }
}

std::string replaced(std::string text, std::string const& part, std::string const& by) {
  std::size_t const at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), by);
}

std::string told(Verification const& verification) {
  std::string text =
      std::to_string(static_cast<int>(verification.soundness)) + " level " + std::string(level_text(verification.level));
  if (verification.first_bad) text += " first bad " + std::to_string(*verification.first_bad);
  for (Problem const& problem : verification.problems)
    text += "\n  " + (problem.sequence ? std::to_string(*problem.sequence) : "-") + " " + std::string(kind(problem.code).name) +
            ": " + problem.text;
  for (std::string const& note : verification.notes) text += "\n  note: " + note;
  return text;
}

}  // namespace izin::log::test
