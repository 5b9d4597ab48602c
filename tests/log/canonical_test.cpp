// Canonical JSON: what is refused, and that the writer's reader and the verifier's agree.
#include "engine/log/canonical.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/log/fsck/scan.hpp"

using namespace izin::log;

namespace {

bool both_read(std::string const& text) {
  bool const writers = Json::parse(text).has_value();
  bool const verifiers = fsck::scan_object(text).has_value();
  CHECK(writers == verifiers);
  return writers && verifiers;
}

std::string nested(unsigned depth) {
  std::string text = "{\"a\":";
  for (unsigned i = 1; i < depth; ++i) text += "[";
  text += "1";
  for (unsigned i = 1; i < depth; ++i) text += "]";
  return text + "}";
}

}  // namespace

TEST_CASE("what canonical JSON is") {
  for (std::string const text :
       {R"({})", R"({"a":1,"b":[true,false,"x"],"c":{}})", R"({"a":9007199254740991})", R"({"a":-9007199254740991})",
        R"({"a":0})", R"({"":1})", R"({"a":"\b\t\n\f\r\"\\/\u0000\u001f"})",
        "{\"a\":\"\x7f\xc3\xa9\xe2\x80\xa8\xf0\x9f\x98\x80\"}"}) {
    CAPTURE(text);
    CHECK(both_read(text));
    CHECK(Json::parse(text)->print() == text);
  }
}

TEST_CASE("what is not canonical JSON") {
  std::vector<std::string> const texts{R"({"a":1 })",
                                       R"( {"a":1})",
                                       R"({"a": 1})",
                                       R"({"a":1}x)",
                                       R"({"b":1,"a":2})",
                                       R"({"a":1,"a":2})",
                                       R"({"a":null})",
                                       R"({"a":1.0})",
                                       R"({"a":1e3})",
                                       R"({"a":-0})",
                                       R"({"a":01})",
                                       R"({"a":+1})",
                                       R"({"a":9007199254740992})",
                                       R"({"a":-9007199254740992})",
                                       R"({"a":99999999999999999999999})",
                                       R"({"a":"\/"})",
                                       R"({"a":"\u0041"})",
                                       R"({"a":"\u0009"})",
                                       R"({"a":"\u001F"})",
                                       R"({"a":"\ud83d\ude00"})",
                                       R"({"a":"\x"})",
                                       R"({"a":"})",
                                       R"({"a":)",
                                       R"({"a")",
                                       R"({a:1})",
                                       R"({'a':1})",
                                       R"({"a":tru})",
                                       R"({"a":[1,]})",
                                       R"({"a":1,})",
                                       R"({,})",
                                       R"()",
                                       R"({"a":Infinity})",
                                       R"({"a":-})",
                                       "{\"\xc3\xa9\":1}",
                                       "{\"a\":\"\xff\"}",
                                       "{\"a\":\"\xc0\xaf\"}",
                                       "{\"a\":\"\xed\xa0\x80\"}",
                                       "{\"a\":\"\xf4\x90\x80\x80\"}",
                                       "{\"a\":\"\xe2\x82\"}",
                                       "{\"a\":\"\n\"}",
                                       "\xef\xbb\xbf{}"};
  for (std::string const& text : texts) {
    CAPTURE(text);
    CHECK_FALSE(both_read(text));
  }
  CHECK_FALSE(both_read(std::string("{\"a\":\"\0\"}", 9)));
}

TEST_CASE("depth 16 is read and depth 17 refused, whatever the nesting") {
  CHECK(both_read(nested(16)));
  CHECK_FALSE(both_read(nested(17)));
  std::string const deep = "{\"a\":" + std::string(1'000'000, '[');
  CHECK_FALSE(both_read(deep));
}

TEST_CASE("values survive printing and reading, for random trees") {
  std::uint64_t state = 7;
  auto const next = [&](std::uint64_t bound) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % bound;
  };
  auto const text = [&] {
    static std::vector<std::string> const parts{"a", "\"", "\\",           "\n", std::string(1, '\0'), "\x1f", "\x7f",
                                                "é", "😀",  "\xe2\x80\xa8", "/"};
    std::string out;
    for (std::uint64_t i = next(6); i > 0; --i) out += parts[next(parts.size())];
    return out;
  };
  auto const make = [&](auto const& self, unsigned depth) -> Json {
    switch (next(depth < 4 ? 5 : 3)) {
      case 0:
        return Json::text(text());
      case 1:
        return Json::number(static_cast<std::int64_t>(next(1u << 20)) - (1 << 19));
      case 2:
        return Json::flag(next(2) == 0);
      case 3: {
        Json list = Json::array();
        for (std::uint64_t i = next(4); i > 0; --i) list.add(self(self, depth + 1));
        return list;
      }
      default: {
        Json object = Json::object();
        for (char const* const name : {"a", "B", "zz", "\n"})
          if (next(2) == 0) object.set(name, self(self, depth + 1));
        return object;
      }
    }
  };
  for (int i = 0; i < 2000; ++i) {
    Json object = Json::object();
    object.set("v", make(make, 1));
    std::string const printed = object.print();
    CAPTURE(printed);
    REQUIRE(both_read(printed));
    CHECK(Json::parse(printed)->print() == printed);
    // One byte changed: whatever the two make of it, they agree.
    std::string changed = printed;
    changed[next(changed.size())] = static_cast<char>(next(256));
    both_read(changed);
  }
}

TEST_CASE("the verifier decodes texts as the writer encoded them") {
  std::string const text("q\"b\\s/\b\t\n\f\r\x01\x1f\0é", 16);
  std::string out;
  append_json_text(out, text);
  CHECK(fsck::text_of(out) == text);
}
