// One gate in process: a flow object to its verdict with all lists, beside the hand-written rules in the same run. Both decide
// the same rows; a run whose counts differ is not a result (exit code 1). Usage: bench_gate [ROWS [ROUNDS]]
#include "engine/gate/gate.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/bench/consent_sale.hpp"

namespace {

using namespace izin;
using Clock = std::chrono::steady_clock;
using Counts = std::array<std::size_t, 13>;

/// Of the first 100,000 rows of the workload, by deciding rule.
constexpr Counts expected = {27168, 4152, 4468, 5146, 6116, 1481, 1902, 1718, 2929, 3853, 1170, 36196, 3701};

std::string read(std::string const& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<Flow> flows_of(Policy const& policy, std::vector<bench::Row> const& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) text += bench::json_of(rows[i], i) + "\n";
  SourceMap sources;
  Sink sink;
  FlowReaderOptions options;
  options.format = FlowFormat::lines;
  FlowReading reading =
      read_flows(*policy.program, *policy.layout, Facts(), sources, sources.add("flows.jsonl", std::move(text)), options, sink);
  if (sink.has_errors()) std::fprintf(stderr, "%s\n", sink.sorted().front().message.c_str());
  return std::move(reading.flows);
}

/// The first firm rule by name, else the first ground; the reference calls what it does not decide, and we call incomplete, 0.
std::size_t decider(Model const& model, Decision const& decision) {
  RuleEntry const* entry = nullptr;
  if (decision.verdict == Verdict::deny) entry = &decision.by.front();
  if (decision.verdict == Verdict::permit) entry = &decision.grounds.front();
  if (entry == nullptr || !entry->rule.valid()) return 0;
  return static_cast<std::size_t>(std::atoi(model.rules[entry->rule.value].name.c_str() + 1));
}

struct Figures {
  double p50 = 0, p99 = 0;
};

/// Nanoseconds a call, timed in batches of 16.
template <class Work>
Figures time(std::size_t count, int rounds, Work const& work) {
  std::vector<double> samples;
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i + 16 <= count; i += 16) {
      auto const begin = Clock::now();
      for (std::size_t k = i; k < i + 16; ++k) work(k);
      samples.push_back(std::chrono::duration<double, std::nano>(Clock::now() - begin).count() / 16);
    }
  }
  std::ranges::sort(samples);
  return {samples[samples.size() / 2], samples[samples.size() * 99 / 100]};
}

}  // namespace

int main(int count, char** words) {
  std::size_t const n = count > 1 ? static_cast<std::size_t>(std::atoll(words[1])) : 100'000;
  int const rounds = count > 2 ? std::atoi(words[2]) : 5;
  LoadedPolicy const loaded =
      load_policy({{"vocabulary.izin", bench::vocabulary()},
                   {"policy.izin", read(std::string(IZIN_SOURCE_DIR) + "/tests/bench/consent_sale.izin")}});
  if (!loaded.policy) {
    std::fprintf(stderr, "the policy has errors\n");
    return 2;
  }
  Policy const& policy = *loaded.policy;
  std::vector<bench::Row> rows;
  for (std::size_t i = 0; i < n; ++i) rows.push_back(bench::row_at(bench::seed, i));
  std::vector<Flow> const flows = flows_of(policy, rows);
  if (flows.size() != n) return 2;

  Counts by_hand{}, by_izin{};
  Evaluator evaluator(policy.program);
  ConsentView const nothing;
  for (std::size_t i = 0; i < n; ++i) {
    ++by_hand[bench::decide(rows[i])];
    ++by_izin[decider(*policy.model, evaluator.decide(flows[i], nothing))];
  }
  bool const equal = by_hand == by_izin && (n != 100'000 || by_hand == expected);
  std::printf("rows %zu, counts %s\n", n, equal ? "equal" : "DIFFERENT");
  for (std::size_t i = 0; i < by_hand.size(); ++i)
    if (by_hand[i] != by_izin[i]) std::printf("  rule %zu: by hand %zu, izin %zu\n", i, by_hand[i], by_izin[i]);

  std::size_t sink = 0;
  Figures const hand = time(n, rounds, [&](std::size_t i) { sink += bench::decide(rows[i]); });
  Figures const izin = time(n, rounds, [&](std::size_t i) { sink += evaluator.decide(flows[i], nothing).by.size(); });
  std::printf("by hand  p50 %7.1f ns  p99 %7.1f ns\nizin     p50 %7.1f ns  p99 %7.1f ns  (%.1f x by hand; %zu)\n", hand.p50,
              hand.p99, izin.p50, izin.p99, izin.p50 / hand.p50, sink % 10);
  return equal ? 0 : 1;
}
