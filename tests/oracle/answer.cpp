#include "tests/oracle/answer.hpp"

#include <array>

namespace izin::oracle {
namespace {

std::string joined(auto const& names, std::string const& between = ", ") {
  std::string result;
  for (auto const& name : names) result += (result.empty() ? "" : between) + name;
  return result;
}

std::string line(std::string kind, std::string const& rest) {
  kind.resize(10, ' ');
  auto result = "  " + kind + " " + rest;
  while (result.ends_with(' ')) result.pop_back();
  return result + "\n";
}

std::string versioned(std::string const& name, std::string const& version) {
  return version.empty() ? name : name + " \"" + version + "\"";
}

std::string subjects(std::optional<std::size_t> const& count) { return count ? " subjects " + std::to_string(*count) : ""; }

std::string entries(std::string const& kind, std::vector<Entry> const& list) {
  std::string result;
  for (auto const& entry : list) {
    auto const because = entry.because.empty() ? "" : " because " + joined(entry.because);
    result += line(entry.grant ? "grant" : kind, versioned(entry.name, entry.version) + because + subjects(entry.subjects));
  }
  return result;
}

std::string duty(Duty const& duty) {
  auto const part = [](char const* word, std::string const& value) { return value.empty() ? "" : word + value; };
  return line("duty", versioned(duty.name, duty.version) + " do " + duty.act + part(" by ", duty.by) + part(" to ", duty.to) +
                          part(" due ", duty.due.value_or("")) + part(" within ", duty.within) + part(" after ", duty.after) +
                          (duty.unknown ? " unknown" : "") + (duty.first ? " first" : "") + subjects(duty.subjects));
}

}  // namespace

std::string text(Answer const& answer) {
  auto result = answer.verdict + "\n" + entries("by", answer.by) + entries("contested", answer.contested) +
                entries("defeated", answer.defeated) + entries("ground", answer.grounds);
  for (auto const& one : answer.duties) result += duty(one);
  for (auto const& rule : answer.waiting) result += line("waits", rule);
  for (auto const& [path, rules] : answer.missing) {
    result += line("missing", path + (rules.empty() ? "" : " for " + joined(rules)));
  }
  if (!answer.exact) result += line("inexact", "");
  for (auto const& [name, what] : answer.rulings)
    result += line("ruling", name + " " + what.first + " of " + joined(what.second));
  if (answer.pool) {
    auto counts = answer.pool->by_verdict;
    auto numbers = "proposed " + std::to_string(answer.pool->proposed);
    for (std::string const verdict : {"permit", "deny", "review", "incomplete"}) {
      numbers += " " + verdict + " " + std::to_string(counts[verdict]);
    }
    result += line("pool", numbers);
  }
  static std::array<std::string, 4> const order{"permit", "deny", "review", "incomplete"};
  std::map<std::tuple<std::string, std::size_t>, std::size_t> reasons;
  for (auto const& [what, count] : answer.reasons) {
    std::size_t place = 0;
    while (order.at(place) != what.second) ++place;
    reasons[{what.first, place}] = count;
  }
  for (auto const& [what, count] : reasons) {
    result += line("reason", std::get<0>(what) + " " + order.at(std::get<1>(what)) + " " + std::to_string(count));
  }
  if (!answer.permitted.empty()) result += line("permitted", joined(answer.permitted));
  return result;
}

}  // namespace izin::oracle
