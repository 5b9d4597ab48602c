// P16: laying a file out changes nothing that it says, keeps its comments, and is a fixed point.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/grammar/parsed.hpp"

namespace izin::test {
namespace {

/// The layout; or what is wrong with it.
std::string layout(std::string const& text) {
  Parsed const first(text);
  if (!first.problems().empty()) return "does not parse: " + first.problems().front().message;
  auto const once = first.print();
  Parsed const second(once);
  if (!second.problems().empty()) return "the layout does not parse: " + second.problems().front().message + "\n" + once;
  if (second.dump() != first.dump()) return "the layout means something else:\n" + once;
  if (second.tree.comments.size() != first.tree.comments.size()) return "the layout loses comments:\n" + once;
  if (auto const twice = second.print(); twice != once) return "no fixed point:\n" + once + "---\n" + twice;
  return once;
}

std::string read(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string ors(int count) {
  std::string text = "define long: a_condition_0";
  for (int i = 1; i < count; ++i) text += " or a_condition_" + std::to_string(i);
  return text;
}

}  // namespace

TEST_CASE("P16: a clause a line, an empty line around each rule") {
  CHECK(layout("law l{title \"t\" governs when a forbid b{when c unless d}permit e{}permit f{}right g{contests h,i.*}}") ==
        R"(law l {
  title "t"
  governs when a

  forbid b {
    when c
    unless d
  }

  permit e {}
  permit f {}

  right g {
    contests h, i.*
  }
}
)");
}

TEST_CASE("P16: comments stay between the same words") {
  CHECK(layout(R"(// first
define a: // after the colon
  b // after b
  // before or
  or c // after c
// before d
define d: e is // after is
  F


// last)") == R"(// first
define a:  // after the colon
    b  // after b
// before or
  or c  // after c

// before d
define d: e is  // after is
    F

// last
)");
  CHECK(layout("law l { // open\n // own\n forbid f { // open f\n } // close f\n // end\n } // close") == R"(law l {  // open
  // own
  forbid f {  // open f
  }  // close f
  // end
}  // close
)");
  CHECK(layout("flow { // a\n a: // b\n B c: // d\n // e\n set of D }") == R"(flow {  // a
  a:  // b
      B
  c:  // d
  // e
      set of D
}
)");
}

TEST_CASE("P16: docs stand above what they belong to") {
  CHECK(layout("/// a\n/// b\nflow { /// in a line\n /// of f\n f: T }") ==
        "/// a\n/// b\nflow {  /// in a line\n  /// of f\n  f: T\n}\n");
  CHECK(layout("/// doc\n// plain\ndefine a: b") == "// plain\n/// doc\ndefine a: b\n");
  CHECK(layout("define a: b\n\n/// doc\n\ndefine c: d") == "define a: b\n\n/// doc\ndefine c: d\n");
}

TEST_CASE("P16: at most one empty line, and none at the ends of a body") {
  CHECK(layout("\n\n\ndefine a: b\n\n\n\ndefine c: d\ndefine e: f\n\n") == "define a: b\n\ndefine c: d\ndefine e: f\n");
  CHECK(layout("flow {\n\n  a: B\n\n\n  c: D\n\n}") == "flow {\n  a: B\n\n  c: D\n}\n");
}

TEST_CASE("P16: short lists stay on the lines where they are, long ones are filled") {
  CHECK(layout("taxonomy T{A{B C}D=<a:b>under E,F}") == "taxonomy T { A { B  C }  D = <a:b> under E, F }\n");
  CHECK(layout("taxonomy T{\nA B\nC{D E}F}") == "taxonomy T {\n  A  B\n  C { D  E }\n  F\n}\n");
  CHECK(layout("party p{a:1 b:{c:2 d:{E,F}}}") == "party p { a: 1  b: { c: 2  d: {E, F} } }\n");
  std::string set = "define a: b in {A";
  for (int i = 0; i < 60; ++i) set += ",Element" + std::to_string(i);
  auto const filled = layout(set + "}");
  std::istringstream lines(filled);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 130);
}

TEST_CASE("P16: long conditions break before `or` and `and`, and stay broken where the writer broke them") {
  CHECK(layout("define a: b\n or c") == "define a: b\n  or c\n");
  CHECK(layout("define a: b and c\n or not (d or e)") == "define a: b and c\n  or not (d or e)\n");
  CHECK(layout(ors(12)).find("\n  or a_condition_11\n") != std::string::npos);
  CHECK(layout("law l { forbid f { when (a\n or b) and c } }") ==
        "law l {\n  forbid f {\n    when (a\n      or b) and c\n  }\n}\n");
}

TEST_CASE("P16: literals and texts as they mean, escapes where nothing would be seen") {
  CHECK(layout("law l { title \"a\\u{41}\\u{202e}\\u{7}\\t\xc3\xa9\\\"\\\\\" in force from 2025-01-01 }") ==
        "law l {\n  title \"aA\\u{202e}\\u{7}\\t\xc3\xa9\\\"\\\\\"\n  in force from 2025-01-01\n}\n");
  CHECK(layout("law l { title \"one\ntwo\" }") == "law l {\n  title \"one\\ntwo\"\n}\n");
  CHECK(layout("define a: b == 5 \n days or c > 1.50  USD") == "define a: b == 5 days or c > 1.50 USD\n");
}

TEST_CASE("P16: every construct, on one line, on many, and with a comment after every word") {
  std::string const text = R"(language 1 taxonomy T { A = <a:b> under B, C { D E } F } extend T { G }
    record R { a: T b: set of T c: some of T personal d: Int } flow { e: R } party p { f: A g: {A, @p} h: { i: 5 days } j: {} }
    define k: a.b == 5 + 3 days - l or x is T and y is not @p or not ( z in {A} or s has any {B} ) and s under T within X
      and consent covers flow or m is unknown
    law o.p version "1" { title "t" issuer @p source <a:b> in force from 2025-01-01 until 2026-01-01 default forbid cite "c" governs when q
      claims when r reviewed 2025-01-01 by "w"
      require s { that t cite "c" <a:b> say en "s" overrides u, v.*, w@"1".x }
      duty y { do Z by @p to subject within 5 days after at } }
    consent c version "2" { grant g { data {A} operation any purpose {B, C} recipient {@p} lasts 12 months } refuse h { data any } }
    question q { cite "c" say "s" } ruling r { answers q true when a by "w" on 2025-01-01 until 2026-01-01 }
    ruling s { dismisses o.p.s, o.p@"1".y unless b } ruling t { upholds o.p.* }
    test "t" { at 2025-01-01 given { a: B } consent none consent c "2" { g h } given 2025-01-01 explicit withdrawn 2025-02-01
      expect deny by a.b, c.d missing e.f, g with duty h.i }
    invariant i { say "s" never permit when a always deny when b })";
  CHECK(layout(text).starts_with("language 1\n\ntaxonomy T { A = <a:b> under B, C { D  E }  F }\n"));
  std::string lines;
  std::string commented;
  bool quoted = false;
  for (char const c : text) {
    quoted = quoted != (c == '"');
    lines += c == ' ' && !quoted ? '\n' : c;
    commented += c == ' ' && !quoted ? std::string(" // c\n") : std::string(1, c);
  }
  CHECK(layout(lines).find("lay") == std::string::npos);
  // A unit is a word of its number: no comment comes between.
  for (std::string const unit : {"days", "months"})
    for (std::size_t at = commented.find("// c\n" + unit); at != std::string::npos; at = commented.find("// c\n" + unit))
      commented.erase(at, 5);
  auto const kept = layout(commented);
  CHECK(kept.find("layout") == std::string::npos);
  CHECK(kept.find("// c") != std::string::npos);
}

TEST_CASE("P16: every policy file of this repository") {
  std::size_t files = 0;
  for (std::string const folder : {"/policies", "/tests"}) {
    for (auto const& entry : std::filesystem::recursive_directory_iterator(std::string(IZIN_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".izin") continue;
      auto const text = read(entry.path());
      INFO(entry.path().string());
      Parsed const parsed(text);
      CHECK(parsed.codes() == "");
      CHECK(layout(text) == parsed.print());
      ++files;
    }
  }
  CHECK(files > 10);
}

TEST_CASE("a chain of a hundred thousand is printed and let go without recursion") {
  CHECK(layout(ors(100'000)).size() > 1'800'000);
}

}  // namespace izin::test
