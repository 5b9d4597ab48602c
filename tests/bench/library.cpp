// The whole shipped library in a process: reading it from its folder, and deciding a flow object by all of it, for the members of
// June 2025 one after another. Usage: bench_library [ROUNDS [MEMBERS]]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "engine/gate/gate.hpp"

namespace {

using namespace izin;
using Clock = std::chrono::steady_clock;
std::string const root = IZIN_SOURCE_DIR;
std::string const story = root + "/policies/cases/unwrapped-2025/";

std::string read(std::string const& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The sale to one buyer of the data of one member, for each of the first members, a line each.
std::string flow_lines(std::size_t members) {
  std::string flow = read(story + "flows/one-member.json");
  std::erase(flow, '\n');
  auto const at = flow.find("m-00001");
  std::string lines;
  for (std::size_t i = 1; i <= members; ++i) {
    char id[16];
    std::snprintf(id, sizeof id, "m-%05zu", i);
    lines += flow.substr(0, at) + id + flow.substr(at + 7) + "\n";
  }
  return lines;
}

/// Sorts the times and prints least, median and the 99th percentile, in units of `unit` seconds.
void print(char const* what, std::vector<double>& seconds, double unit, char const* name) {
  std::ranges::sort(seconds);
  auto const at = [&](double part) {
    return seconds[static_cast<std::size_t>(part * static_cast<double>(seconds.size() - 1))] / unit;
  };
  std::printf("  %-34s least %7.2f  p50 %7.2f  p99 %7.2f %s\n", what, at(0), at(0.5), at(0.99), name);
}

template <class Work>
double seconds_of(Work const& work) {
  auto const start = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  auto const rounds = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20;
  auto const members = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2'000;
  std::vector<double> loads;
  for (std::size_t i = 0; i < rounds; ++i)
    loads.push_back(seconds_of([&] { static_cast<void>(open_policy({root + "/policies"})); }));

  Policy const policy = open_policy({root + "/policies"});
  std::printf("the shipped policies: %zu rules, %zu comparisons\n", policy.model->rules.size(), policy.model->comparisons.size());
  print("read, checked, compiled", loads, 1e-3, "ms");

  Facts facts = open_facts(policy, {story + "members.jsonl", story + "consents.jsonl"});
  SourceMap sources;
  Sink sink;
  FlowReaderOptions options;
  options.format = FlowFormat::lines;
  FlowReading const reading =
      read_flows(*policy.program, *policy.layout, facts, sources, sources.add("flows.jsonl", flow_lines(members)), options, sink);
  if (sink.has_errors()) return 2;
  Gate gate(policy, std::move(facts), log::system_environment());
  std::vector<double> decisions;
  std::map<std::string, std::size_t> verdicts;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (Flow const& flow : reading.flows) {
      Answer answer;
      decisions.push_back(seconds_of([&] { answer = gate.evaluate(flow); }));
      if (round == 0) ++verdicts[std::string(verdict_text(answer.decision.verdict))];
    }
  }
  print("a flow decided, with all lists", decisions, 1e-6, "us");
  for (auto const& [verdict, count] : verdicts) std::printf("  %-12s %zu\n", verdict.c_str(), count);
  return 0;
}
