// P13: the oracle agrees with the product on random bundles and flows.
//   differential [--count PAIRS] [--seed S] [--threads N] [--inputs PER_BUNDLE]
// Prints what happened; on a difference the seed, the smallest bundle and flow found, and both answers, and exits with 1.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>

#include "tests/differential/input_maker.hpp"
#include "tests/differential/statistics.hpp"

namespace izin::differential {
namespace {

struct Options {
  std::uint64_t count = 20'000, seed = 1, threads = 2, inputs = 20;
};

class Run {
 public:
  explicit Run(Options options) : options_(options) {}

  int go() {
    auto const start = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (std::uint64_t t = 0; t < options_.threads; ++t) threads.emplace_back([this] { work(); });
    for (auto& thread : threads) thread.join();
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%sseed %llu, %llu threads, %.1f s: %zu differences\n", statistics_.text().c_str(),
                static_cast<unsigned long long>(options_.seed), static_cast<unsigned long long>(options_.threads), seconds,
                found_.load());
    return found_ == 0 ? 0 : 1;
  }

 private:
  void work() {
    Statistics mine;
    auto const bundles = (options_.count + options_.inputs - 1) / options_.inputs;
    for (;;) {
      auto const index = next_.fetch_add(1);
      if (index >= bundles || found_ >= 5) break;
      one(options_.seed * 1'000'000'007 + index, mine);
    }
    std::lock_guard const lock(mutex_);
    statistics_.add(mine);
  }

  void one(std::uint64_t seed, Statistics& mine) {
    Random random(seed);
    auto const bundle = make_bundle(random, {});
    std::string what;
    try {
      Pair const pair(files_of(bundle.pieces, 2));
      mine.see_bundle(pair.bundle());
      for (std::uint64_t i = 0; i < options_.inputs; ++i) {
        auto const inputs = make_inputs(random, bundle);
        what = inputs.flow.dump() + "\n";
        auto const answers = ask(pair, inputs);
        mine.see(answers.answer, inputs);
        if (answers.oracle != answers.product) return report(seed, show(shrink({bundle.pieces, inputs})));
      }
    } catch (std::exception const& error) {
      report(seed, std::string(error.what()) + "\n" + what + files_of(bundle.pieces).front().text);
    }
  }

  void report(std::uint64_t seed, std::string const& what) {
    std::lock_guard const lock(mutex_);
    ++found_;
    std::printf("==== seed %llu\n%s\n", static_cast<unsigned long long>(seed), what.c_str());
  }

  Options options_;
  std::atomic<std::uint64_t> next_{0};
  std::atomic<std::size_t> found_{0};
  std::mutex mutex_;
  Statistics statistics_;
};

}  // namespace
}  // namespace izin::differential

int main(int argc, char** argv) {
  izin::differential::Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    std::string const name = argv[i];
    auto const value = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--count") options.count = value;
    if (name == "--seed") options.seed = value;
    if (name == "--threads") options.threads = value;
    if (name == "--inputs") options.inputs = value;
  }
  return izin::differential::Run(options).go();
}
