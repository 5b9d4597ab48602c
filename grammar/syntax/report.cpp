#include "grammar/syntax/report.hpp"

#include <utility>

#include "grammar/source/utf8.hpp"

namespace izin::syntax {

std::string backticked(std::string_view text) {
  constexpr std::size_t most = 40;
  auto const line = text.substr(0, text.find('\n'));
  std::size_t end = 0;
  for (std::size_t points = 0; points < most && end < line.size(); ++points) end += decode_utf8(line.substr(end)).size;
  return "`" + std::string(line.substr(0, end)) + (end < text.size() ? "…`" : "`");
}

void Reporter::error(Code code, Span at, std::string message, std::string label, std::string help) {
  error({code, std::move(message), {at, std::move(label)}, {}, std::move(help), {}});
}

void Reporter::error(Diagnostic diagnostic) {
  if (stopped()) return;
  Span const at = diagnostic.primary.span;
  sink_->report(std::move(diagnostic));
  if (++errors_ < most) return;
  sink_->report(Code::too_many_errors, at,
                "there are " + std::to_string(most) + " errors up to here: the rest of the file was not read", {},
                "mend the first ones and try again");
}

}  // namespace izin::syntax
