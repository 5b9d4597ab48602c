// The canonical form of flows and people: one text for one meaning, and back to the same values.
#include <algorithm>

#include "engine/facts/canonical_text.hpp"
#include "tests/engine/facts_world.hpp"

namespace izin::test {
namespace {

constexpr char const* vocabulary = R"(
taxonomy Kind { A = <https://example.org/a> { A1 A2 }  B  C }
record Party { kind: Kind  size: Int  roles: set of Kind  personal contact: Text  seat: Seat }
record Seat { city: Text  country: Kind  personal street: Text }
record Person { age: Int  likes: set of Kind  guardian: Party  seat: Seat  friends: set of Party }
flow {
  sender: Party  recipient: Party  subject: Person  kinds: some of Kind  others: set of Kind  partners: set of Party
  count: Int  score: Decimal  share: Percent  price: Money  title: Text  ok: Bool  day: Date  moment: Instant  span: Duration
  seat: Seat  personal note: Text  personal helper: Party  personal tags: set of Kind
}
party acme { kind: A1  size: 7  roles: {B, C}  seat: { city: "Here" } }
party plain {}
)";
constexpr char const* readings = R"(
law all_slots {
  forbid f {
    when sender.kind is A and sender.size == 7 and sender.roles has B and sender.contact == "" and sender.seat.city == "" and sender.seat.street == ""
    when sender is known and sender.seat is known and recipient.seat is known and recipient.seat.city == "Here" and recipient.kind is A
    when sender == recipient and subject.guardian == sender and subject.guardian.kind is A and subject.friends has @acme
    when subject.age == 1 and subject.likes has A and subject.seat.city == "" and subject.seat is known and subject.id == "" and subject is known
    when kinds has A and others has A and partners has @acme and helper is @acme and tags has A and note == "" and id == ""
    when count == 1 and score == 1 and share == 1% and price == 0 and title == "" and ok and day == moment and span == 1 day and seat is known
  }
}
)";

World const& world() {
  static World const one(std::string(vocabulary) + readings);
  return one;
}

Flow only_flow(std::string text) {
  Read read;
  read.flows(world(), std::move(text));
  INFO(render_text(read.sink.sorted(), read.sources, Colour::off));
  REQUIRE_FALSE(read.sink.has_errors());
  REQUIRE(read.reading.flows.size() == 1);
  return std::move(read.reading.flows[0]);
}

bool same(Value const& a, Value const& b) {
  return a.given == b.given && a.unit == b.unit && a.code == b.code && a.number == b.number && a.text == b.text &&
         std::ranges::equal(a.elements, b.elements);
}

/// Back from canonical text: the same flow in every respect.
void check_round_trip(Flow const& flow) {
  std::optional<std::string> const person = flow.subject ? std::optional(flow.subject->canonical) : std::nullopt;
  Flow const again = read_canonical_flow(*world().program, world().layout, flow.canonical, person, flow.personal_canonical);
  CHECK(again.id == flow.id);
  CHECK(again.at == flow.at);
  CHECK(again.about == flow.about);
  CHECK(again.canonical == flow.canonical);
  CHECK(again.personal_canonical == flow.personal_canonical);
  CHECK(again.own_names == flow.own_names);
  REQUIRE(again.slots.size() == flow.slots.size());
  for (std::size_t i = 0; i < flow.slots.size(); ++i) {
    CAPTURE(world().model().slots[i].path);
    CHECK(same(again.slots[i], flow.slots[i]));
  }
  if (!flow.subject) return;
  auto const alone = read_canonical_subject(*world().program, world().layout, flow.subject->canonical);
  CHECK(alone->canonical == flow.subject->canonical);
  CHECK(alone->id == flow.subject->id);
}

constexpr char const* full_flow = R"({
  "title": "a \"b\" \\ \u0001\n é", "count": -3, "score": 1.50, "share": "66.0%", "price": "5.10 USD", "ok": true, "day": "2024-02-29",
  "moment": "2025-06-12T12:00:00.500+02:00", "span": "24 hours", "kinds": ["C", "https://example.org/a", "C"], "others": [],
  "sender": {"name": "@acme", "kind": "A1", "contact": "x@y", "seat": {"city": "Here", "country": "B", "street": "1 Road"}},
  "recipient": {"seat": {"street": "2 Road"}, "name": "Zed"}, "partners": [{"name": "Zed", "contact": "z"}, "@acme", {}, {"name": "Zed"}, {}, "@acme"],
  "seat": {"street": "3"}, "note": "secret", "helper": {"name": "Yan", "size": 3, "contact": "yan"}, "tags": ["B", "A"],
  "subject": {"likes": ["B", "A2"], "id": "m-1", "age": 30, "guardian": {"name": "Zed", "size": 2}, "friends": [{"name": "Amy"}, "@plain"]},
  "at": "2025-06-12", "id": "f"})";

}  // namespace

TEST_CASE("the canonical form has sorted keys, terms by name, numbers as strings, and no personal field") {
  Flow const flow = only_flow(full_flow);
  CHECK(
      flow.canonical ==
      R"({"at":"2025-06-12T00:00:00Z","count":"-3","day":"2024-02-29","id":"f","kinds":["A","C"],"moment":"2025-06-12T10:00:00.5Z","ok":true,"others":[],)"
      R"("partners":["@acme",{"name":"Zed"},{"name":"Zed"},{},{}],"price":"5.1 USD","recipient":{"name":"Zed","seat":{}},"score":"1.5","seat":{},)"
      R"("sender":{"name":"@acme","seat":{"country":"B"}},"share":"66%","span":"1 day","title":"a \"b\" \\ \u0001\n é"})");
  CHECK(
      flow.personal_canonical ==
      R"({"helper":{"contact":"yan","name":"Yan","size":"3"},"note":"secret","partners":[{},{},{"contact":"z"},{},{}],"recipient":{"seat":{"street":"2 Road"}},)"
      R"("seat":{"street":"3"},"sender":{"contact":"x@y","seat":{"street":"1 Road"}},"tags":["A","B"]})");
  CHECK(flow.subject->canonical ==
        R"({"age":"30","friends":["@plain",{"name":"Amy"}],"guardian":{"name":"Zed","size":"2"},"id":"m-1","likes":["A2","B"]})");
  check_round_trip(flow);
}

TEST_CASE("P4: the order of keys and elements changes nothing, nor which parties are named first") {
  Flow const a = only_flow(
      R"({"id": "f", "at": "2025-06-12", "sender": {"name": "Zed"}, "recipient": {"name": "Amy"}, "partners": [{"name": "Bob"}, {"name": "Zed"}], "kinds": ["A", "B"]})");
  Flow const b = only_flow(
      R"({"kinds": ["B", "A", "B"], "partners": [{"name": "Zed"}, {"name": "Bob"}], "recipient": {"name": "Amy"}, "sender": {"name": "Zed"}, "at": "2025-06-12T00:00:00Z", "id": "f"})");
  CHECK(a.canonical == b.canonical);
  CHECK(a.own_names == std::vector<std::string>{"Amy", "Bob", "Zed"});
  CHECK(b.own_names == a.own_names);
  for (std::size_t i = 0; i < a.slots.size(); ++i) CHECK(same(a.slots[i], b.slots[i]));
  CHECK(world().value(a, "sender").code == first_own_identity + 2);
  check_round_trip(a);
}

TEST_CASE("a declaration fills what an object leaves out, and is not repeated") {
  Flow const named = only_flow(R"({"id": "f", "at": "2025-06-12", "sender": "@acme"})");
  Flow const object = only_flow(
      R"({"id": "f", "at": "2025-06-12", "sender": {"name": "@acme", "roles": ["C", "B", "C"], "size": 7, "kind": "A1", "seat": {"city": "Here"}}})");
  for (Flow const* flow : {&named, &object}) {
    CHECK(flow->canonical == R"({"at":"2025-06-12T00:00:00Z","id":"f","sender":"@acme"})");
    CHECK(world().value(*flow, "sender.size").number == 7);
    CHECK(world().value(*flow, "sender.roles").elements.size() == 2);
    CHECK(world().value(*flow, "sender.seat").given);
    CHECK(world().value(*flow, "sender.seat.city").text == "Here");
    CHECK_FALSE(world().value(*flow, "sender.seat.street").given);
    CHECK_FALSE(world().value(*flow, "sender.contact").given);
    CHECK_FALSE(world().value(*flow, "recipient").given);
    check_round_trip(*flow);
  }
}

TEST_CASE("an undeclared party of one name is one identity in the flow and its person") {
  Flow const flow = only_flow(
      R"({"id": "f", "at": "2025-06-12", "sender": {"name": "Zed"}, "subject": {"guardian": {"name": "Zed"}, "friends": [{"name": "Zed"}, {"name": "Amy"}]}})");
  CHECK(flow.own_names == std::vector<std::string>{"Amy", "Zed"});
  CHECK(world().value(flow, "sender").code == world().value(flow, "subject.guardian").code);
  CHECK(std::ranges::equal(world().value(flow, "subject.friends").elements,
                           std::vector{first_own_identity, first_own_identity + 1}));
  check_round_trip(flow);
}

TEST_CASE("the people of a pool share the flow's names, and facts are not changed by it") {
  Read read;
  read.with_facts(world(), {R"({"subject": {"id": "m-1", "guardian": {"name": "Zed"}}}
{"subject": {"id": "m-2", "guardian": {"name": "Amy"}, "seat": {"city": "Here"}, "likes": ["B", "C"]}}
{"subject": {"id": "m-3"}})"});
  read.flows(
      world(),
      R"([{"id": "f", "at": "2025-06-12", "sender": {"name": "Zed"}, "recipient": {"name": "Bob"}, "subjects": {"all": true}},
 {"id": "g", "at": "2025-06-12", "subject": "m-1"}])");
  REQUIRE(read.problems() == "");
  Flow const& pool = read.reading.flows[0];
  CHECK(pool.own_names == std::vector<std::string>{"Amy", "Bob", "Zed"});
  CHECK(world().value(*pool.subjects[0], "subject.guardian").code == world().value(pool, "sender").code);
  CHECK(world().value(*pool.subjects[1], "subject.guardian").code == first_own_identity);
  CHECK(world().value(*pool.subjects[1], "subject.seat.city").text == "Here");
  CHECK(world().value(*pool.subjects[1], "subject.likes").elements.size() == 2);
  CHECK(pool.subjects[2] == read.facts.subject("m-3"));
  Flow const& alone = read.reading.flows[1];
  CHECK(alone.own_names == std::vector<std::string>{"Zed"});
  CHECK(alone.subject == read.facts.subject("m-1"));
  CHECK(world().value(*read.facts.subject("m-1"), "subject.guardian").code == first_own_identity);

  Flow again = read_canonical_flow(*world().program, world().layout, pool.canonical, std::nullopt);
  std::vector<std::shared_ptr<Subject const>> people;
  for (auto const& person : pool.subjects)
    people.push_back(read_canonical_subject(*world().program, world().layout, person->canonical));
  set_pool(*world().program, world().layout, again, people);
  CHECK(again.own_names == pool.own_names);
  for (std::size_t p = 0; p < people.size(); ++p) {
    for (std::size_t i = 0; i < people[p]->values.size(); ++i)
      CHECK(same(again.subjects[p]->values[i], pool.subjects[p]->values[i]));
  }
}

TEST_CASE("canonical text that this program did not write is refused") {
  auto const read = [](std::string const& open, std::string const& personal) {
    return read_canonical_flow(*world().program, world().layout, open, std::nullopt, personal);
  };
  CHECK_THROWS_AS((void)read("{", ""), std::runtime_error);
  CHECK_THROWS_AS((void)read(R"({"at":"2025-06-12T00:00:00Z"})", ""), std::runtime_error);
  CHECK_THROWS_AS((void)read(R"({"at":"2025-06-12T00:00:00Z","count":3,"id":"f"})", ""), std::runtime_error);
  CHECK_THROWS_AS((void)read(R"({"at":"2025-06-12T00:00:00Z","id":"f","subject":{}})", ""), std::runtime_error);
  CHECK_THROWS_AS((void)read(R"({"at":"2025-06-12T00:00:00Z","id":"f"})", R"({"at":{}})"), std::runtime_error);
  CHECK_THROWS_AS((void)read_canonical_subject(*world().program, world().layout, "[]"), std::runtime_error);
}

TEST_CASE("JSON strings escape what RFC 8785 says, and nothing else") {
  CHECK(input::json_text(std::string_view("\"\\\b\f\n\r\t\0\x1f/é\x7f", 13)) ==
        "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f/é\x7f\"");
}

}  // namespace izin::test
