// `izin explain CODE`: the page of a diagnostic.
#include <fmt/core.h>

#include <algorithm>
#include <cctype>

#include "grammar/diagnostic/suggest.hpp"
#include "rules/explain/pages.hpp"
#include "tools/izin/console.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/verbs.hpp"

namespace izin::tool {
namespace {

/// `IZ0203` from `iz0203`, `203`, `0203`.
std::string as_code(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  bool const digits =
      !text.empty() && text.size() <= 4 && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
  return digits ? fmt::format("IZ{:0>4}", text) : text;
}

Kind const* find(std::string const& wanted) {
  for (Kind const& kind : kinds())
    if (code_text(kind.code) == as_code(wanted) || kind.name == wanted) return &kind;
  return nullptr;
}

[[noreturn]] void refuse(std::string const& wanted) {
  std::vector<std::string> names;
  for (Kind const& kind : kinds()) {
    names.push_back(code_text(kind.code));
    names.emplace_back(kind.name);
  }
  auto near = nearest(wanted, names);
  if (!near) near = nearest(as_code(wanted), names);
  throw Failure(Code::unknown_code, fmt::format("there is no diagnostic `{}`", wanted),
                near ? fmt::format("did you mean `{}`?", *near) : "write it as messages do, as in `IZ0203`");
}

}  // namespace

Exit run_explain(ExplainCommand const& command) {
  Kind const* const kind = find(command.code);
  if (kind == nullptr) refuse(command.code);
  Console console(command.common);
  std::string_view const page = explain_page(code_text(kind->code));
  console.data(page.empty() ? fmt::format("# {} {}\n\n{}.\n", code_text(kind->code), kind->name, kind->summary)
                            : std::string(page));
  console.finish();
  return Exit::ok;
}

}  // namespace izin::tool
