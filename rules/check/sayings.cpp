#include "rules/check/sayings.hpp"

namespace izin::check {

Citation citation(ast::Cite const& cite) { return {cite.text.value, cite.iri ? cite.iri->text : std::string()}; }

void Sayings::add(ast::Say const& say, std::vector<Saying>& out) {
  auto const language = say.language ? say.language->text : std::string();
  auto const [first, added] = seen_.try_emplace(language, say.text.span);
  if (!added) {
    context_.error(Code::repeated_clause, say.text.span,
                   language.empty() ? "there is a `say` already" : "there is a `say` in " + in_backticks(language) + " already",
                   {}, "write one sentence for each language: `say id \"…\"`", {{first->second, "the first one is here"}});
    return;
  }
  out.push_back({language, say.text.value});
}

}  // namespace izin::check
