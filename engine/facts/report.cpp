#include "engine/facts/report.hpp"

#include <algorithm>

#include "engine/facts/json_problem.hpp"
#include "grammar/diagnostic/suggest.hpp"

namespace izin::input {

std::string pointer_of(Place const& place) {
  std::vector<Place const*> steps;
  for (Place const* at = &place; at != nullptr; at = at->up) steps.push_back(at);
  std::string pointer;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    if ((*step)->step == Place::Step::member) append_step(pointer, (*step)->key);
    if ((*step)->step == Place::Step::element) append_step(pointer, std::to_string((*step)->item));
  }
  return pointer;
}

std::string_view field_of(Place const& place) {
  Place const* at = &place;
  while (at->step == Place::Step::element && at->up != nullptr) at = at->up;
  return at->key;
}

void Report::problem(Code code, JsonNode const& node, Place const& place, Words words) {
  if (++count_ > most_listed) return;
  sink_.report({code,
                std::move(words.message),
                {span(node), std::move(words.label)},
                std::move(words.related),
                std::move(words.help),
                pointer_of(place)});
}

void Report::problem(JsonProblem problem) {
  if (++count_ > most_listed) return;
  sink_.report({problem.code,
                std::move(problem.message),
                {{file_, problem.begin, problem.end}, std::move(problem.label)},
                {},
                std::move(problem.help),
                std::move(problem.pointer)});
}

bool Report::is_full() {
  if (count_ < most_listed) return false;
  if (!said_full_)
    sink_.report(Code::too_many_problems, {file_, UINT32_MAX, UINT32_MAX},
                 "after " + std::to_string(most_listed) + " problems the rest of the file is not read", {}, "mend these first");
  said_full_ = true;
  return true;
}

std::string Report::did_you_mean(std::string_view name, std::function<std::vector<std::string>()> const& names) {
  if (++suggested_ > most_suggested) return {};
  auto const close = nearest(name, names());
  return close ? "did you mean `" + *close + "`?" : std::string();
}

}  // namespace izin::input
