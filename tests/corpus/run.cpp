// The runner of the corpus: `corpus [--accept] [--jobs N] [PATHS]`. tests/corpus/README.md.
#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/corpus/check.hpp"

namespace {

namespace fs = std::filesystem;
using izin::test::CaseResult;

struct Arguments {
  bool accept = false;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  std::vector<fs::path> paths;
};

Arguments parse_arguments(std::vector<std::string> const& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--accept") {
      arguments.accept = true;
    } else if (words[i] == "--jobs" && i + 1 < words.size()) {
      arguments.jobs = static_cast<unsigned>(std::stoul(words[++i]));
    } else if (words[i].starts_with("--")) {
      throw std::invalid_argument("corpus [--accept] [--jobs N] [PATHS]");
    } else {
      arguments.paths.emplace_back(words[i]);
    }
  }
  if (arguments.paths.empty()) {
    if (arguments.accept) throw std::invalid_argument("--accept wants the paths whose expectations it rewrites");
    arguments.paths.emplace_back(fs::path(IZIN_SOURCE_DIR) / "tests/corpus");
  }
  return arguments;
}

std::vector<fs::path> cases_below(std::vector<fs::path> const& paths) {
  std::vector<fs::path> cases;
  for (auto const& path : paths) {
    if (fs::is_directory(path)) {
      for (auto const& entry : fs::recursive_directory_iterator(path)) {
        if (entry.path().extension() == ".case") cases.push_back(entry.path());
      }
    } else if (fs::is_regular_file(path)) {
      cases.push_back(path);
    } else {
      throw std::invalid_argument(path.string() + ": no such file or folder");
    }
  }
  std::sort(cases.begin(), cases.end());
  cases.erase(std::unique(cases.begin(), cases.end()), cases.end());
  return cases;
}

CaseResult run_one(fs::path const& path, izin::test::CorpusSettings const& settings) {
  try {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error("cannot be read");
    return check(izin::test::read_case(path.string(), text.str()), settings);
  } catch (std::exception const& error) {
    return {{std::string(error.what()) + "\n"}, {}, true};
  }
}

int run_all(Arguments const& arguments) {
  izin::test::CorpusSettings const settings{IZIN_SOURCE_DIR, IZIN_PROGRAM};
  auto const cases = cases_below(arguments.paths);
  std::atomic<std::size_t> next = 0, failed = 0;
  std::mutex printing;
  auto const work = [&] {
    for (std::size_t i = next++; i < cases.size(); i = next++) {
      auto const result = run_one(cases[i], settings);
      if (result.failures.empty()) continue;
      std::lock_guard const lock(printing);
      if (arguments.accept && !result.broken) {
        std::ofstream(cases[i], std::ios::binary) << result.accepted.text();
        std::cout << "accepted " << cases[i].string() << "\n";
        continue;
      }
      ++failed;
      std::cout << "FAILED " << cases[i].string() << "\n";
      for (auto const& failure : result.failures) std::cout << failure << "\n";
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < arguments.jobs; ++i) threads.emplace_back(work);
  work();
  for (auto& thread : threads) thread.join();
  std::cout << cases.size() - failed << " passed, " << failed << " failed\n";
  return failed == 0 && !cases.empty() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run_all(parse_arguments({words + 1, words + count}));
  } catch (std::exception const& error) {
    std::cerr << error.what() << "\n";
    return 2;
  }
}
