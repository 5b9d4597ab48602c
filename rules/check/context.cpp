#include "rules/check/context.hpp"

#include <algorithm>

#include "grammar/diagnostic/suggest.hpp"

namespace izin::check {

Context::Context(Model& target, Sink& messages)
    : model(target), sink(messages), doubt(target.sources, target.files, messages.sorted()), declarations(gather(target.files)) {}

void Context::duplicate(std::string_view name, Span second, Span first) {
  error(Code::duplicate_name, second, in_backticks(name) + " is declared more than once", {},
        "rename one of them, or leave one out", {{first, "first declared here"}});
}

void Context::unknown(Code code, Span span, std::string_view name, std::string message, NamesInScope const& candidates,
                      std::string help) {
  if (doubt.mentions(name)) return;
  std::string label;
  if (comparisons_left_ > 0) {
    auto const names = candidates();
    comparisons_left_ -= std::min(comparisons_left_, names.size());
    if (auto const found = nearest(name, names)) label = "did you mean " + in_backticks(*found) + "?";
  }
  error(code, span, std::move(message), std::move(label), std::move(help));
}

void Context::error(Code code, Span span, std::string message, std::string label, std::string help, std::vector<Label> related) {
  sink.report({code, std::move(message), {span, std::move(label)}, std::move(related), std::move(help), {}});
}

void Context::cycle(Code code, std::string message, std::vector<Label> steps, std::string help) {
  auto const last =
      std::max_element(steps.begin(), steps.end(), [](Label const& a, Label const& b) { return before(a.span, b.span); });
  std::rotate(steps.begin(), last, steps.end());
  auto const closing = steps.front();
  steps.erase(steps.begin());
  error(code, closing.span, std::move(message), closing.text, std::move(help), std::move(steps));
}

void Context::missing(Code code, Span whole, Span span, std::string message, std::string help) {
  if (doubt.within(whole)) return;
  error(code, span, std::move(message), {}, std::move(help));
}

std::string type_text(Model const& model, Type const& type) {
  static constexpr std::string_view names[] = {"Bool", "Int",  "Decimal", "Percent", "Money",
                                               "Text", "Date", "Instant", "Duration"};
  std::string text = type.many == Many::set ? "set of " : type.many == Many::some ? "some of " : "";
  switch (type.base) {
    case Base::term:
      text += model.schema.of(type.taxonomy).name;
      break;
    case Base::party:
      text += "Party";
      break;
    case Base::record:
      text += model.schema.records[type.record.value].name;
      break;
    default:
      text += names[static_cast<std::size_t>(type.base)];
  }
  return in_backticks(text);
}

}  // namespace izin::check
