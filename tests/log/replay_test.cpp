// P22: what the log holds gives the same bytes again; and no text about a person stands in any file in clear.
#include "engine/log/replay.hpp"

#include <doctest/doctest.h>

#include "engine/gate/gate.hpp"
#include "engine/log/canonical.hpp"
#include "engine/log/receipt.hpp"
#include "tests/log/tampering.hpp"

using namespace izin;
using namespace izin::log;
using namespace izin::log::test;

namespace {

constexpr char const* policy_text = R"(
taxonomy Operation { Disclose { Sell Share } Store }
taxonomy Category { Listening Health }
taxonomy Purpose { DataSale Research }
taxonomy Country { EU { SE FR } US }
taxonomy PartyKind { Platform Buyer }
taxonomy Action { Notify Delete }
record Party { kind: PartyKind }
record Person { age: Int residence: Country left: Date }
flow {
  sender: Party recipient: Party subject: Person data: some of Category operation: some of Operation purpose: some of Purpose
  price: Money personal note: Text personal contact: Party
}
party spotify { kind: Platform }
party solo_ai { kind: Buyer }
question commercial { say "Is it commercial?" }
ruling sales_are { answers commercial true when operation has Sell by "Counsel" on 2025-01-01 until 2026-01-01 say "Sales are." }
consent club.sale version "3" {
  grant sell { say "Sell it." data any operation {Sell, Share} purpose any recipient {@solo_ai} lasts 12 months }
  refuse health { say "Not health." data {Health} operation any purpose any recipient any }
}
law house version "1" {
  default forbid
  forbid minors { when subject.age < 18 and operation has Sell }
  forbid cheap { when price < 10 USD and commercial }
  forbid few { when pool.size < 2 and operation has Share }
  forbid foreign { when subject.residence is US and note == "secret canary note" }
  permit consented { when consent covers flow }
  duty tell { do Notify by contact to subject within 30 days after subject.left when operation has Sell }
  duty stop { do Delete by sender to recipient within 24 hours after withdrawal }
}
)";

constexpr char const* facts_text =
    R"({"subject": {"id": "canary-1", "age": 41, "residence": "SE", "left": "2025-06-01"}}
{"subject": {"id": "canary-2", "age": 12, "residence": "FR"}}
{"subject": {"id": "canary-3", "age": 33, "residence": "EU"}}
{"consent": {"subject": "canary-1", "form": "club.sale", "version": "3", "clauses": ["sell"], "given": "2025-03-01T09:00:00Z", "act": "explicit", "recorded": "2025-03-02T09:00:00Z"}}
{"consent": {"subject": "canary-2", "form": "club.sale", "version": "3", "clauses": ["sell", "health"], "given": "2025-03-01T09:00:00Z", "act": "guardian", "withdrawn": "2025-06-01T00:00:00Z"}}
)";

std::string flow_json(std::string const& id, std::string const& who, std::string const& operation, std::string const& more = "") {
  return R"({"id": ")" + id + R"(", "at": "2025-06-12T10:00:00Z", "sender": "@spotify", "recipient": "@solo_ai", )" + who +
         R"("data": ["Listening"], "operation": [")" + operation + R"("], "purpose": ["DataSale"])" + more + "}";
}

/// Flows of every kind, and the log that they went into.
class Story {
 public:
  explicit Story(Mode mode = Mode::enforce) {
    LoadedPolicy loaded = load_policy(std::vector<BundleFile>{{"house.izin", policy_text}});
    for (Diagnostic const& problem : loaded.build.problems) MESSAGE(problem.message);
    REQUIRE(loaded.policy);
    SourceMap sources;
    Sink sink;
    Facts facts =
        read_facts(*loaded.policy->program, *loaded.policy->layout, sources, {sources.add("facts.jsonl", facts_text)}, sink);
    for (Diagnostic const& problem : sink.sorted()) MESSAGE(problem.message);
    REQUIRE_FALSE(sink.has_errors());
    GateOptions options;
    options.mode = mode;
    options.as_of = Instant{1'749'722'400'000'000};
    Gate gate(*loaded.policy, std::move(facts), site_.machine.environment(), options);
    gate.log_to(std::make_unique<Writer>(site_.writing(), site_.machine.environment()));
    std::string const rich =
        R"(, "price": "55000.25 USD", "note": "secret canary note", "contact": {"name": "Canary Contact", "kind": "Buyer"})";
    for (std::string const& flow :
         {flow_json("known", R"("subject": "canary-1", )", "Sell", rich),
          flow_json("minor", R"("subject": "canary-2", )", "Sell", rich),
          flow_json("vague", R"("subject": "canary-3", )", "Disclose", rich),
          flow_json("alone", R"("subject": {"id": "canary-9", "age": 50, "residence": "US"}, )", "Sell", rich),
          flow_json("unnamed", R"("subject": {"age": 51}, )", "Share"), flow_json("nobody", "", "Sell", rich),
          flow_json("bare", "", "Store"), flow_json("other party", R"("subject": {}, )", "Sell", R"(, "contact": "@spotify")"),
          flow_json("everybody", R"("subjects": ["canary-1", "canary-2", "canary-3", {"age": 60}], )", "Share", rich),
          flow_json("everybody sold", R"("subjects": ["canary-1", "canary-2"], )", "Sell", rich),
          std::string("[") + flow_json("two a", R"("subject": "canary-1", )", "Sell") + "," +
              flow_json("two b", R"("subject": "canary-1", )", "Store") + "]"}) {
      CAPTURE(flow);
      site_.machine.wall += 1'000'000;
      try {
        CHECK_FALSE(gate.decide(flow).empty());
      } catch (Refused const& refused) {
        for (Diagnostic const& problem : refused.problems()) FAIL_CHECK(problem.message);
      }
    }
  }
  [[nodiscard]] Site& site() { return site_; }

 private:
  Site site_;
};

}  // namespace

TEST_CASE("P22: every entry decided again gives the same bytes") {
  Story story;
  Replayed const replayed = replay({{story.site().file()}, std::nullopt, 1, {}, {}});
  INFO(replayed.why << "\n" << replayed.logged << "\n" << replayed.again);
  CHECK(replayed.entries == 12);
  CHECK(replayed.same == 12);
  CHECK(replayed.from_valuation == 0);
  CHECK_FALSE(replayed.first_different);
  Verification const verification = verify(story.site().verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == Level::l1);
}

TEST_CASE("P22: with the same policies given, the same; with others, not") {
  Story story;
  ReplayOptions options{{story.site().file()}, std::vector<BundleFile>{{"house.izin", policy_text}}, 2, {}, {}};
  CHECK(replay(options).same == 12);
  options.policies = std::vector<BundleFile>{{"house.izin", std::string(policy_text) + "// changed\n"}};
  Replayed const replayed = replay(options);
  CHECK(replayed.same == 0);
  CHECK(replayed.why == "`bundle` differs");
  options.policies = std::vector<BundleFile>{{"house.izin", "nonsense"}};
  CHECK_THROWS_AS(static_cast<void>(replay(options)), Error);
}

TEST_CASE("P22: where the facts cannot be opened, the truth values give verdict and rules again") {
  Story story;
  fs::remove(story.site().file().string() + ".keys");
  Replayed const replayed = replay({{story.site().file()}, std::nullopt, 1, {}, {}});
  INFO(replayed.why);
  CHECK(replayed.same == 12);
  CHECK(replayed.from_valuation >= 10);
  // Truth values say nothing about other policies, even of as many comparisons.
  ReplayOptions others{
      {story.site().file()}, std::vector<BundleFile>{{"house.izin", std::string(policy_text) + "// changed\n"}}, 1, {}, {}};
  Replayed const changed = replay(others);
  CHECK(changed.same == 0);
  CHECK(changed.why == "`bundle` differs");
}

TEST_CASE("a record that does not follow from its facts is found by replay") {
  Story story;
  std::string const record = ask(story.site().file(), "SELECT record FROM entry WHERE flow = 'minor'").at(0);
  std::string const sequence = ask(story.site().file(), "SELECT seq FROM entry WHERE flow = 'minor'").at(0);
  std::string const changed = replaced(record, "\"verdict\":\"deny\"", "\"verdict\":\"permit\"");
  sql(story.site().file(), "UPDATE entry SET record = '" + changed + "' WHERE seq = " + sequence);
  Replayed const replayed = replay({{story.site().file()}, std::nullopt, 1, {}, {}});
  CHECK(replayed.same == 11);
  CHECK(replayed.first_different == std::stoull(sequence));
  CHECK(replayed.why == "`verdict` differs");
  CHECK(replayed.again == record);
}

TEST_CASE("no text about a person stands in clear in any file of the log") {
  Story story;
  for (fs::directory_entry const& file : fs::recursive_directory_iterator(story.site().folder.path())) {
    if (!file.is_regular_file()) continue;
    CAPTURE(file.path().string());
    std::string const content = read_file(file.path());
    for (std::string const canary : {"canary-", "secret canary", "Canary Contact", "2025-07-01T00:00:00Z"}) {
      CAPTURE(canary);
      // The policy itself, which is no secret, names one of them.
      std::size_t const found = content.find(canary);
      bool const in_policy =
          canary == "secret canary" && found != std::string::npos && content.substr(found - 9, 9) == "note == \"";
      CHECK((found == std::string::npos || in_policy));
    }
  }
}

TEST_CASE("what is personal in a duty is sealed with the rest, and opened by show") {
  Story story;
  EntryView const view =
      show({story.site().file()}, ask(story.site().file(), "SELECT seq FROM entry WHERE flow = 'known'").at(0));
  auto const record = Json::parse(view.record);
  auto const part = Json::parse(view.private_part);
  REQUIRE(record);
  REQUIRE(part);
  CHECK(record->find_text("verdict") == "permit");
  CHECK(part->find("personal")->find_text("note") == "secret canary note");
  REQUIRE(part->find("duties"));
  Json const& duty = part->find("duties")->items().at(0);
  CHECK(duty.find_text("by") == "Canary Contact");
  CHECK(duty.find_text("due") == "2025-07-01T00:00:00Z");
  CHECK(record->find("private")->find("holds")->print() == R"(["consents","duties","personal","subject"])");
}

TEST_CASE("a person's pseudonym is one within a month, and another in the next") {
  Site site;
  auto const add = [&](unsigned n, std::int64_t decided) {
    Writer writer(site.writing(), site.machine.environment());
    Case made = case_about(site.program, n, "m-1");
    made.decided = decided;
    DecisionDraft const draft = made.draft();
    writer.append(std::span(&draft, 1));
  };
  std::int64_t const month = 31ll * 86'400'000'000;
  add(1, 1'767'614'400'000'000);
  add(2, 1'767'614'400'000'000 + month / 2);
  add(3, 1'767'614'400'000'000 + month);
  std::vector<std::string> const names =
      ask(site.file(), "SELECT json_extract(record, '$.private.pseudonym') FROM entry WHERE kind = 'decision' ORDER BY seq");
  REQUIRE(names.size() == 3);
  CHECK(names[0] == names[1]);
  CHECK(names[1] != names[2]);
}
