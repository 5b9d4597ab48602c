#include "rules/check/echoes.hpp"

#include <algorithm>
#include <utility>

namespace izin::check {
namespace {

bool may_echo(Code code) {
  return code == Code::type_mismatch || code == Code::untyped_term || code == Code::not_boolean || code == Code::not_a_condition;
}

/// Past the blanks on a line.
std::uint32_t past_blanks(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

}  // namespace

std::vector<Diagnostic> without_echoes(std::vector<Diagnostic> problems, SourceMap const& sources) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> breaks;  // file and place, sorted as the problems are
  for (auto const& problem : problems)
    if (problem.code == Code::unexpected_text) breaks.emplace_back(problem.primary.span.file.value, problem.primary.span.begin);
  auto const is_echo = [&](Diagnostic const& problem) {
    auto const span = problem.primary.span;
    if (!may_echo(problem.code)) return false;
    auto const next = past_blanks(sources.file(span.file).text(), span.end);
    return std::binary_search(breaks.begin(), breaks.end(), std::pair(static_cast<std::uint32_t>(span.file.value), next));
  };
  std::erase_if(problems, is_echo);
  return problems;
}

}  // namespace izin::check
