// UTF-8 strictly, hidden characters, positions.
#include "grammar/source/utf8.hpp"

#include <doctest/doctest.h>

#include "grammar/diagnostic/render.hpp"
#include "grammar/source/source_map.hpp"

using namespace izin;
using namespace std::string_literals;

TEST_CASE("every scalar value survives encoding and decoding") {
  for (char32_t point = 0; point <= 0x10FFFF; point += point < 0x3000 ? 1 : 61) {
    if (!is_scalar(point)) continue;
    std::string text;
    append_utf8(text, point);
    auto const back = decode_utf8(text);
    REQUIRE(back.valid);
    REQUIRE(back.point == point);
    REQUIRE(back.size == text.size());
  }
}

TEST_CASE("malformed UTF-8 is found where it begins") {
  for (auto const& bytes :
       {"\x80"s, "\xBF"s, "\xC0\xAF"s, "\xC1\xBF"s, "\xE0\x80\xAF"s, "\xF0\x80\x80\xAF"s, "\xED\xA0\x80"s, "\xF4\x90\x80\x80"s,
        "\xF5\x80\x80\x80"s, "\xFF"s, "\xC3"s, "\xE2\x82"s, "\xF0\x9F\x98"s, "\xC3("s, "\xE2\x28\xA1"s}) {
    auto const text = "é"s + bytes + "x";
    CHECK(first_malformed(text) == 2);
    CHECK_FALSE(decode_utf8(bytes).valid);
    CHECK(decode_utf8(bytes).size >= 1);
  }
  CHECK_FALSE(first_malformed("plain"));
  CHECK_FALSE(first_malformed("\0 é € 😀"s));
}

TEST_CASE("hidden characters are told apart") {
  CHECK(hidden(U'a') == Hidden::no);
  CHECK(hidden(U'é') == Hidden::no);
  CHECK(hidden(0xA0) == Hidden::no);  // a no-break space is Zs
  CHECK(hidden(0x1B) == Hidden::control);
  CHECK(hidden(0x7F) == Hidden::control);
  CHECK(hidden(0x9B) == Hidden::control);
  CHECK(hidden(0x202E) == Hidden::bidirectional);
  CHECK(hidden(0x2066) == Hidden::bidirectional);
  CHECK(hidden(0x61C) == Hidden::bidirectional);
  CHECK(hidden(0x200F) == Hidden::bidirectional);
  CHECK(hidden(0xAD) == Hidden::invisible);
  CHECK(hidden(0x200B) == Hidden::invisible);
  CHECK(hidden(0xFEFF) == Hidden::invisible);
  CHECK(hidden(0xE0041) == Hidden::invisible);
  CHECK(hidden(0x2028) == Hidden::separator);
  CHECK(hidden(0x2029) == Hidden::separator);
  CHECK_FALSE(forbidden_in_policy(U'\t'));
  CHECK_FALSE(forbidden_in_policy(U'\n'));
  CHECK(forbidden_in_policy(0));
  CHECK(forbidden_in_policy(U'\v'));
  CHECK(forbidden_in_policy(U'\f'));
}

TEST_CASE("positions count lines and code points from 1") {
  SourceMap map;
  auto const& file = map.file(map.add("a.izin", "one\r\nzwölf €uro\n\nlast"));
  CHECK(file.line_count() == 4);
  CHECK(file.line(1) == "one");
  CHECK(file.line(2) == "zwölf €uro");
  CHECK(file.line(3).empty());
  CHECK(file.line(4) == "last");
  CHECK(file.line(5).empty());
  CHECK(file.line(0).empty());
  auto const where = [&](std::string_view word) {
    auto const p = file.position(static_cast<std::uint32_t>(file.text().find(word)));
    return std::to_string(p.line) + ":" + std::to_string(p.column);
  };
  CHECK(where("one") == "1:1");
  CHECK(where("€uro") == "2:7");
  CHECK(where("uro") == "2:8");
  CHECK(where("last") == "4:1");
  CHECK(file.position(1'000'000).line == 4);
  CHECK(file.position(1'000'000).column == 5);
  CHECK(map.file(map.add("empty", "")).position(0).column == 1);
}

TEST_CASE("a column on a long line is exact") {
  std::string text = "\n";
  for (int i = 0; i < 20'000; ++i) text += "é";
  SourceMap map;
  auto const& file = map.file(map.add("long", text));
  for (std::uint32_t i = 0; i < 20'000; i += 321) REQUIRE(file.position(1 + 2 * i).column == i + 1);
}

TEST_CASE("terminal_safe lets nothing hidden through") {
  CHECK(terminal_safe("a\x1b[31mb") == "a\\u{1B}[31mb");
  CHECK(terminal_safe("a\tb\nc") == "a\\u{9}b\\u{A}c");
  CHECK(terminal_safe("a\tb\nc\r", Layout::keep) == "a\tb\nc\\u{D}");
  CHECK(terminal_safe("x\u202Ey\u200Bz\uFEFF") == "x\\u{202E}y\\u{200B}z\\u{FEFF}");
  CHECK(terminal_safe("\xC2\x9B") == "\\u{9B}");
  CHECK(terminal_safe("\x9B\xC3(") == "\\x9B\\xC3(");
  CHECK(terminal_safe("\0"s) == "\\u{0}");
  CHECK(terminal_safe("é€😀") == "é€😀");
}

TEST_CASE("json_string is valid JSON whatever the bytes, and shows nothing hidden") {
  CHECK(json_string("a\"b\\c\n\t") == "\"a\\\"b\\\\c\\n\\t\"");
  CHECK(json_string("\x1b\x7f\0"s) == "\"\\u001B\\u007F\\u0000\"");
  CHECK(json_string("\u202E é") == "\"\\u202E é\"");
  CHECK(json_string("\U000E0041") == "\"\\uDB40\\uDC41\"");
  CHECK(json_string("\xFF") == "\"\\uFFFD\"");
}
