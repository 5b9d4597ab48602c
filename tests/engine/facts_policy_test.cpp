// Tests written in policy files, as flows with their consents. LANGUAGE.md section 7.
#include "tests/engine/facts_world.hpp"

namespace izin::test {
namespace {

constexpr char const* vocabulary = R"(
taxonomy Data { D }
taxonomy Operation { Sell  Share }
taxonomy Purpose { P }
record Seat { city: Text }
record Party { kind: Data  size: Int  seat: Seat }
record Person { age: Int  likes: set of Purpose }
flow {
  data: some of Data  operation: some of Operation  purpose: some of Purpose  recipient: Party  sender: Party  subject: Person
  partners: set of Party  others: set of Purpose  count: Int  score: Decimal  share: Percent  price: Money  title: Text  ok: Bool  day: Date
  moment: Instant  span: Duration  seat: Seat  personal note: Text
}
party acme { kind: D  size: 7 }
consent house.form version "1" {
  grant sell { data any  operation {Sell}  purpose any  recipient any  lasts 1 month }
  refuse share { data any  operation {Share}  purpose any  recipient any }
}
law l { forbid f { when recipient.size == 7 and sender.seat is known and others is known and subject.age == 3 and subject.likes is known and ok } }
)";

struct Given {
  World world;
  TestInput input;
};

/// The only test of a bundle.
Given read(std::string const& body) {
  World world(std::string(vocabulary) + "test \"one\" { at 2025-02-10 " + body + " expect deny }");
  REQUIRE(world.model().tests.size() == 1);
  Sink sink;
  auto input = read_test(*world.program, world.layout, world.model().tests[0], sink);
  CHECK(sink.empty());
  REQUIRE(input.has_value());
  return {std::move(world), *std::move(input)};
}

}  // namespace

TEST_CASE("a test's values are read as an input's are") {
  auto const [world, input] = read(R"(given {
    recipient: @acme  sender: { name: "Zed"  size: -3  seat: {} }  data: {D}  others: {}  partners: {@acme}
    count: 5  score: 0.5  share: 66%  price: 5.10 USD  title: "a\"b"  ok: true  day: 2024-02-29  moment: 2025-06-12T12:00:00+02:00
    span: 24 hours  seat: { city: "x" }  note: "secret"  subject: { age: 3  likes: {} } })");
  CHECK(input.flow.id == "one");
  CHECK(to_text(input.flow.at) == "2025-02-10T00:00:00Z");
  CHECK(
      input.flow.canonical ==
      R"({"at":"2025-02-10T00:00:00Z","count":"5","data":["D"],"day":"2024-02-29","id":"one","moment":"2025-06-12T10:00:00Z","ok":true,"others":[],)"
      R"("partners":["@acme"],"price":"5.1 USD","recipient":"@acme","score":"0.5","seat":{"city":"x"},"sender":{"name":"Zed","seat":{},"size":"-3"},)"
      R"("share":"66%","span":"1 day","title":"a\"b"})");
  CHECK(input.flow.personal_canonical == R"({"note":"secret"})");
  CHECK(world.value(input.flow, "recipient.size").number == 7);
  CHECK(world.value(input.flow, "others").given);
  CHECK(world.value(input.flow, "sender.seat").given);
  CHECK(world.value(input.flow, "subject.age").number == 3);
  CHECK(input.flow.subject->id == "subject of one");
  CHECK(input.flow.subject->canonical == R"({"age":"3","id":"subject of one","likes":[]})");
  CHECK(input.consent.state == ConsentView::State::no_registry);
}

TEST_CASE("whom a test is about, and what is known of their consent") {
  CHECK(read("").input.flow.about == About::nobody);
  CHECK(read("given {}").input.consent.state == ConsentView::State::no_registry);
  auto const none = read("consent none");
  CHECK(none.input.flow.about == About::nobody);
  CHECK(none.input.consent.state == ConsentView::State::no_subject);
  auto const nobody_named = read("given { subject: {} } consent none");
  CHECK(nobody_named.input.flow.subject->id.has_value());
  CHECK(nobody_named.input.consent.state == ConsentView::State::known);
  CHECK(nobody_named.input.consent.active.empty());
  auto const named = read(R"(given { subject: { id: "m-1" } })");
  CHECK(named.input.flow.subject->id == "m-1");
}

TEST_CASE("consent lines of a test are records of its subject, also when nothing else is known of them") {
  auto const given = read(R"(consent house.form "1" { sell share } given 2025-01-31 explicit)");
  CHECK(given.input.flow.about == About::subject);
  CHECK(given.world.value(given.input.flow, "subject").given);
  CHECK_FALSE(given.world.value(given.input.flow, "subject.age").given);
  REQUIRE(given.input.consent.active.size() == 2);
  CHECK(given.input.consent.active[0].act == Act::explicit_);
  CHECK(read(R"(consent house.form "1" { sell share } given 2025-01-05 explicit)").input.consent.active.size() ==
        1);  // `lasts 1 month`
  CHECK(read(R"(consent house.form "1" { sell share } given 2025-01-31 implied withdrawn 2025-02-10)")
            .input.consent.active.empty());
  CHECK(read(R"(consent house.form "1" { sell share } given 2025-02-11 implied)").input.consent.active.empty());
  auto const two = read(
      R"(consent house.form "1" { sell } given 2025-02-01 implied consent house.form "1" { share } given 2025-02-02 guardian)");
  REQUIRE(two.input.consent.active.size() == 1);
  CHECK(two.input.consent.active[0].act == Act::guardian);
  // two lines about one consent are one
  CHECK(
      read(
          R"(consent house.form "1" { sell } given 2025-02-01 implied consent house.form "1" { sell } given 2025-02-01 implied withdrawn 2025-02-03)")
          .input.consent.active.empty());
}

}  // namespace izin::test
