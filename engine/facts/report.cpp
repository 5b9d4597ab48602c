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
  if (is_full()) return add({});
  add({code,
       std::move(words.message),
       {span(node), std::move(words.label)},
       std::move(words.related),
       std::move(words.help),
       pointer_of(place)});
}

void Report::problem(JsonProblem problem) {
  add({problem.code,
       std::move(problem.message),
       {{file_, problem.begin, problem.end}, std::move(problem.label)},
       {},
       std::move(problem.help),
       std::move(problem.pointer)});
}

void Report::add(Diagnostic diagnostic) {
  ++count_;
  if (count_ <= most_listed) sink_.report(std::move(diagnostic));
  if (count_ == most_listed)  // whoever reads asks is_full() and stops: nothing after this one is looked at
    sink_.report(Code::too_many_problems, {file_, UINT32_MAX, UINT32_MAX},
                 std::to_string(most_listed) + " problems are listed: the rest of the input was not checked", {},
                 "mend the first ones and try again");
}

std::string Report::did_you_mean(std::string_view name, std::function<std::vector<std::string>()> const& names) {
  if (++suggested_ > most_suggested) return {};
  auto const close = nearest(name, names());
  return close ? "did you mean `" + *close + "`?" : std::string();
}

}  // namespace izin::input
