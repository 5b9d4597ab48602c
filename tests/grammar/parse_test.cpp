// What texts mean: words that are keywords at one place and names at another, where an expression ends, how operators bind.
#include <doctest/doctest.h>

#include "tests/grammar/parsed.hpp"

namespace izin::test {
namespace {

/// The dump of one condition.
std::string condition(std::string const& text) {
  Parsed const parsed("define c: " + text);
  if (!parsed.problems().empty()) return parsed.problems().front().message;
  auto const dump = parsed.dump();
  return dump.substr(10, dump.size() - 12);  // `(define c ` … `)\n`
}

/// The dump of the clauses of one rule.
std::string clauses(std::string const& text) {
  Parsed const parsed("law l { duty r { " + text + " } }");
  if (!parsed.problems().empty()) return parsed.problems().front().message;
  auto const dump = parsed.dump();
  return dump.size() < 17 ? "" : dump.substr(15, dump.size() - 18);  // `(law l (duty r ` … `))\n`
}

}  // namespace

TEST_CASE("operators bind from `or`, over `and`, `not` and comparisons, to sums") {
  CHECK(condition("a or b and not c == d + 5 days") == "(or a (and b (not (== c (sum d (+ 5 days))))))");
  CHECK(condition("not a and b") == "(and (not a) b)");
  CHECK(condition("not not a") == "(not (not a))");
  CHECK(condition("(a or b) and c") == "(and (or a b) c)");
  CHECK(condition("a or (b or c) or d") == "(or a (or b c) d)");
  CHECK(condition("x - 5 days + y < z") == "(< (sum x (- 5 days) (+ y)) z)");
  CHECK(condition("((x + 1 day) + 2 days) < (z)") == "(< (sum x (+ 1 day) (+ 2 days)) z)");
  CHECK(condition("((((a))))") == "a");
}

TEST_CASE("every form of a comparison") {
  CHECK(condition("x is T") == "(is x T)");
  CHECK(condition("x is not @p") == "(is-not x @p)");
  CHECK(condition("x in {A, @b}") == "(in x (set A @b))");
  CHECK(condition("x in {}") == "(in x (set))");
  CHECK(condition("x in y.z") == "(in x y.z)");
  CHECK(condition("s has T") == "(has s T)");
  CHECK(condition("s has any X") == "(has-any s X)");
  CHECK(condition("s has all {A}") == "(has-all s (set A))");
  CHECK(condition("s within x") == "(within s x)");
  CHECK(condition("s under T within {A}") == "(within s (under T) (set A))");
  CHECK(condition("s under T has A") == "(has s (under T) A)");
  CHECK(condition("s under T has all x") == "(has-all s (under T) x)");
  CHECK(condition("x.y is known") == "(known x.y)");
  CHECK(condition("x is unknown") == "(unknown x)");
  CHECK(condition("consent covers flow") == "(consent-covers)");
  CHECK(condition("explicit consent covers flow") == "(explicit-consent-covers)");
  CHECK(condition("guardian consent covers flow") == "(guardian-consent-covers)");
  CHECK(condition("consent refuses flow") == "(consent-refuses)");
  CHECK(condition("pool.share >= 66% or pool.size > 5 or pool.permitted == 0") ==
        "(or (>= pool.share 66%) (> pool.size 5) (== pool.permitted 0))");
  CHECK(condition("true or x == false") == "(or true (== x false))");
  CHECK(condition("a != \"t\" and b <= -3 and c < 0.5 and d > 55000 USD") ==
        R"((and (!= a "t") (<= b -3) (< c 0.5) (> d 55000 USD)))");
  CHECK(condition("at >= 2025-05-15 and at < 2025-06-12T10:00:00.5+02:00") ==
        "(and (>= at 2025-05-15) (< at 2025-06-12T10:00:00.5+02:00))");
}

TEST_CASE("keywords are names where no keyword is due") {
  CHECK(condition("data has X or consent or explicit and guardian") == "(or (has data X) consent (and explicit guardian))");
  CHECK(condition("consent == covers and by.to is Say") == "(and (== consent covers) (is by.to Say))");
  CHECK(condition("when and unless or force in force") == "(or (and when unless) (in force force))");
  CHECK(condition("days == day + 5 days") == "(== days (sum day (+ 5 days)))");
  CHECK(clauses("when consent when when unless unless that that") == "(when consent) (when when) (unless unless) (that that)");
  CHECK(clauses("by by to to by subject") == "(by by) (to to) (by subject)");
  CHECK(clauses("overrides overrides, contests.do contests any_use") == "(overrides overrides contests.do) (contests any_use)");
  CHECK(clauses("within 5 days after after do Do") == "(within 5 days after after) (do Do)");
  CHECK(Parsed("flow { data: Bool personal: Int personal personal: Text set: set of Set some: some of Of }").dump() ==
        "(flow (field data Bool) (field personal Int) (personal personal Text) (field set set Set) (field some some Of))\n");
  CHECK(Parsed("law law { forbid forbid {} permit permit {} right when {} }").dump() ==
        "(law law (forbid forbid) (permit permit) (right when))\n");
  CHECK(Parsed("consent consent { grant grant { data any } refuse data {} }").dump() ==
        "(consent consent (grant grant (data any)) (refuse data))\n");
  CHECK(Parsed("question question {} ruling ruling { answers answers true } invariant never { never never when never }").dump() ==
        "(question question)\n(ruling ruling (answers answers true))\n(invariant never (never never never))\n");
}

TEST_CASE("an expression ends where a clause begins") {
  CHECK(clauses("when private_mode within 5 days after withdrawal") == "(when private_mode) (within 5 days after withdrawal)");
  CHECK(clauses("when x within y within 24 hours after at") == "(when (within x y)) (within 24 hours after at)");
  CHECK(clauses("when s under T within X unless y") == "(when (within s (under T) X)) (unless y)");
  CHECK(clauses("when data has X do Notify by subject to @p") == "(when (has data X)) (do Notify) (by subject) (to @p)");
  CHECK(clauses("when consent covers flow cite \"a\" say en \"b\"") == "(when (consent-covers)) (cite \"a\") (say en \"b\")");
  CHECK(Parsed("law l { governs when private_mode in force from 2025-01-01 claims when x in force }").dump() ==
        "(law l (governs private_mode) (in-force 2025-01-01) (claims (in x force)))\n");
  CHECK(Parsed("define a: b consent c {} define d: explicit consent e version \"1\" {}").dump() ==
        "(define a b)\n(consent c)\n(define d explicit)\n(consent e \"1\")\n");
  CHECK(Parsed("define a: x < 5 flow {} define b: y == z party p {}").dump() ==
        "(define a (< x 5))\n(flow)\n(define b (== y z))\n(party @p)\n");
}

TEST_CASE("a unit belongs to its number unless it is the next field's name") {
  CHECK(Parsed("party p { a: 30 days b: 5 days: 6 USD c: 55000 USD hours: 7 }").dump() ==
        "(party @p (a 30 days) (b 5) (days 6 USD) (c 55000 USD) (hours 7))\n");
  CHECK(Parsed("party p { a: 30   \n\t days }").dump() == "(party @p (a 30 days))\n");
}

TEST_CASE("values of parties and tests") {
  CHECK(Parsed("party p { a: {} b: {A, @b} c: { d: {A} e: \"t\" } f: true g: @q h: T }").dump() ==
        "(party @p (a (empty)) (b (set A @b)) (c (record (d (set A)) (e \"t\"))) (f true) (g @q) (h T))\n");
  CHECK(
      Parsed(
          R"(test "t" { at 2025-01-01 given { a: B } consent none consent f.g "3" { a b } given 2025-01-02 explicit withdrawn 2025-01-03
                 consent h { c } expect deny by a.b, c@"1".d missing x.y, subjects with duty e.f })")
          .dump() ==
      "(test \"t\" (at 2025-01-01) (given (a B)) (no-consent) (consent f.g \"3\" a b (given 2025-01-02) (act explicit) "
      "(withdrawn 2025-01-03)) (consent h c) (expect deny (by a.b c@\"1\".d) (missing x.y subjects) (duties e.f)))\n");
  CHECK(Parsed(R"(test "t" { consent none "1" { a } given 2025-01-01 given {} })").dump() ==
        "(test \"t\" (consent none \"1\" a (given 2025-01-01)) (given))\n");
}

TEST_CASE("references to rules") {
  CHECK(clauses(R"(overrides sale, eu.gdpr.default, t.u@"10".sale, t.u.*, t.u@"1.0".*, law)") ==
        R"((overrides sale eu.gdpr.default t.u@"10".sale t.u.* t.u@"1.0".* law))");
  Parsed const parsed(R"(law l { right r { contests t.u@"10".sale } })");
  auto const& law = std::get<ast::Instrument>(parsed.tree.declarations.at(0).node);
  auto const& rule = std::get<ast::Rule>(law.members.at(0).node);
  auto const& ref = std::get<ast::Contests>(rule.clauses.at(0).node).rules.at(0);
  CHECK(ref.version_after == 2);
  CHECK(ref.segments.size() == 3);
  CHECK(ref.version->value == "10");
  CHECK(ref.text() == R"(t.u@"10".sale)");
  CHECK(parsed.sources.text(ref.span) == R"(t.u@"10".sale)");
}

TEST_CASE("taxonomies") {
  CHECK(Parsed("taxonomy T { A = <https://a.example/x#y> under B, C { D E {} } F }").dump() ==
        "(taxonomy T (A <https://a.example/x#y> (under B C) (D) (E)) (F))\n");
  CHECK(Parsed("extend T { A under B C under D {E} }").dump() == "(extend T (A (under B)) (C (under D) (E)))\n");
}

TEST_CASE("texts give their characters, whatever way they are written") {
  auto const title = [](std::string const& written) {
    Parsed const parsed("law l { title \"" + written + "\" }");
    if (!parsed.problems().empty()) return parsed.problems().front().message;
    return std::get<ast::Title>(std::get<ast::Instrument>(parsed.tree.declarations.at(0).node).members.at(0).node).text.value;
  };
  CHECK(title(R"(a\"b\\c\nd\te)") == "a\"b\\c\nd\te");
  CHECK(title(R"(\u{e9}\u{1F600}\u{10FFFF}\u{202e})") == "é😀\U0010FFFF\u202e");
  CHECK(title("é 文 // no comment {") == "é 文 // no comment {");
  CHECK(title("two\r\nlines") == "two\nlines");
}

TEST_CASE("docs belong to what follows them") {
  Parsed const parsed(
      "/// one\n///\n///  two\n\n// plain\nlaw l { /// in a line\n  /// of the rule\n  forbid f { /// alone\n }\n /// of "
      "nothing\n}\n//// four");
  CHECK(parsed.dump() == "(law l (forbid f (doc \"of the rule\")) (doc \"one\" \"\" \" two\"))\n");
  CHECK(parsed.tree.comments.size() == 5);
}

TEST_CASE("a file's language stands at its beginning, once, and is 1") {
  CHECK(Parsed("// c\nlanguage 1 flow {}").dump() == "(language 1)\n(flow)\n");
  CHECK(Parsed("language 1 language 1").codes() == "IZ0113@11");
  CHECK(Parsed("flow {} language 1").codes() == "IZ0113@8");
  CHECK(Parsed("language 2").codes() == "IZ0112@9");
  CHECK(Parsed("language").codes() == "IZ0104@8");
}

}  // namespace izin::test
