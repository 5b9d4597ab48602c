// Reading inputs: facts of many people, and the case's pool of 10,412 from its file. Beside each, in the same run,
// nlohmann/json's parser alone on the same bytes: what reading costs above the parse. Usage: bench_facts [PEOPLE [ROUNDS]]
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/gate/gate.hpp"

namespace {

using namespace izin;
using Clock = std::chrono::steady_clock;
std::string const root = IZIN_SOURCE_DIR;

std::string read(std::string const& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The least time of some rounds, in milliseconds.
template <class Work>
double best(int rounds, Work const& work) {
  double least = 1e12;
  for (int i = 0; i < rounds; ++i) {
    auto const start = Clock::now();
    work();
    least = std::min(least, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  return least;
}

/// Lines of people, each with a consent.
std::string lines(std::size_t people) {
  static char const* const countries[] = {"SE", "DE", "FR", "US_CA", "GB"};
  std::string out;
  for (std::size_t i = 0; i < people; ++i) {
    std::string const id = "m-" + std::to_string(1'000'000 + i);
    out += R"({"subject": {"id": ")" + id + R"(", "age": )" + std::to_string(18 + i % 60) + R"(, "residence": ")" +
           countries[i % 5] + R"(", "is_sender": false, "opt_out_signal": false, "vote": "VotedFor"}})" + "\n";
    out +=
        R"({"consent": {"subject": ")" + id +
        R"(", "form": "unwrapped.data_sale", "version": "3", "clauses": ["sell_preferences"], "given": "2025-03-01T09:00:00Z", "act": "explicit"}})"
        "\n";
  }
  return out;
}

std::size_t parse_alone(std::string const& text) {
  std::size_t good = 0, begin = 0;
  for (auto end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin))
    good += nlohmann::json::accept(text.data() + begin, text.data() + end) ? 1 : 0;
  return good;
}

double resident_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t const people = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 100'000;
  int const rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  Policy const policy = open_policy({root + "/policies"});
  std::string const text = lines(people);
  double const before = resident_mib();
  bool wrong = false;
  auto const read_all = [&] {
    SourceMap sources;
    Sink sink;
    Facts const facts = read_facts(*policy.program, *policy.layout, sources, {sources.add("facts.jsonl", text)}, sink);
    wrong = wrong || sink.has_errors() || facts.subjects().size() != people;
  };
  read_all();
  double const memory = resident_mib() - before - static_cast<double>(text.size()) / (1 << 20);
  std::printf("facts of %zu people, a line and a consent each (%.1f MB)\n", people, static_cast<double>(text.size()) / 1e6);
  std::printf("  read          %8.1f ms, %.0f bytes a person beside the text\n", best(rounds, read_all),
              memory * (1 << 20) / static_cast<double>(people));
  std::printf("  parse alone   %8.1f ms\n", best(rounds, [&] { wrong = wrong || parse_alone(text) != 2 * people; }));

  std::string const folder = root + "/policies/cases/unwrapped-2025/";
  std::string const flow = read(folder + "flows/real-sale.json"), members = read(folder + "members.jsonl");
  Facts const nobody;
  auto const read_pool = [&] {
    SourceMap sources;
    Sink sink;
    FlowReaderOptions options;
    options.open_subjects = [&](std::string const& name) {
      return std::variant<FileId, std::string>(sources.add(name, members));
    };
    auto const reading =
        read_flows(*policy.program, *policy.layout, nobody, sources, sources.add("flow.json", flow), options, sink);
    wrong = wrong || sink.has_errors() || reading.flows.at(0).subjects.size() != 10'412;
  };
  std::printf("the sale of June 2025, a pool of 10,412 from its file\n");
  std::printf("  read          %8.1f ms\n", best(rounds, read_pool));
  std::printf("  parse alone   %8.1f ms\n", best(rounds, [&] { wrong = wrong || parse_alone(members) == 0; }));
  if (wrong) std::printf("what was read is not what was written\n");
  return wrong ? 1 : 0;
}
