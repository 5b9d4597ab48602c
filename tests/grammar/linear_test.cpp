// P17: parsing takes time linear in the text, whatever the text. Counted in tokens tried and characters passed, not by a clock.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grammar/ast/print.hpp"
#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"
#include "grammar/syntax/grammar.hpp"
#include "grammar/syntax/parse.hpp"
#include "grammar/syntax/precheck.hpp"

namespace izin::test {
namespace {

/// `before`, then `unit` over and over, then `after`.
struct Shape {
  char const* name;
  std::string before, unit, after;

  [[nodiscard]] std::string text(std::size_t size) const {
    std::string out = before;
    while (out.size() + unit.size() + after.size() <= size) out += unit;
    return out + after;
  }
};

std::vector<Shape> const shapes = {
    {"parentheses", "define a: ", "(", ""},
    {"nots", "define a: ", "not ", "b"},
    {"braces", "", "{", ""},
    {"braces that close", "", "{}", ""},
    {"instruments that never close", "", "law a{", ""},
    {"rules that never close", "law a{\n", "permit a{\n", ""},
    {"closing braces", "", "}", ""},
    {"or", "define a: a", " or a", ""},
    {"or not", "define a: a", " or not a", ""},
    {"or in parentheses", "define a: a", " or ((((((((a))))))))", ""},
    {"or comparisons", "define a: a", " or a==1", ""},
    {"a sum", "define a: a==a", "+a", ""},
    {"a chain of comparisons", "define a: a", "==a", ""},
    {"a set", "define a: a in {A", ",A", "}"},
    {"a path", "define a: a", ".a", ""},
    {"terms", "taxonomy T {", "A ", "}"},
    {"terms in terms", "taxonomy T {", std::string("A{A{A{A{A{A{A{A{}}}}}}}}"), "}"},
    {"fields", "flow {", "a:B ", "}"},
    {"values", "party p {", "a:1 ", "}"},
    {"numbers and blanks", "define a: a", " == 5                    ", ""},
    {"clauses", "law a{permit a{", "when a ", "}}"},
    {"clauses that are broken", "law a{permit a{", "when ; ", "}}"},
    {"clauses in force", "law a{", "governs when a in force from 1-1-1 ", "}"},
    {"clauses within", "law a{duty a{", "when a within 5 days after b ", "}}"},
    {"references", "law a{permit a{overrides a", ",a", "}}"},
    {"rules", "law a{", "duty a{}", "}"},
    {"declarations", "", "flow{}", ""},
    {"broken declarations", "", "define a ", ""},
    {"consent, consent", "define a: ", "consent covers ", ""},
    {"consents", "define a: a", " or consent covers flow", ""},
    {"is not", "define a: a", " is not", ""},
    {"comments", "", "//\n", ""},
    {"comments in a clause", "law a{permit a{when a", "//\n", "cite \"\"}}"},
    {"docs", "", "///\n", "flow{}"},
    {"a comment", "//", "x", ""},
    {"blanks", "", " ", ""},
    {"a text", "law a{title \"", "x", "\"}"},
    {"texts on one line", "law a{permit a{say ", "\"\" ", "}}"},
    {"quotes", "", "\"", ""},
    {"quotes on lines", "", "\"\n", ""},
    {"escapes", "law a{title \"", "\\n", "\"}"},
    {"wrong escapes", "law a{title \"", "\\q", "\"}"},
    {"a number", "define a: a==", "9", ""},
    {"a word", "", "a", ""},
    {"words", "", "a ", ""},
    {"less than", "", "<a", ""},
    {"IRIs", "", "<a:b>", ""},
    {"semicolons", "", ";", ""},
    {"bytes that are no UTF-8", "", "\xff ", ""},
    {"characters that nobody sees", "", "\u202e", ""},
};

/// Tokens tried and characters passed by the grammar, over the characters of the text.
double steps_per_character(Shape const& shape, std::size_t size) {
  SourceMap sources;
  auto const& source = sources.file(sources.add("policy.izin", shape.text(size)));
  Sink sink;
  syntax::Reporter reporter(source, sink);
  auto const checked = syntax::precheck(source, reporter, {});
  auto const text = checked.text();
  syntax::State state{text.data(), text.data() + text.size(), reporter};
  static_cast<void>(syntax::read_tree(state));
  return static_cast<double>(state.steps) / static_cast<double>(size);
}

}  // namespace

TEST_CASE("P17: steps grow as the text does") {
  for (auto const& shape : shapes) {
    INFO(shape.name);
    auto const small = steps_per_character(shape, 20'000);
    auto const large = steps_per_character(shape, 200'000);
    CHECK(small < 60);
    CHECK(large < small * 1.5 + 2);
  }
}

TEST_CASE("P17: a mebibyte of anything is read, laid out where it parses, and let go") {
  for (auto const& shape : shapes) {
    INFO(shape.name);
    SourceMap sources;
    auto const& source = sources.file(sources.add("policy.izin", shape.text(1u << 20)));
    Sink sink;
    auto const tree = parse(source, sink);
    if (!sink.has_errors()) CHECK(ast::print(tree, source).empty() == (tree.declarations.empty() && tree.comments.empty()));
    CHECK(sink.error_count() <= 1001);
  }
}

}  // namespace izin::test
