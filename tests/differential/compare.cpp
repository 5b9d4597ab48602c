#include "tests/differential/compare.hpp"

#include <functional>

#include "grammar/syntax/parse.hpp"

namespace izin::differential {

std::vector<BundleFile> files_of(std::vector<Piece> const& pieces, std::size_t how_many) {
  std::vector<BundleFile> files;
  for (std::size_t i = 0; i < how_many; ++i) files.push_back({"f" + std::to_string(i) + ".izin", ""});
  for (std::size_t i = 0; i < pieces.size(); ++i) files[i % how_many].text += text(pieces[i]) + "\n";
  return files;
}

Pair::Pair(std::vector<BundleFile> const& files) : product_(files) {
  Sink sink;
  for (auto const& file : files) trees_.push_back(parse(sources_.file(sources_.add(file.path, file.text)), sink));
  bundle_ = std::make_unique<oracle::Bundle>(trees_);
}

Answers ask(Pair const& pair, oracle::Inputs const& inputs) {
  Answers answers;
  auto const read = pair.product().read(inputs);
  bool const pool = read.flow.about == About::pool;
  std::vector<Decision> each;
  auto const decision = pair.product().decide(read, pool ? &each : nullptr);
  answers.product = pair.product().comparable(decision, read.flow);
  for (auto& one : each) {  // what the people of a pool wait for, owe and stand on is counted by the pool
    one.missing.clear();
    one.exact = true;
    one.duties.clear();
    one.grounds.clear();
    answers.product += "--- subject\n" + pair.product().comparable(one, read.flow);
  }
  answers.answer = oracle::decide(pair.bundle(), inputs);
  answers.oracle = oracle::text(answers.answer);
  if (pool) {
    for (auto one : oracle::decide_each(pair.bundle(), inputs)) {
      one.missing.clear();
      one.exact = true;
      one.duties.clear();
      one.grounds.clear();
      answers.oracle += "--- subject\n" + oracle::text(one);
    }
  }
  return answers;
}

namespace {

bool differs(Scenario const& scenario) {
  try {
    auto const answers = ask(Pair(files_of(scenario.pieces)), scenario.inputs);
    return answers.product != answers.oracle;
  } catch (std::exception const&) {
    return false;  // no longer a valid bundle or input
  }
}

/// Calls `see` with the scenario without one thing of its inputs, for every such thing; true ends the walk.
bool each_smaller_input(Scenario const& scenario, std::function<bool(Scenario)> const& see) {
  auto const without_key = [&](nlohmann::json::json_pointer const& where, nlohmann::json const& object) {
    for (auto const& [key, value] : object.items()) {
      auto smaller = scenario;
      smaller.inputs.flow[where].erase(key);
      if (see(smaller)) return true;
    }
    return false;
  };
  auto const& inputs = scenario.inputs;
  for (std::size_t i = 0; i < inputs.facts.size(); ++i) {
    auto smaller = scenario;
    smaller.inputs.facts.erase(smaller.inputs.facts.begin() + static_cast<std::ptrdiff_t>(i));
    if (see(smaller)) return true;
  }
  if (!inputs.known_at.empty()) {
    auto smaller = scenario;
    smaller.inputs.known_at.clear();
    if (see(smaller)) return true;
  }
  using pointer = nlohmann::json::json_pointer;
  if (without_key(pointer(""), inputs.flow)) return true;
  for (auto const& [key, value] : inputs.flow.items()) {
    if (value.is_object() && without_key(pointer("/" + key), value)) return true;
    for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
      auto smaller = scenario;
      smaller.inputs.flow[key].erase(i);
      if (see(smaller)) return true;
      if (value[i].is_object() && without_key(pointer("/" + key + "/" + std::to_string(i)), value[i])) return true;
    }
  }
  return false;
}

}  // namespace

Scenario shrink(Scenario scenario) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (auto n = count(scenario.pieces); n > 0; --n) {
      if (n > count(scenario.pieces)) continue;
      auto next = Scenario{without(scenario.pieces, n - 1), scenario.inputs};
      if (differs(next)) scenario = std::move(next), smaller = true;
    }
    smaller |= each_smaller_input(scenario, [&](Scenario next) {
      if (!differs(next)) return false;
      scenario = std::move(next);
      return true;
    });
  }
  return scenario;
}

std::string show(Scenario const& scenario) {
  auto result = "=== policy\n" + files_of(scenario.pieces).front().text + "\n";
  if (scenario.inputs.registry) {
    result += "=== facts\n";
    for (auto const& line : scenario.inputs.facts) result += line.dump() + "\n";
  }
  for (auto const& [name, lines] : scenario.inputs.files) {
    result += "=== file " + name + "\n";
    for (auto const& line : lines) result += line.dump() + "\n";
  }
  if (!scenario.inputs.known_at.empty()) result += "=== options\nknown-at: " + scenario.inputs.known_at + "\n";
  result += "=== flow\n" + scenario.inputs.flow.dump() + "\n";
  auto const answers = ask(Pair(files_of(scenario.pieces)), scenario.inputs);
  return result + "--- the oracle\n" + answers.oracle + "--- the product\n" + answers.product;
}

}  // namespace izin::differential
