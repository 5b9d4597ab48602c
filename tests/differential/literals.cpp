// Few values of each kind, chosen to meet: boundaries, currencies, months against days.
#include "tests/differential/world.hpp"

namespace izin::differential {
namespace {

std::vector<std::string> const dates{"2024-02-29", "2025-01-31", "2025-02-28", "2025-06-01", "2025-06-12", "2025-12-31"};
std::vector<std::string> const instants{
    "2025-06-01T00:00:00Z",        "2025-05-31T23:59:59.999999Z", "2025-06-01T00:00:00.000001Z", "2025-06-12T10:00:00Z",
    "2025-06-12T00:00:00Z",        "2025-01-31T12:30:00Z",        "2025-02-28T00:00:00Z",        "2024-02-29T00:00:00Z",
    "2025-06-11T23:59:59.999999Z", "2025-06-12T10:00:00.000001Z", "2025-12-31T00:00:00Z"};
std::vector<std::string> const other_instants{"2025-06-12T12:00:00+02:00", "2025-05-31T20:00:00-04:00",
                                              "2025-06-12T10:00:00.000Z"};
std::vector<std::string> const durations{"1 hour",  "1 day",    "30 days", "31 days",   "365 days", "366 days", "0 days",
                                         "1 month", "2 months", "1 year",  "11 months", "60 days",  "59 days"};
std::vector<std::string> const other_durations{"24 hours",   "12 months", "720 hours", "0 months",
                                               "8784 hours", "4 years",   "48 months"};
std::vector<std::string> const money{"0 USD", "1 USD", "100 USD", "1 EUR", "100 EUR", "0.5 USD", "0 EUR"};
std::vector<std::string> const percents{"0%", "50%", "33.333333333%", "66.6%", "99.5%", "100%", "25%"};
std::vector<std::string> const integers{"0", "1", "2", "3", "12", "13", "18", "-1"};
std::vector<std::string> const decimals{"0", "0.5", "1", "1.5", "12", "-0.25"};
std::vector<std::string> const texts{"\"a\"", "\"b\"", "\"two words\""};

std::string quoted(std::string const& text) { return "\"" + text + "\""; }

}  // namespace

std::string literal(Random& random, Kind kind) {
  switch (kind) {
    case Kind::flag:
      return random.pick({"true", "false"});
    case Kind::integer:
      return random.pick(integers);
    case Kind::decimal:
      return random.pick(decimals);
    case Kind::percent:
      return random.pick(percents);
    case Kind::money:
      return random.pick(money);
    case Kind::text:
      return random.pick(texts);
    case Kind::date:
      return random.pick(dates);
    case Kind::instant:
      return random.pick(instants);
    default:
      return random.pick(durations);
  }
}

std::string input(Random& random, Kind kind) {
  switch (kind) {
    case Kind::percent:
    case Kind::money:
    case Kind::date:
      return quoted(literal(random, kind));
    case Kind::instant:
      if (random.chance(15)) return quoted(random.pick(other_instants));
      return quoted(literal(random, random.chance(20) ? Kind::date : Kind::instant));
    case Kind::duration:
      return quoted(random.chance(30) ? random.pick(other_durations) : random.pick(durations));
    default:
      return literal(random, kind);
  }
}

}  // namespace izin::differential
