#include "tests/fuzz/bundle.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "engine/facts/flow_reader.hpp"
#include "rules/check/build.hpp"

namespace izin::fuzz {
namespace {

constexpr char const* policy = R"(
taxonomy Data { Listening = <https://example.org/listening> { History Playlists } Health }
taxonomy Operation { Use { Train } Sell }
taxonomy Purpose { Service Research }
taxonomy Kind { Broker Maker }
record Party { kind: Kind  country: Kind  revenue: Money  personal contact: Text }
record Seat { city: Text  personal street: Text }
record Person { age: Int  left: Instant  opted_out: Bool  objects: set of Purpose  guardian: Party  seat: Seat }
flow {
  sender: Party  recipient: Party  subject: Person
  data: some of Data  operation: some of Operation  purpose: some of Purpose
  partners: set of Party  others: set of Purpose  price: Money  share: Percent  score: Decimal  count: Int  title: Text  ok: Bool
  day: Date  moment: Instant  span: Duration  seat: Seat  personal note: Text  personal helper: Party
}
party acme { kind: Broker  revenue: 5 USD }
party plain {}
consent house.form version "1" {
  grant sell { data any  operation {Sell}  purpose any  recipient {Broker, @plain}  lasts 12 months }
  refuse train { data {Listening}  operation {Train}  purpose any  recipient any }
}
law land {
  default forbid
  permit agreed { when consent covers flow or explicit consent covers flow }
  right own { when subject.age >= 18 and sender == recipient  contests house.few }
  duty tell { do Tell by sender to subject within 30 days after subject.left }
}
taxonomy Action { Tell }
charter house {
  forbid old { when moment < day + span or subject.left > at or price > 5 USD or share <= 66% or score == 0.5 }
  forbid named { when sender is @acme or recipient.kind is Broker or partners has @plain or subject.guardian == sender }
  forbid objected { when subject.objects has any others or subject.opted_out or consent refuses flow }
  require said { that title == "x" or seat.city == title or ok or count > 3 or note is known or helper is @plain or seat.street is known }
  forbid few { when pool.permitted < 2 }
  forbid share { when pool.share < 50% }
}
)";

bool same(Value const& a, Value const& b) {
  return a.given == b.given && a.unit == b.unit && a.code == b.code && a.number == b.number && a.text == b.text &&
         std::ranges::equal(a.elements, b.elements);
}

}  // namespace

Bundle const& bundle() {
  static Bundle const one = [] {
    BuildResult result = build({{"policy.izin", policy}});
    demand(result.ok, "the bundle of the fuzz targets builds");
    auto program = compile(std::move(result.model));
    auto layout = std::make_shared<FlowLayout const>(*program);
    return Bundle{std::move(program), std::move(layout)};
  }();
  return one;
}

void demand(bool holds, char const* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

void demand_round_trip(Flow const& flow) {
  Bundle const& b = bundle();
  std::optional<std::string> const person = flow.subject ? std::optional(flow.subject->canonical) : std::nullopt;
  Flow again = read_canonical_flow(*b.program, *b.layout, flow.canonical, person, flow.personal_canonical);
  if (flow.about == About::pool) {
    std::vector<std::shared_ptr<Subject const>> people;
    for (auto const& each : flow.subjects) people.push_back(read_canonical_subject(*b.program, *b.layout, each->canonical));
    set_pool(*b.program, *b.layout, again, std::move(people));
  }
  demand(again.id == flow.id && again.at == flow.at && again.about == flow.about, "a flow reads back");
  demand(again.canonical == flow.canonical && again.personal_canonical == flow.personal_canonical, "canonical text is stable");
  demand(again.own_names == flow.own_names, "own names read back");
  demand(std::ranges::equal(again.slots, flow.slots, same), "values read back");
}

void demand_round_trip(Subject const& person) {
  Bundle const& b = bundle();
  auto const again = read_canonical_subject(*b.program, *b.layout, person.canonical);
  demand(again->id == person.id && again->canonical == person.canonical, "a person reads back");
  demand(std::ranges::equal(again->values, person.values, same), "a person's values read back");
}

}  // namespace izin::fuzz
