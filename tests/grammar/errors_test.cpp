// Mistakes: each reported once, at its place, in the user's words, with everything around it read.
#include <doctest/doctest.h>

#include "grammar/diagnostic/render.hpp"
#include "tests/grammar/parsed.hpp"

namespace izin::test {
namespace {

/// The one message that a text gives.
std::string message(std::string const& text) {
  Parsed const parsed(text);
  auto const problems = parsed.problems();
  if (problems.size() != 1) return std::to_string(problems.size()) + " problems: " + parsed.codes();
  return problems.front().message;
}

}  // namespace

TEST_CASE("the handler of a broken expectation runs: what was expected, after what, what was found") {
  CHECK(message("law l { forbid f { when operation has } }") == "expected a term, a party or a set after `has`, found `}`");
  CHECK(message("law l { title }") == "expected a text in quotes after `title`, found `}`");
  CHECK(message("define a b") == "expected `:` after `a`, found `b`");
  CHECK(message("define a: x is 5") == "expected a term, a party, `known` or `unknown` after `is`, found `5`");
  CHECK(message("define a: x in {A B}") == "expected `,` or `}` after `A`, found `B`");
  CHECK(message("define a: x in {A,}") == "expected a term or a party after `,`, found `}`");
  CHECK(message("define a: (b or c") == "expected `)` after `c`, found the end of the file");
  CHECK(message("define a: not") == "expected a condition after `not`, found the end of the file");
  CHECK(message("define a: b or") == "expected a condition after `or`, found the end of the file");
  CHECK(message("define a: b // c\n or // d") == "expected a condition after `or`, found the end of the file");
  CHECK(message("define a: consent covers") == "expected `flow` after `consent covers`, found the end of the file");
  CHECK(message("define a: s under T in X") == "expected `within` or `has` after `T`, found `in`");
  CHECK(message("define a: s under T within any X") == "expected a set, a term or a party after `within`, found `any`");
  CHECK(message("law l { in force 2025-01-01 }") == "expected `from` after `force`, found `2025-01-01`");
  CHECK(message("law l { duty d { within 5 days } }") == "expected `after` after `5 days`, found `}`");
  CHECK(message("law l { duty d { within soon after at } }") == "expected a duration after `within`, found `soon`");
  CHECK(message("law l { right r { contests a, } }") == "expected a rule's name after `,`, found `}`");
  CHECK(message("record R { a Int }") == "expected `:` after `a`, found `Int`");
  CHECK(message("consent c { grant g { data X } }") == "expected `any` or a set after `data`, found `X`");
  CHECK(message("test \"t\" { expect }") == "expected a verdict after `expect`, found `}`");
  CHECK(message("taxonomy T { A = B }") == "expected an IRI `<scheme:…>` after `=`, found `B`");
}

TEST_CASE("an error says where, as narrowly as it can") {
  CHECK(Parsed("law l { forbid f { when a is } }").codes() == "IZ0104@29");
  CHECK(Parsed("define a: x == 5 == y").codes() == "IZ0115@17");
  CHECK(Parsed("law l { title \"a\\qb\" }").codes() == "IZ0106@16");
  CHECK(Parsed("define a: 5").codes() == "IZ0117@10");
  CHECK(Parsed("define a: x.in").codes() == "IZ0109@12");
}

TEST_CASE("all mistakes of a file in one run, each once, in order") {
  Parsed const parsed(R"(law one {
  titel "a"
  forbid Sale { wehn x }
  forbid any {}
  require ok {
    when a ==
    that b c
    say 5
    cite "fine"
  }
  permit open {
    when d
  permit closed { when ( }
}
taxonmy T {}
define e: f = g
define ok: h
}
)");
  // `that` is taken for what `a ==` waits for; the words after it are one mistake, not two.
  CHECK(parsed.codes() ==
        "IZ0110@12 IZ0104@31 IZ0110@38 IZ0109@56 IZ0104@101 IZ0104@113 IZ0107@149 IZ0104@187 IZ0110@191 IZ0104@216 IZ0114@233");
  CHECK(parsed.tree.declarations.size() == 5);
}

TEST_CASE("what stands around a mistake is read") {
  Parsed const parsed(
      "law l { forbid a { when b } forbid B { when c } forbid d { when and when e } } define f: g is define h: i");
  CHECK(parsed.dump() == "(law l (forbid a (when b)) (forbid d (when e)))\n(hole)\n(define h i)\n");
}

TEST_CASE("a misspelt word is guessed") {
  Parsed const parsed("law l { forbid f { wehn a } }");
  CHECK(parsed.problems().at(0).help == "did you mean `when`?");
  CHECK(Parsed("law l { data any }").problems().at(0).message ==
        "`data` does not begin a header field or a rule of an instrument, but a clause of a grant or refusal");
}

TEST_CASE("an unclosed text ends with its line") {
  CHECK(message("law l {\n  title \"never closed\n  issuer @a\n}\n") == "a quoted text is never closed");
  CHECK(message("law l { title \"") == "2 problems: IZ0107@6 IZ0105@14");
  for (std::string const text : {"charter\"hour { h", "law l { title \"", "define a: b \"\\", "\""}) {
    for (auto const& problem : Parsed(text).problems()) CHECK(problem.primary.span.end <= text.size());
  }
}

TEST_CASE("characters that nobody sees are errors anywhere") {
  for (std::string const hidden : {"\u200b", "\u202e", "\ufeff", "\u2028", "\x01", "\x7f", "\u0085", "\u00ad", "\v", "\f"}) {
    CHECK(Parsed("define a: b // " + hidden).codes() == "IZ0101@15");
    CHECK(Parsed("law l { title \"" + hidden + "\" }").codes() == "IZ0101@15");
    CHECK(Parsed("define a" + hidden + "b: c").codes() == "IZ0101@8");
    CHECK(Parsed(hidden).codes() == "IZ0101@0");
  }
  CHECK(Parsed("define a: b\r").codes() == "IZ0101@11");
  CHECK(Parsed("define a: b\r\n\tor c\n").codes().empty());
  CHECK(Parsed("law l { title \"\xff\xfe\" }").codes() == "IZ0100@15");
  CHECK(Parsed(std::string("flow {}\0", 8)).codes() == "IZ0101@7");
  CHECK(Parsed("define é: b").codes() == "IZ0104@7");
}

TEST_CASE("limits are errors with a place") {
  ParseLimits limits;
  limits.bytes = 20;
  CHECK(Parsed("define a: b or c or d", limits).codes() == "IZ0102@20");
  limits.bytes = 21;
  CHECK(Parsed("define a: b or c or d", limits).codes().empty());
  auto const nested = [](std::size_t count) { return "define a: " + std::string(count, '(') + "b" + std::string(count, ')'); };
  CHECK(Parsed(nested(64)).codes().empty());
  CHECK(Parsed(nested(65)).codes() == "IZ0103@74");
  auto const denied = [](int count) {
    std::string text = "define a: ";
    for (int i = 0; i < count; ++i) text += "not ";
    return text + "b";
  };
  CHECK(Parsed(denied(64)).codes().empty());
  CHECK(Parsed(denied(65)).codes() == "IZ0103@266");
}

TEST_CASE("only what is open counts: `not`s end with their operand") {
  std::string text = "law l { permit p {";
  for (int i = 0; i < 200; ++i) text += " when not not not a and not b is not C or not d in {E}  unless not (f)";
  CHECK(Parsed(text + " } }").codes().empty());
  std::string deep = "law l { permit p { when ";
  for (int i = 0; i < 31; ++i) deep += "not (";
  CHECK(Parsed(deep + "a" + std::string(31, ')') + " } }").codes().empty());
  CHECK(Parsed(deep + "a in {B}" + std::string(31, ')') + " } }").codes() == "IZ0103@184");
}

TEST_CASE("after a thousand errors the file is given up") {
  std::string text = "law l { permit p {";
  for (int i = 0; i < 2000; ++i) text += " when ;";
  Parsed const parsed(text);
  auto const problems = parsed.problems();
  REQUIRE(problems.size() == 1001);
  CHECK(problems.back().code == Code::too_many_errors);
}

}  // namespace izin::test
