#include "tests/fuzz/property.hpp"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "grammar/ast/print.hpp"
#include "grammar/syntax/parse.hpp"
#include "tests/fuzz/show.hpp"

namespace izin::fuzz {
namespace {

void require(bool holds, char const* what, std::string const& text) {
  if (holds) return;
  std::fprintf(stderr, "%s\n%s\n", what, text.c_str());
  std::abort();
}

}  // namespace

void check_text(std::string text, Expect expect) {
  SourceMap sources;
  auto const& source = sources.file(sources.add("a.izin", std::move(text)));
  std::string const written(source.text());
  Sink sink;
  auto const tree = parse(source, sink);
  auto const problems = sink.sorted();
  for (auto const& problem : problems) {
    auto const& span = problem.primary.span;
    require(span.file == source.id() && span.begin <= span.end && span.end <= written.size(), "a place outside the text",
            written);
    require(!problem.message.empty() && problem.message.find('\n') == std::string::npos, "a message of no or many lines",
            written);
  }
  if (!problems.empty()) {
    require(expect == Expect::anything, problems.front().message.c_str(), written);
    require(shows(problems, sources), "messages that show nothing", written);
    static_cast<void>(ast::dump(tree));
    return;
  }
  auto const once = ast::print(tree, source);
  auto const& laid_out = sources.file(sources.add("b.izin", once));
  Sink again;
  auto const reread = parse(laid_out, again);
  require(again.empty(), "the layout does not parse", once);
  require(ast::dump(reread) == ast::dump(tree), "the layout means something else", once);
  require(reread.comments.size() == tree.comments.size(), "the layout loses comments", once);
  require(ast::print(reread, laid_out) == once, "the layout is no fixed point", once);
}

}  // namespace izin::fuzz
