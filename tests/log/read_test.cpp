// Showing, searching, counting, proving, receipts.
#include "engine/log/read.hpp"

#include <doctest/doctest.h>

#include "engine/log/canonical.hpp"
#include "engine/log/encode.hpp"
#include "engine/log/proof.hpp"
#include "engine/log/receipt.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

ReadOptions reading() { return {original().site().file(), std::chrono::milliseconds{100}}; }

std::string const& key() { return original().site().made.verifier_key; }

}  // namespace

TEST_CASE("show: by number and by decision, with the private part where the keys are") {
  std::uint64_t const k = original().find("decision", 0);
  EntryView const view = show(reading(), std::to_string(k));
  CHECK(view.kind == "decision");
  CHECK(view.private_state == Private::opened);
  auto const part = Json::parse(view.private_part);
  REQUIRE(part);
  CHECK(part->find("subject")->find_text("id") == "m-0");
  CHECK(part->find("consents")->items().at(0).find_text("form") == "club.sale");
  auto const record = Json::parse(view.record);
  REQUIRE(record);
  CHECK(show(reading(), record->find_text("decision").value()).sequence == k);
  CHECK(view.leaf == to_hex(leaf_hash(bytes(view.record))));
  CHECK(show(reading(), "0").private_state == Private::none);
  CHECK(show(reading(), std::to_string(original().pool())).results == 25);
  CHECK_THROWS_AS(static_cast<void>(show(reading(), "4711")), Error);
  CHECK_THROWS_AS(static_cast<void>(show(reading(), "99999999999999999999")), Error);
  CHECK_THROWS_AS(static_cast<void>(show(reading(), decision_id(4711))), Error);
  Copy const copy(original().site());
  fs::remove(copy.keys());
  CHECK(show({copy.file()}, std::to_string(k)).private_state == Private::sealed);
  copy.run("DELETE FROM private");
  CHECK(show({copy.file()}, std::to_string(k)).private_state == Private::missing);
}

TEST_CASE("reading leaves no trace beside a log that is at rest") {
  Copy const copy(original().site());
  static_cast<void>(stats({copy.file()}));
  CHECK_FALSE(fs::exists(copy.file().string() + "-wal"));
  CHECK_FALSE(fs::exists(copy.file().string() + "-shm"));
}

TEST_CASE("search: by verdict, rule, recipient and time") {
  std::vector<Summary> const all = search(reading(), {});
  CHECK(all.size() == 26);
  Search denied;
  denied.verdict = izin::Verdict::deny;
  std::vector<Summary> const found = search(reading(), denied);
  REQUIRE_FALSE(found.empty());
  for (Summary const& summary : found) {
    CHECK(summary.verdict == "deny");
    CHECK(summary.rules.front() == (summary.rules.size() == 1 ? "house.sale" : "club.sale.sell"));
  }
  Search by_rule;
  by_rule.rule = "house.sale";
  CHECK(search(reading(), by_rule).size() == found.size());
  by_rule.rule = "house.sal";
  CHECK(search(reading(), by_rule).empty());
  Search to;
  to.recipient = "@solo_ai";
  CHECK(search(reading(), to).size() == all.size());
  to.recipient = "solo_ai";
  CHECK(search(reading(), to).size() == all.size());
  to.recipient = "@solo";
  CHECK(search(reading(), to).empty());
  Search when;
  when.since = izin::Instant{1'749'722'400'000'000};  // the flows' own instant
  CHECK(search(reading(), when).size() == all.size());
  when.until = when.since;
  CHECK(search(reading(), when).empty());
  when.until = izin::Instant{1'749'722'400'000'001};
  CHECK(search(reading(), when).size() == all.size());
  when.since = when.until;
  CHECK(search(reading(), when).empty());
  Search few;
  few.limit = 3;
  CHECK(search(reading(), few).size() == 3);
}

TEST_CASE("stats") {
  Stats const found = stats(reading());
  CHECK(found.origin == "example.org/decisions");
  CHECK(found.entries == original().entries());
  CHECK(found.kinds.at("decision") == 25);
  CHECK(found.kinds.at("pool") == 1);
  CHECK(found.kinds.at("clock") == 1);
  CHECK(found.kinds.at("bundle") == 2);
  CHECK(found.kinds.at("facts") == 3);
  CHECK(found.verdicts.at("partial") == 1);
  CHECK(found.results == 25);
  CHECK(found.witness == original().site().witness().string());
}

TEST_CASE("prove: every pair of sizes") {
  std::uint64_t const n = original().entries();
  for (std::uint64_t old_size = 1; old_size <= n; old_size += 3) {
    for (std::uint64_t size = old_size; size <= n; size += 4) {
      ConsistencyProof const proof = prove(reading(), old_size, size);
      std::vector<Hash> path;
      for (std::string const& hash : proof.path) path.push_back(hash_from_base64(hash).value());
      CHECK(is_consistent(old_size, hash_from_base64(proof.old_root).value(), size, hash_from_base64(proof.new_root).value(),
                          path));
    }
  }
  CHECK_THROWS_AS(static_cast<void>(prove(reading(), 0, 5)), Error);
  CHECK_THROWS_AS(static_cast<void>(prove(reading(), 6, 5)), Error);
  CHECK_THROWS_AS(static_cast<void>(prove(reading(), 1, n + 1)), Error);
}

TEST_CASE("the receipt of every entry is good, and of no other") {
  for (std::uint64_t k = 0; k < original().entries(); ++k) {
    CAPTURE(k);
    std::string const text = receipt(reading(), k, std::nullopt);
    CHECK(text.starts_with("c2sp.org/tlog-proof@v1\nextra "));
    ReceiptView const view = verify_receipt(text, key());
    CHECK(view.problems.empty());
    CHECK(view.sequence == k);
    CHECK(view.size == original().entries());
    CHECK(view.record == show(reading(), std::to_string(k)).record);
    std::string const index = "index " + std::to_string(k) + "\n";
    CHECK_FALSE(verify_receipt(replaced(text, index, "index " + std::to_string(k + 1) + "\n"), key()).problems.empty());
  }
  CHECK_THROWS_AS(static_cast<void>(receipt(reading(), original().entries(), std::nullopt)), Error);
}

TEST_CASE("a receipt spoiled anywhere is not good") {
  std::string const text = receipt(reading(), 5, "m-2");
  CHECK(verify_receipt(text, key()).problems.empty());
  for (std::size_t at = 0; at < text.size(); at += 3) {
    std::string spoiled = text;
    spoiled[at] = static_cast<char>(spoiled[at] ^ 1);
    CAPTURE(at);
    CHECK_FALSE(verify_receipt(spoiled, key()).problems.empty());
    static_cast<void>(verify_receipt(text.substr(0, at), key()));
  }
  for (std::string const& other : {std::string(), std::string("\n\n\n"), text + text, text + "x"})
    CHECK_FALSE(verify_receipt(other, key()).problems.empty());
}

TEST_CASE("a member of a pool: in or out, and by which rule") {
  std::uint64_t const p = original().pool();
  for (unsigned member : {0u, 1u, 7u, 24u}) {
    CAPTURE(member);
    std::string const id = "m-" + std::to_string(member);
    ReceiptView const view = verify_receipt(receipt(reading(), p, id), key());
    for (std::string const& problem : view.problems) MESSAGE(problem);
    CHECK(view.problems.empty());
    REQUIRE(view.result);
    auto const result = Json::parse(*view.result);
    REQUIRE(result);
    CHECK(result->find("member")->as_number() == member);
    CHECK(result->find_text("verdict") == (member % 3 == 0 ? "deny" : "permit"));
    REQUIRE(view.private_part);
    CHECK(Json::parse(*view.private_part)->find("subject")->find_text("id") == id);
  }
  CHECK_THROWS_AS(static_cast<void>(receipt(reading(), p, "nobody")), Error);
  CHECK_THROWS_AS(static_cast<void>(receipt(reading(), p, "m-9")), Error);  // in the pool without an id
  CHECK_THROWS_AS(static_cast<void>(receipt(reading(), 0, "m-1")), Error);
}
