#include "tests/fuzz/show.hpp"

#include <algorithm>

#include "grammar/diagnostic/render.hpp"

namespace izin::fuzz {

bool shows(std::vector<Diagnostic> const& sorted, SourceMap const& sources) {
  std::vector<Diagnostic> firsts;
  for (Diagnostic const& each : sorted) {
    if (std::ranges::none_of(firsts, [&](Diagnostic const& other) { return other.code == each.code; })) firsts.push_back(each);
  }
  return !render_text(firsts, sources, Colour::off).empty();
}

}  // namespace izin::fuzz
