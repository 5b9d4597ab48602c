// `izin test`: runs the tests that are written in policy files, each as the gate would decide its flow.
#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "tools/izin/failure.hpp"
#include "tools/izin/inputs.hpp"
#include "tools/izin/interrupt.hpp"
#include "tools/izin/progress.hpp"
#include "tools/izin/test_report.hpp"
#include "tools/izin/verbs.hpp"

namespace izin::tool {
namespace {

bool lies_in(fs::path const& path, fs::path const& folder) {
  fs::path const real = fs::weakly_canonical(path), root = fs::weakly_canonical(folder);
  return std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first == root.end();
}

/// Tests beside a folder's policies that only this verb reads: the other verbs pass over `cases`.
fs::path tests_beside(fs::path const& folder) { return folder / "cases" / "tests"; }

/// The bundle: what `--policies` names (left out: `policies`), with the tests beside it and the files whose tests are asked for;
/// those alone where they lie elsewhere.
std::vector<fs::path> bundle_of(TestCommand const& command) {
  std::vector<fs::path> bundle = command.policies;
  fs::path const usual = "policies";
  bool const inside = std::ranges::all_of(command.paths, [&](fs::path const& path) { return lies_in(path, usual); });
  if (bundle.empty() && inside) bundle.push_back(usual);
  for (std::size_t i = 0, given = bundle.size(); i < given; ++i) {
    fs::path tests = tests_beside(bundle[i]);
    if (fs::is_directory(tests)) bundle.push_back(std::move(tests));
  }
  bundle.insert(bundle.end(), command.paths.begin(), command.paths.end());
  return bundle;
}

std::vector<TestCase const*> chosen(TestCommand const& command, Policy const& policy) {
  std::set<fs::path> files;
  for (PolicyFile const& file : find_policy_files(command.paths)) files.insert(fs::weakly_canonical(file.file));
  std::vector<TestCase const*> tests;
  for (TestCase const& test : policy.model->tests) {
    if (test.name.find(command.filter) == std::string::npos) continue;
    fs::path const file = policy.shown_file(test.tree->name.span.file);
    if (command.paths.empty() || files.contains(fs::weakly_canonical(file))) tests.push_back(&test);
  }
  return tests;
}

/// One thread's share of the tests.
class Runner {
 public:
  Runner(Policy const& policy, TestCommand const& command)
      : policy_(policy), program_(*policy.program), evaluator_(policy.program) {
    if (command.coverage) coverage_.emplace(program_);
  }

  /// Nothing when the test itself is wrong: the sink then says why.
  std::optional<TestOutcome> run(TestCase const& test, Sink& sink) {
    std::optional<TestInput> const input = read_test(program_, *policy_.layout, test, sink);
    if (!input) return std::nullopt;
    Decision const decision = evaluator_.decide(input->flow, input->consent);
    Valuation const* const pool = program_.pool_rules.empty() ? nullptr : &evaluator_.pool_valuation();
    auto const traces = [&] { return trace(program_, input->flow, input->consent, evaluator_.subject_valuation(), pool); };
    if (coverage_) coverage_->add(traces(), evaluator_.subject_valuation(), pool);
    return judge(*policy_.model, test, decision, traces);
  }

  [[nodiscard]] std::optional<Coverage> const& coverage() const { return coverage_; }

 private:
  Policy const& policy_;
  Program const& program_;
  Evaluator evaluator_;
  std::optional<Coverage> coverage_;
};

/// Runs the tests on several threads; the report does not depend on how many.
class Runs {
 public:
  Runs(TestCommand const& command, Policy const& policy, std::vector<TestCase const*> tests)
      : policy_(policy),
        tests_(std::move(tests)),
        outcomes_(tests_.size()),
        sinks_(tests_.size()),
        progress_(command.common, "testing", tests_.size()) {
    std::size_t const count = std::clamp<std::size_t>(tests_.size() / least_share, 1, command.common.jobs);
    for (std::size_t i = 0; i < count; ++i) runners_.push_back(std::make_unique<Runner>(policy, command));
  }

  TestReport run() {
    auto const started = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < runners_.size(); ++i) threads.emplace_back([this, i] { work(*runners_[i]); });
    work(*runners_[0]);
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    check_interrupt();
    refuse_wrong_tests();
    TestReport report;
    for (auto& outcome : outcomes_) report.outcomes.push_back(*std::move(outcome));
    for (auto const& runner : runners_) {
      if (!runner->coverage()) continue;
      report.coverage ? report.coverage->add(*runner->coverage()) : static_cast<void>(report.coverage = runner->coverage());
    }
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return report;
  }

 private:
  static constexpr std::size_t least_share = 16;  ///< a thread for fewer is not worth its start

  void work(Runner& runner) {
    try {
      for (std::size_t i = next_++; i < tests_.size() && !stop_requested(); i = next_++) {
        outcomes_[i] = runner.run(*tests_[i], sinks_[i]);
        progress_.done(++done_);
      }
    } catch (...) {
      if (!failed_.exchange(true)) failure_ = std::current_exception();
    }
  }

  void refuse_wrong_tests() const {
    std::vector<Diagnostic> problems;
    for (Sink const& sink : sinks_)
      for (Diagnostic& problem : sink.sorted()) problems.push_back(std::move(problem));
    if (problems.empty()) return;
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < policy_.model->sources.size(); ++i) names.push_back(policy_.shown_file({i}));
    throw Failure(std::move(problems), renamed(policy_.model->sources, names));
  }

  Policy const& policy_;
  std::vector<TestCase const*> tests_;
  std::vector<std::optional<TestOutcome>> outcomes_;
  std::vector<Sink> sinks_;
  Progress progress_;
  std::vector<std::unique_ptr<Runner>> runners_;
  std::atomic<std::size_t> next_ = 0, done_ = 0;
  std::atomic<bool> failed_ = false;
  std::exception_ptr failure_;
};

std::string text_of(Console const& console, Policy const& policy, TestReport const& report) {
  switch (console.common().format) {
    case Format::json:
      return json_report(policy, report);
    case Format::junit:
      return junit_report(policy, report);
    case Format::jsonl:
    case Format::tiles:
    case Format::opa:
    case Format::pretty:
      break;
  }
  Listed const listed = console.common().volume == Volume::verbose ? Listed::all : Listed::failed;
  return pretty_report(policy, report, listed, console.data_colour());
}

/// The coverage tables of the bundle, where they are asked for.
std::optional<ClauseCoverage> read_clauses(TestCommand const& command, Policy const& policy, Console& console) {
  if (!command.clauses) return std::nullopt;
  std::vector<fs::path> const paths = bundle_of(command);
  ClauseCoverage coverage = cover_clauses(read_coverage_tables(paths, policy), *policy.model);
  if (!coverage.tables.tables.empty()) return coverage;
  std::string names;
  for (fs::path const& path : paths) names += (names.empty() ? "`" : ", `") + path.string() + "`";
  console.note(
      fmt::format("there is no coverage table in {}: a table lies below a folder of policies and is called "
                  "`INSTRUMENT.coverage.json`",
                  names));
  return coverage;
}

/// The findings stand on standard error, whatever is left out: they are why the verb fails.
void show_findings(ClauseCoverage const& clauses, Common const& common) {
  if (clauses.findings.empty()) return;
  show_problems(clauses.findings, *clauses.tables.sources, Format::pretty, common.no_colour);
}

}  // namespace

Exit run_test(TestCommand const& command) {
  Console console(command.common);
  Policy const policy = load_policies(bundle_of(command), console);
  std::vector<TestCase const*> tests = chosen(command, policy);
  if (tests.empty())
    console.note(policy.model->tests.empty() ? "there is no test in these policies" : "no test is chosen by what was given");
  std::optional<ClauseCoverage> clauses = read_clauses(command, policy, console);
  TestReport report = Runs(command, policy, std::move(tests)).run();
  report.clauses = std::move(clauses);
  report.language = command.language;
  console.data(text_of(console, policy, report));
  console.finish();
  if (report.clauses && console.common().format != Format::json) show_findings(*report.clauses, console.common());
  return report.is_clean() ? Exit::ok : Exit::findings;
}

}  // namespace izin::tool
