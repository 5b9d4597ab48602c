// Scalars from text: what is read, what is refused, and the canonical text of each.
#include "grammar/syntax/literals.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

namespace {

using namespace izin;

// The canonical text of what was read, or the message.
template <class T>
std::string canonical(Parsed<T> const& parsed) {
  if (auto const* error = std::get_if<LiteralError>(&parsed)) return "error: " + error->message;
  return to_text(std::get<T>(parsed));
}
template <class T>
bool refused(Parsed<T> const& parsed) {
  return std::holds_alternative<LiteralError>(parsed);
}
template <class T>
bool refused_with(Parsed<T> const& parsed, std::string const& words) {
  auto const* error = std::get_if<LiteralError>(&parsed);
  return error != nullptr && error->message.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("numbers are exact and have one canonical text") {
  std::map<std::string, std::string> const cases = {
      {"18", "18"},
      {"-3", "-3"},
      {"0.5", "0.5"},
      {"0.50", "0.5"},
      {"-0", "0"},
      {"-0.0", "0"},
      {"007", "7"},
      {"100", "100"},
      {"0.000000001", "0.000000001"},
      {"-0.000000001", "-0.000000001"},
      {"999999999999999999", "999999999999999999"},
      {"123456789.123456789", "123456789.123456789"},
  };
  for (auto const& [text, expected] : cases) CHECK(canonical(parse_number(text)) == expected);
  CHECK_FALSE(std::get<Number>(parse_number("18")).has_point);
  CHECK(std::get<Number>(parse_number("18.0")).has_point);
}

TEST_CASE("numbers refuse what is not one") {
  for (auto const* text : {"", "-", ".5", "+5", "1_000", "1,5", "0x10", " 1", "1 ", "--1", "NaN", "1.2.3", "١"}) {
    CAPTURE(text);
    CHECK(refused(parse_number(text)));
  }
  CHECK(refused_with(parse_number("1e400"), "exponent"));
  CHECK(refused_with(parse_number("1E2"), "exponent"));
  CHECK(refused_with(parse_number("0.5e1"), "exponent"));
  CHECK(refused_with(parse_number("5."), "point"));
  CHECK(refused_with(parse_number("1000000000000000000"), "18 digits"));
  CHECK(refused_with(parse_number("9223372036854775808"), "18 digits"));
  CHECK(refused_with(parse_number("1234567890.123456789"), "18 digits"));
  CHECK(refused_with(parse_number("0.0000000001"), "9 digits"));
  CHECK(refused(parse_number(std::string(1'000'000, '9'))));
}

TEST_CASE("percentages") {
  CHECK(canonical(parse_percent("66%")) == "66%");
  CHECK(canonical(parse_percent("99.50%")) == "99.5%");
  CHECK(canonical(parse_percent("-1%")) == "-1%");
  for (auto const* text : {"66", "%", "66 %", "66%%", "1e1%"}) CHECK(refused(parse_percent(text)));
}

TEST_CASE("money needs a currency of ISO 4217 and has at most four decimals") {
  CHECK(canonical(parse_money("55000 USD")) == "55000 USD");
  CHECK(canonical(parse_money("0.1000  EUR")) == "0.1 EUR");
  CHECK(canonical(parse_money("-5 IDR")) == "-5 IDR");
  CHECK(canonical(parse_money("1.2345 XCG")) == "1.2345 XCG");
  CHECK(std::get<Money>(parse_money("1 USD")).currency == (('U' << 16) | ('S' << 8) | 'D'));
  for (auto const* text :
       {"0", "55000", "55000USD", "USD 55000", "55000 usd", "55000 USDX", "55000 US", "1 USD ", "1 U$D", " 1 USD", "1 ", ""}) {
    CAPTURE(text);
    CHECK(refused(parse_money(text)));
  }
  CHECK(refused_with(parse_money("1.23456 USD"), "4 decimals"));
  CHECK(refused_with(parse_money("1.00000 USD"), "4 decimals"));
  CHECK(refused_with(parse_money("1 UDS"), "did you mean `USD`?"));
  CHECK(refused_with(parse_money("1 DEM"), "ISO 4217"));
}

TEST_CASE("dates are days that exist, of the years 0001 to 9999") {
  for (auto const* text : {"0001-01-01", "1970-01-01", "2024-02-29", "2000-02-29", "9999-12-31", "1582-10-10"}) {
    CHECK(canonical(parse_date(text)) == text);
  }
  CHECK(std::get<Date>(parse_date("1970-01-01")).days == 0);
  CHECK(std::get<Date>(parse_date("1969-12-31")).days == -1);
  CHECK(refused_with(parse_date("0000-01-01"), "0001 to 9999"));
  CHECK(refused_with(parse_date("2023-02-29"), "28 days"));
  CHECK(refused_with(parse_date("1900-02-29"), "28 days"));
  CHECK(refused_with(parse_date("2025-04-31"), "30 days"));
  CHECK(refused_with(parse_date("2025-13-01"), "month"));
  for (auto const* text : {"", "2025-5-15", "10000-01-01", "2025-05-00", "2025-00-05", "2025/05/15", "25-05-15", "2025-05-15 ",
                           "-001-01-01", "2025-05-15T00:00:00Z"}) {
    CAPTURE(text);
    CHECK(refused(parse_date(text)));
  }
}

TEST_CASE("every date survives its text") {
  auto expected = std::get<Date>(parse_date("0001-01-01")).days;
  auto const last = std::get<Date>(parse_date("9999-12-31")).days;
  for (; expected <= last; expected += 13) {
    auto const text = to_text(Date{expected});
    REQUIRE(std::get<Date>(parse_date(text)).days == expected);
  }
}

TEST_CASE("instants are normalised to UTC") {
  std::map<std::string, std::string> const cases = {
      {"2025-06-12T10:00:00Z", "2025-06-12T10:00:00Z"},
      {"2025-06-12t10:00:00z", "2025-06-12T10:00:00Z"},
      {"2025-06-12T10:00:00.500000Z", "2025-06-12T10:00:00.5Z"},
      {"2025-06-12T10:00:00.000001Z", "2025-06-12T10:00:00.000001Z"},
      {"2025-06-12T10:00:00.0Z", "2025-06-12T10:00:00Z"},
      {"2025-06-12T10:00:00+02:00", "2025-06-12T08:00:00Z"},
      {"2025-06-12T00:30:00+02:00", "2025-06-11T22:30:00Z"},
      {"2024-02-28T23:30:00-05:45", "2024-02-29T05:15:00Z"},
      {"2025-06-12T10:00:00-00:00", "2025-06-12T10:00:00Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
      {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
  };
  for (auto const& [text, expected] : cases) CHECK(canonical(parse_instant(text)) == expected);
}

TEST_CASE("instants refuse what is not one") {
  CHECK(refused_with(parse_instant("2016-12-31T23:59:60Z"), "leap second"));
  CHECK(refused_with(parse_instant("2025-06-12T10:00:00"), "offset"));
  CHECK(refused_with(parse_instant("2025-06-12T10:00:00.1234567Z"), "6 decimals"));
  CHECK(refused_with(parse_instant("0001-01-01T00:00:00+00:01"), "0001 to 9999"));
  CHECK(refused_with(parse_instant("9999-12-31T23:59:59-00:01"), "0001 to 9999"));
  CHECK(refused_with(parse_instant("2025-06-12T24:00:00Z"), "hours"));
  CHECK(refused_with(parse_instant("2025-02-30T10:00:00Z"), "28 days"));
  for (auto const* text :
       {"2025-06-12", "2025-06-12 10:00:00Z", "2025-06-12T10:00Z", "2025-06-12T10:00:00.Z", "2025-06-12T10:00:00+2:00",
        "2025-06-12T10:00:00+0200", "2025-06-12T10:00:00+24:00", "2025-06-12T10:00:00+02:60", "2025-06-12T10:60:00Z",
        "2025-06-12T10:00:61Z", "2025-06-12T10:00:00ZZ", "2025-06-12T10:00:00 Z", ""}) {
    CAPTURE(text);
    CHECK(refused(parse_instant(text)));
  }
}

TEST_CASE("durations are months or hours, whole, and not too long") {
  std::map<std::string, std::string> const cases = {
      {"24 hours", "1 day"},          {"25 hours", "25 hours"},       {"1 hour", "1 hour"},
      {"1 hours", "1 hour"},          {"30 days", "30 days"},         {"12 months", "1 year"},
      {"5 years", "5 years"},         {"13 months", "13 months"},     {"0 days", "0 days"},
      {"12000 months", "1000 years"}, {"366000 days", "366000 days"}, {"8784000 hours", "366000 days"},
      {"1000 years", "1000 years"},
  };
  for (auto const& [text, expected] : cases) CHECK(canonical(parse_duration(text)) == expected);
  for (auto const* text : {"12001 months", "1001 years", "366001 days", "8784001 hours", "999999999999999999 years"}) {
    CHECK(refused_with(parse_duration(text), "too long"));
  }
  CHECK(refused_with(parse_duration("-3 days"), "negative"));
  CHECK(refused_with(parse_duration("-0 days"), "negative"));
  CHECK(refused_with(parse_duration("1.5 days"), "whole number"));
  CHECK(refused_with(parse_duration("2 weeks"), "unit of time"));
  for (auto const* text : {"", "30", "30days", "days", "30 Days", "P30D", "30 days ", "30 days 2 hours"}) {
    CAPTURE(text);
    CHECK(refused(parse_duration(text)));
  }
}

TEST_CASE("a message never holds the whole of a long input") {
  auto const parsed = parse_instant(std::string(1u << 20, 'x'));
  CHECK(std::get<LiteralError>(parsed).message.size() < 300);
}
