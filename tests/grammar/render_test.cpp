// The shape of messages, and what must never be in them.
#include "grammar/diagnostic/render.hpp"

#include <doctest/doctest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "grammar/diagnostic/suggest.hpp"

using namespace izin;

namespace {

struct Source {
  SourceMap map;
  FileId file;
  explicit Source(std::string text, std::string path = "policy.izin") { file = map.add(std::move(path), std::move(text)); }
  [[nodiscard]] Span find(std::string_view from, std::string_view until = {}) const {
    auto const text = map.file(file).text();
    auto const begin = text.find(from);
    auto const end = until.empty() ? begin + from.size() : text.find(until) + until.size();
    return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  [[nodiscard]] std::string text(Diagnostic const& d) const { return render_text({&d, 1}, map, Colour::off); }
};

Diagnostic problem(Span span, std::string label = {}) {
  return {Code::unknown_term, "`TrainModl` is not a term of `Operation`", {span, std::move(label)}, {}, {}, {}};
}

}  // namespace

TEST_CASE("a message has the shape of the contract") {
  Source const source(std::string(20, '\n') + "    when operation has TrainModl\n", "policies/terms/spotify.izin");
  CHECK(source.text(problem(source.find("TrainModl"), "did you mean `TrainModel`?")) ==
        R"(error[IZ0203]: `TrainModl` is not a term of `Operation`
  --> policies/terms/spotify.izin:21:24
   |
21 |     when operation has TrainModl
   |                        ^^^^^^^^^ did you mean `TrainModel`?
   = help: izin explain IZ0203
)");
}

TEST_CASE("carets stand under text that is not ASCII, and after tabs") {
  Source const source("\tsay \"naïve “日本” e\u0301\" TrainModl\n");
  CHECK(source.text(problem(source.find("TrainModl"))) == R"(error[IZ0203]: `TrainModl` is not a term of `Operation`
 --> policy.izin:1:22
  |
1 |     say "naïve “日本” é" TrainModl
  |                          ^^^^^^^^^
  = help: izin explain IZ0203
)");
}

TEST_CASE("a span over several lines shows its first and its last") {
  Source const source("law a {\n  title \"x\"\n  permit p {}\n}\n");
  auto const shape = source.text(problem(source.find("law", "\n}"), "here"));
  CHECK(shape == R"(error[IZ0203]: `TrainModl` is not a term of `Operation`
 --> policy.izin:1:1
  |
1 | law a {
  | ^^^^^^^
...
4 | }
  | ^ here
  = help: izin explain IZ0203
)");
  CHECK(source.text(problem(source.find("title", "permit"))) == R"(error[IZ0203]: `TrainModl` is not a term of `Operation`
 --> policy.izin:2:3
  |
2 |   title "x"
  |   ^^^^^^^^^
3 |   permit p {}
  |   ^^^^^^
  = help: izin explain IZ0203
)");
}

TEST_CASE("related places and a remedy follow") {
  Source const source("one\ntwo\n");
  auto d = problem(source.find("two"), "again");
  d.related.push_back({source.find("one"), "first here"});
  d.help = "leave one out";
  d.pointer = "/subject/age";
  CHECK(source.text(d) == R"(error[IZ0203]: `TrainModl` is not a term of `Operation`
 --> policy.izin:2:1
  |
2 | two
  | ^^^ again
 ::: policy.izin:1:1
  |
1 | one
  | --- first here
  = at: /subject/age
  = help: leave one out
  = help: izin explain IZ0203
)");
}

TEST_CASE("the end of a file, an empty file and no file at all can be shown") {
  Source const source("law a {");
  CHECK(source.text(problem({source.file, 7, 7})).find("1 | law a {\n  |        ^\n") != std::string::npos);
  Source const empty("");
  CHECK(empty.text(problem({empty.file, 0, 0})).find(" --> policy.izin:1:1\n  |\n1 |\n  | ^\n") != std::string::npos);
  CHECK(empty.text(problem({})) == "error[IZ0203]: `TrainModl` is not a term of `Operation`\n  = help: izin explain IZ0203\n");
}

TEST_CASE("P18: no raw control character of the input is printed, in text or JSON") {
  std::string hostile = "a\x1b[2J\u202Eb\u009Bc\xFF\x01 \u2028 \uFEFF";
  hostile += '\0';
  hostile += "\a\r\b";
  Source const source(hostile + "\n", "dir\x1b]0;x\a/p\u202E.izin");
  auto d = problem({source.file, 2, 9}, hostile);
  d.message = hostile, d.help = hostile, d.pointer = hostile;
  d.related.push_back({{source.file, 0, 3}, hostile});
  d.related.push_back({{}, hostile});
  auto const safe = [](std::string const& out) {
    for (std::size_t at = 0; at < out.size();) {
      auto const next = decode_utf8(std::string_view(out).substr(at));
      REQUIRE(next.valid);
      REQUIRE((next.point == U'\n' || hidden(next.point) == Hidden::no));
      at += next.size;
    }
  };
  safe(source.text(d));
  auto const json = render_json({&d, 1}, source.map);
  safe(json);
  CHECK(nlohmann::json::parse(json).size() == 1);
}

TEST_CASE("a long line is cut around its mark") {
  Source const source(std::string(1u << 20, 'x') + "TrainModl" + std::string(1u << 20, 'y'));
  auto const text = source.text(problem(source.find("TrainModl"), "here"));
  CHECK(text.size() < 1000);
  auto const line = text.find("TrainModly");
  auto const marks = text.find("^^^^^^^^^ here");
  REQUIRE(line != std::string::npos);
  REQUIRE(marks != std::string::npos);
  auto const column = [&](std::size_t at) { return at - text.rfind('\n', at); };
  CHECK(column(line) - std::string_view("…").size() + 1 == column(marks));
  CHECK(source.text(problem({source.file, 0, 1u << 20})).size() < 1000);
  auto wordy = problem(source.find("TrainModl"));
  wordy.message = std::string(1u << 20, 'm');
  CHECK(source.text(wordy).size() < 4000);
}

TEST_CASE("JSON has the fields of the contract") {
  Source const source("one\ntwö x\n");
  auto d = problem(source.find("twö"), "did you mean `two`?");
  d.pointer = "/data/0";
  auto const items = nlohmann::json::parse(render_json(std::array{d, d}, source.map));
  REQUIRE(items.size() == 2);
  CHECK(items[0] == nlohmann::json{{"code", "IZ0203"},
                                   {"name", "unknown-term"},
                                   {"severity", "error"},
                                   {"message", d.message},
                                   {"file", "policy.izin"},
                                   {"line", 2},
                                   {"column", 1},
                                   {"end_line", 2},
                                   {"end_column", 4},
                                   {"pointer", "/data/0"},
                                   {"help", "did you mean `two`?"}});
  CHECK(render_json({}, source.map) == "[]");
}

TEST_CASE("the sink sorts by place and keeps equal problems once") {
  Source const source("one two");
  Sink sink;
  sink.report(Code::unknown_term, source.find("two"), "b");
  sink.report(Code::unknown_term, source.find("one"), "a");
  sink.report(Code::unknown_term, source.find("two"), "b");
  auto const sorted = sink.sorted();
  REQUIRE(sorted.size() == 2);
  CHECK(sorted[0].message == "a");
  CHECK(sink.has_errors());
}

TEST_CASE("every code has a row, once, with a name and a summary in lower case") {
  for (std::size_t i = 0; i < kinds().size(); ++i) {
    auto const& row = kinds()[i];
    if (i > 0) CHECK(kinds()[i - 1].code < row.code);
    CHECK(&kind(row.code) == &row);
    CHECK_FALSE(row.name.empty());
    CHECK(row.summary.back() != '.');
  }
  CHECK(code_text(Code::unknown_term) == "IZ0203");
}

TEST_CASE("the nearest name is suggested, and nothing far-fetched") {
  std::vector<std::string> const names = {"TrainModel", "Sell", "Share", "Store", "Disclose"};
  CHECK(nearest("TrainModl", names) == "TrainModel");
  CHECK(nearest("trainmodel", names) == "TrainModel");
  CHECK(nearest("Slel", names) == "Sell");
  CHECK(nearest("SELL", names) == "Sell");
  CHECK_FALSE(nearest("Anonymise", names));
  CHECK_FALSE(nearest("", names));
  CHECK_FALSE(nearest(std::string(1u << 20, 'x'), names));
  std::vector<std::string> const tie = {"bat", "aat"};
  CHECK(nearest("cat", tie) == "aat");
}

TEST_CASE("what a user wrote is quoted in part") {
  CHECK(in_backticks("x") == "`x`");
  CHECK(in_backticks(std::string(1u << 20, 'x')) == "`" + std::string(80, 'x') + "…`");
}
