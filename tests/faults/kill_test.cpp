// P19: 200 kill -9 of a program that logs and acknowledges; nothing acknowledged is lost, and reopening needs no repair.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <set>
#include <thread>

#include "engine/log/posix.hpp"
#include "tests/faults/faulty_files.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

constexpr std::size_t id_size = 26;

void acknowledge(int pipe, std::string const& id) {
  if (::write(pipe, id.data(), id_size) != static_cast<ssize_t>(id_size)) ::_exit(3);
}

/// Logs until it is killed: single decisions, some three at once, some pools.
[[noreturn]] void log_for_ever(Site& site, unsigned first, int pipe) {
  try {
    Environment environment = system_environment();
    Writer writer(site.writing(), environment);
    for (unsigned n = first;; n += 10) {
      if (n % 70 == 0) {
        PoolCase const pool = small_pool(site.program, n, 12);
        writer.append(pool.draft());
        acknowledge(pipe, pool.common.id);
        continue;
      }
      std::vector<Case> cases;
      for (unsigned k = 0; k < (n % 30 == 0 ? 3 : 1); ++k) cases.push_back(small_case(site.program, n + k));
      std::vector<DecisionDraft> drafts;
      for (Case const& made : cases) drafts.push_back(made.draft());
      for (Appended const& appended : writer.append(drafts)) acknowledge(pipe, appended.decision_id);
    }
  } catch (std::exception const& error) {
    static_cast<void>(::write(2, error.what(), std::string_view(error.what()).size()));
    ::_exit(2);
  }
}

/// When a program is killed: after it has acknowledged so many, and so much later.
struct Death {
  std::size_t acknowledged = 0;
  std::chrono::microseconds later{0};
};

/// Runs one life of the program; gives what it has acknowledged.
template <class Work>
std::vector<std::string> one_life(Death const& death, Work const& work) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  pid_t const child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    work(ends[1]);
    ::_exit(0);
  }
  ::close(ends[1]);
  Descriptor const reading(ends[0]);
  std::string acknowledged(death.acknowledged * id_size, '\0');
  std::size_t filled = 0;
  while (filled < acknowledged.size()) {
    ssize_t const got = ::read(reading.get(), acknowledged.data() + filled, acknowledged.size() - filled);
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  acknowledged.resize(filled);
  std::this_thread::sleep_for(death.later);
  ::kill(child, SIGKILL);
  acknowledged += read_all(reading, 1 << 24, "pipe");
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
  std::vector<std::string> ids;
  for (std::size_t at = 0; at + id_size <= acknowledged.size(); at += id_size) ids.push_back(acknowledged.substr(at, id_size));
  return ids;
}

/// Runs work in a process that dies at its n-th writing call. Whether it died.
template <class Work>
bool dies_at(std::uint64_t n, Work const& work) {
  pid_t const child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    try {
      work([n] { arm({Fault::Kind::death, n, false}); });
    } catch (std::exception const&) {
      ::_exit(2);
    }
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK((WIFSIGNALED(status) || WEXITSTATUS(status) == 0));
  return WIFSIGNALED(status);
}

}  // namespace

TEST_CASE("P19: 200 kill -9, nothing acknowledged lost") {
  Site site;
  std::set<std::string> acknowledged;
  std::uint64_t chance = 12345;
  auto const next = [&](std::uint64_t bound) {
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return (chance >> 33) % bound;
  };
  for (unsigned round = 0; round < 200; ++round) {
    CAPTURE(round);
    Death const death{next(8), std::chrono::microseconds{next(3000)}};
    for (std::string& id : one_life(death, [&](int pipe) { log_for_ever(site, round * 100'000, pipe); }))
      acknowledged.insert(std::move(id));
    if (round % 20 != 19) continue;
    Verification const verification = verify(site.verifying());
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::sound);
    std::vector<std::string> const there = ask(site.file(), "SELECT decision FROM entry WHERE decision IS NOT NULL");
    std::set<std::string> const logged(there.begin(), there.end());
    CHECK(logged.size() == there.size());
    for (std::string const& id : acknowledged) CHECK_MESSAGE(logged.contains(id), id);
  }
  MESSAGE("acknowledged: " << acknowledged.size());
  CHECK(acknowledged.size() > 200);
  // P21: every checkpoint that the witness has ever seen is one of this tree.
  site.machine.wall += 4'000'000'000'000'000;
  site.add(99'999'999);
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == Level::l1);
}

TEST_CASE("P19: killed at the n-th writing call of an append, for every n: the next goes on") {
  install_faulty_files();
  Site site;
  site.add(0);
  std::uint64_t deaths = 0;
  for (std::uint64_t n = 1; n < 100; ++n) {
    CAPTURE(n);
    auto const decision = static_cast<unsigned>(1000 + n);
    bool const died = dies_at(n, [&](auto const& start) {
      Writer writer(site.writing(), site.machine.environment());
      Case const made = case_about(site.program, decision, "person " + std::to_string(n));
      DecisionDraft const draft = made.draft();
      start();
      writer.append(std::span(&draft, 1));
      disarm();  // closing is not counted: what it writes again is there already
    });
    site.machine.wall += 1000;
    Verification const verification = verify(site.verifying());
    INFO(told(verification));
    CHECK(verification.soundness == Soundness::sound);
    site.add(static_cast<unsigned>(2000 + n));
    CHECK(verify(site.verifying()).level == Level::l1);
    if (!died) break;
    ++deaths;
  }
  MESSAGE("deaths: " << deaths);
  CHECK(deaths > 10);
}

TEST_CASE("a log whose making is killed at the n-th writing call is made by the next, for every third n") {
  install_faulty_files();
  Folder folder;
  Machine machine;
  std::shared_ptr<izin::Program const> const program = small_program();
  WriterOptions options;
  options.key_folder = folder / "keys";
  std::uint64_t deaths = 0;
  for (std::uint64_t n = 1; n < 200; n += 3) {
    CAPTURE(n);
    options.file = folder / ("log" + std::to_string(n) + ".db");
    options.witness = folder / ("witness" + std::to_string(n) + ".txt");
    machine.chance = n;
    bool const died = dies_at(n, [&](auto const& start) {
      start();
      static_cast<void>(open_or_init(options, machine.environment()));
    });
    machine.chance = n + 1'000'000;
    Opened opened = open_or_init(options, machine.environment());
    REQUIRE(opened.writer);
    Case const made = small_case(program, static_cast<unsigned>(n));
    DecisionDraft const draft = made.draft();
    CHECK_NOTHROW(opened.writer->append(std::span(&draft, 1)));
    opened.writer.reset();
    VerifyOptions verifying;
    verifying.file = options.file;
    verifying.key = ask(options.file, "SELECT json_extract(record, '$.key') FROM entry WHERE seq = 0").at(0);
    verifying.witness = options.witness;
    verifying.scratch = folder.path();
    Verification const verification = verify(verifying);
    INFO(told(verification));
    CHECK(verification.level == Level::l1);
    if (!died) break;
    ++deaths;
  }
  MESSAGE("deaths: " << deaths);
  CHECK(deaths > 10);
}

TEST_CASE("P24: concurrent writers leave a gapless sequence") {
  Site site;
  std::vector<pid_t> children;
  for (unsigned child = 0; child < 4; ++child) {
    pid_t const id = ::fork();
    REQUIRE(id >= 0);
    if (id == 0) {
      try {
        Environment const environment = system_environment();
        WriterOptions options = site.writing();
        options.wait = std::chrono::milliseconds{60'000};
        for (unsigned n = 0; n < 15; ++n) {
          Writer writer(options, environment);
          Case const made = small_case(site.program, child * 1000 + n);
          DecisionDraft const draft = made.draft();
          writer.append(std::span(&draft, 1));
        }
        ::_exit(0);
      } catch (std::exception const&) {
        ::_exit(1);
      }
    }
    children.push_back(id);
  }
  for (pid_t const child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
  }
  CHECK(ask(site.file(), "SELECT count(*) || ' ' || max(seq) FROM entry") == std::vector<std::string>{"63 62"});
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
}

TEST_CASE("a writer that is stopped while it holds the log: others give up in time, and fail closed") {
  Site site;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  pid_t const child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Environment const environment = system_environment();
    Writer const writer(site.writing(), environment);
    static_cast<void>(::write(ends[1], "x", 1));
    ::raise(SIGSTOP);
    ::_exit(0);
  }
  char ready = 0;
  REQUIRE(::read(ends[0], &ready, 1) == 1);
  WriterOptions options = site.writing();
  options.wait = std::chrono::milliseconds{50};
  try {
    Writer const writer(options, site.machine.environment());
    FAIL("two writers");
  } catch (Error const& error) {
    CHECK(error.code() == izin::Code::log_busy);
  }
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ::close(ends[0]);
  ::close(ends[1]);
  site.add(1);
}
