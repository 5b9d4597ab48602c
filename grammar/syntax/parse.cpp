#include "grammar/syntax/parse.hpp"

#include "grammar/syntax/convert.hpp"
#include "grammar/syntax/grammar.hpp"
#include "grammar/syntax/precheck.hpp"

namespace izin {

ast::File parse(SourceFile const& source, Sink& sink, ParseLimits const& limits) {
  syntax::Reporter reporter(source, sink);
  auto const checked = syntax::precheck(source, reporter, limits);
  auto const text = checked.text();
  syntax::State state{text.data(), text.data() + text.size(), reporter};
  return syntax::convert(syntax::read_tree(state), checked, reporter, source.id());
}

}  // namespace izin
