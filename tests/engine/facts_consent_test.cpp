// Which clauses of a person are active, and how lines about one consent become one. LANGUAGE.md section 6, CONTRACTS.md
// section 1.
#include "grammar/syntax/literals.hpp"
#include "tests/engine/facts_world.hpp"

namespace izin::test {
namespace {

constexpr char const* policy = R"(
taxonomy Data { D }
taxonomy Operation { Sell  Share }
taxonomy Purpose { P }
record Party { kind: Data }
flow { data: some of Data  operation: some of Operation  purpose: some of Purpose  recipient: Party }
consent house.form version "1" {
  grant sell { data any  operation {Sell}  purpose any  recipient any  lasts 1 month }
  grant share { data any  operation {Share}  purpose any  recipient any }
  refuse never { data any  operation {Sell}  purpose any  recipient any }
}
consent house.form version "2" { grant sell { data any  operation {Sell}  purpose any  recipient any } }
consent house.plain {}
)";

World const& world() {
  static World const one{policy};
  return one;
}

Instant instant(std::string const& text) {
  if (auto const date = parse_date(text); std::holds_alternative<Date>(date)) return first_moment(std::get<Date>(date));
  return std::get<Instant>(parse_instant(text));
}

std::string line(std::string const& version, std::string const& clauses, std::string const& given, std::string const& rest = "") {
  return R"({"consent": {"subject": "m", "form": "house.form", "version": ")" + version + R"(", "clauses": [)" + clauses +
         R"(], "given": ")" + given + "\"" + (rest.find("act") == std::string::npos ? R"(, "act": "explicit")" : "") + rest +
         "}}\n";
}

/// The active clauses of `m`, as `house.form.sell "1" explicit`, separated by commas.
std::string active(std::string const& facts, std::string const& at, std::string const& known_at = "") {
  Read read;
  read.with_facts(world(), {facts});
  REQUIRE(read.problems() == "");
  auto const known = known_at.empty() ? std::nullopt : std::optional(instant(known_at));
  ConsentView const view = read.facts.view(world().model(), "m", instant(at), known);
  CHECK(view.state == ConsentView::State::known);
  std::string out;
  for (ActiveClause const& clause : view.active) {
    ConsentClause const& c = world().model().clauses[clause.clause.value];
    out += (out.empty() ? "" : ", ") + c.name + " " + *world().model().instruments[c.instrument.value].version + " " +
           std::string(act_text(clause.act));
  }
  return out;
}

}  // namespace

TEST_CASE("P9: a clause is active from `given` on, until it is withdrawn or has lasted, each to the microsecond") {
  std::string const facts =
      line("1", R"("sell", "share", "never")", "2025-01-31T10:00:00Z", R"(, "withdrawn": "2025-04-01T00:00:00Z")");
  CHECK(active(facts, "2025-01-31T09:59:59.999999Z") == "");
  CHECK(active(facts, "2025-01-31T10:00:00Z") == "never 1 explicit, sell 1 explicit, share 1 explicit");
  CHECK(active(facts, "2025-02-28T09:59:59.999999Z") == "never 1 explicit, sell 1 explicit, share 1 explicit");
  CHECK(active(facts, "2025-02-28T10:00:00Z") == "never 1 explicit, share 1 explicit");  // a month after 31 January
  CHECK(active(facts, "2025-03-31T23:59:59.999999Z") == "never 1 explicit, share 1 explicit");
  CHECK(active(facts, "2025-04-01T00:00:00Z") == "");
}

TEST_CASE("only the latest record of a form and version speaks, whatever it says; versions add up") {
  std::string const first = line("1", R"("share")", "2025-01-01");
  CHECK(active(first + line("1", R"("never")", "2025-02-01", R"(, "act": "implied")"), "2025-01-15") == "share 1 explicit");
  CHECK(active(first + line("1", R"("never")", "2025-02-01", R"(, "act": "implied")"), "2025-03-01") == "never 1 implied");
  CHECK(active(line("1", "", "2025-02-01") + first, "2025-03-01") == "");
  CHECK(active(first + line("1", R"("share")", "2025-02-01", R"(, "withdrawn": "2025-02-02")"), "2025-03-01") == "");
  CHECK(active(first + line("2", R"("sell")", "2025-02-01", R"(, "act": "guardian")"), "2025-03-01") ==
        "sell 2 guardian, share 1 explicit");
}

TEST_CASE("P11: with known_at only what was known then counts, of each event by itself") {
  std::string const late = line("1", R"("share")", "2025-01-01", R"(, "recorded": "2025-03-01")");
  CHECK(active(late, "2025-02-01") == "share 1 explicit");
  CHECK(active(late, "2025-02-01", "2025-02-28") == "");
  CHECK(active(late, "2025-02-01", "2025-03-01") == "share 1 explicit");
  // what is not known of a later record lets the earlier one speak
  CHECK(active(line("1", R"("never")", "2024-01-01") + late, "2025-02-01", "2025-02-28") == "never 1 explicit");

  // the withdrawal is known from the later of `recorded` and `withdrawn`, the giving from `recorded`
  std::string const withdrawn = line("1", R"("share")", "2025-01-01", R"(, "withdrawn": "2025-02-01", "recorded": "2025-01-05")");
  CHECK(active(withdrawn, "2025-02-01", "2025-01-31") == "share 1 explicit");
  CHECK(active(withdrawn, "2025-02-01", "2025-02-01") == "");
  CHECK(active(withdrawn, "2025-01-20", "2025-01-04") == "");
  std::string const reported = line("1", R"("share")", "2025-01-01", R"(, "withdrawn": "2025-02-01", "recorded": "2025-03-01")");
  CHECK(active(line("1", R"("share")", "2025-01-01") + reported, "2025-02-10", "2025-02-28") == "share 1 explicit");
  CHECK(active(line("1", R"("share")", "2025-01-01") + reported, "2025-02-10", "2025-03-01") == "");
  CHECK(active(line("1", R"("share")", "2025-01-01") + reported, "2025-02-10") == "");
  // without `recorded` the withdrawal is known when it happens
  CHECK(active(line("1", R"("share")", "2025-01-01", R"(, "withdrawn": "2025-02-01")"), "2025-03-01", "2025-01-31") ==
        "share 1 explicit");
}

TEST_CASE("lines about one consent are merged: the earliest knowledge of each event") {
  std::string const lines =
      line("1", R"("share")", "2025-01-01", R"(, "recorded": "2025-03-01", "withdrawn": "2025-02-01")") +
      line("1", R"("share", "share")", "2025-01-01T00:00:00Z", R"(, "recorded": "2025-04-01", "withdrawn": "2025-02-01")") +
      line("1", R"("share")", "2025-01-01", R"(, "recorded": "2025-01-10")");
  Read read;
  read.with_facts(world(), {lines});
  REQUIRE(read.problems() == "");
  REQUIRE(read.facts.consents("m").size() == 1);
  ConsentRecord const& record = read.facts.consents("m")[0];
  CHECK(record.known_given == instant("2025-01-10"));
  CHECK(record.withdrawn == instant("2025-02-01"));
  CHECK(record.known_withdrawn == instant("2025-03-01"));
  CHECK(read.facts.names("m"));
  CHECK_FALSE(read.facts.names("n"));
  CHECK(read.facts.subject("m") == nullptr);
  CHECK(read.facts.consents("n").empty());
  CHECK(read.facts.ids() == std::vector<std::string>{"m"});
}

TEST_CASE("what the evaluator is told: no registry, nobody in particular, somebody") {
  Facts const none;
  CHECK(none.view(world().model(), "m", instant("2025-01-01"), std::nullopt).state == ConsentView::State::no_registry);
  Read read;
  read.with_facts(world(), {""});
  CHECK(read.facts.is_registry());
  CHECK(read.facts.view(world().model(), std::nullopt, instant("2025-01-01"), std::nullopt).state ==
        ConsentView::State::no_subject);
  CHECK(read.facts.view(world().model(), "m", instant("2025-01-01"), std::nullopt).state == ConsentView::State::known);
}

TEST_CASE("the records that speak, for the log, are those that decide, also when withdrawn") {
  Read read;
  read.with_facts(world(), {line("2", R"("sell")", "2025-01-01") + line("1", R"("share")", "2025-01-01") +
                            line("1", R"("never")", "2025-02-01", R"(, "withdrawn": "2025-02-02")")});
  auto const spoke = speaking_records(read.facts.consents("m"), instant("2025-03-01"), std::nullopt);
  REQUIRE(spoke.size() == 2);
  CHECK(spoke[0].given == instant("2025-02-01"));
  CHECK(spoke[1].given == instant("2025-01-01"));
}

TEST_CASE("the digest of facts does not depend on files, order or repetition, and on everything else") {
  std::string const a = line("1", R"("share", "never")", "2025-01-01"), b = line("2", R"("sell")", "2025-01-01");
  std::string const p = R"({"subject": {"id": "m"}})", q = R"({"subject": {"id": "n"}})";
  auto const digest = [](std::vector<std::string> const& files) {
    Read read;
    read.with_facts(world(), files);
    REQUIRE(read.problems() == "");
    return read.facts.digest();
  };
  auto const whole = digest({a + b + p + "\n" + q});
  CHECK(whole.starts_with("sha256:"));
  CHECK(whole.size() == 71);
  CHECK(digest({q, b + a, p, p}) == whole);
  CHECK(digest({line("1", R"("never", "share")", "2025-01-01T01:00:00+01:00") + b, p + "\n\n" + q}) == whole);
  CHECK(digest({a + b + p}) != whole);
  CHECK(digest({a + b + p + "\n" + q + "\n" + line("1", R"("share", "never")", "2025-01-01", R"(, "recorded": "2024-12-31")")}) !=
        whole);
  CHECK(digest({""}) == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(Facts{}.digest() == "");
}

TEST_CASE("a form without a version is named without one") {
  std::string const plain =
      R"({"consent": {"subject": "m", "form": "house.plain", "clauses": [], "given": "2025-01-01", "act": "implied")";
  Read read;
  read.with_facts(world(), {plain + "}}", plain + R"(, "version": "1"}})"});
  CHECK(read.problems() == "IZ0517 facts1.jsonl:1:120 /consent/version\n");
}

}  // namespace izin::test
