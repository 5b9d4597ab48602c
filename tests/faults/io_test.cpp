// P19, P24: every writing call of an append goes wrong once, in every way. What was answered is there; what was not answered can
// be given again and stands there once.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>

#include "tests/faults/faulty_files.hpp"
#include "tests/log/tampering.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

std::vector<std::string> count_of(Site const& site, std::string const& id) {
  return ask(site.file(), "SELECT count(*) FROM entry WHERE decision = '" + id + "'");
}

void check_whole(Site const& site) {
  Verification const verification = verify(site.verifying());
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == Level::l1);
}

/// One append with a fault; then the same decision again, by the same writer and by a new one.
void append_with(Fault const& fault, std::uint64_t& writing_calls) {
  Site site;
  site.add(0);
  Case const made = case_about(site.program, 7, "somebody new");
  DecisionDraft const draft = made.draft();
  bool answered = false;
  bool settled = false;
  {
    std::unique_ptr<Writer> writer = std::make_unique<Writer>(site.writing(), site.machine.environment());
    arm(fault);
    try {
      writer->append(std::span(&draft, 1));
      answered = true;
    } catch (Error const&) {
      answered = false;
    }
    writing_calls = calls();
    disarm();
    if (!answered) {
      try {
        writer->append(std::span(&draft, 1));
        settled = true;
      } catch (Error const& error) {
        settled = false;
        MESSAGE(error.what());
      }
    }
  }
  if (answered || settled) {
    CHECK(count_of(site, made.id) == std::vector<std::string>{"1"});
  } else {
    FAIL("the disk works again and the writer does not");
  }
  site.add(2);
  CHECK(count_of(site, made.id) == std::vector<std::string>{"1"});
  check_whole(site);
}

}  // namespace

TEST_CASE("P19, P24: the n-th writing call fails, for every n, in every way") {
  install_faulty_files();
  std::uint64_t points = 0;
  for (Fault::Kind const kind : {Fault::Kind::io_error, Fault::Kind::full, Fault::Kind::torn_write, Fault::Kind::late_error}) {
    for (std::uint64_t n = 1;; ++n) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(n);
      std::uint64_t writing_calls = 0;
      append_with({kind, n, false}, writing_calls);
      ++points;
      if (!has_struck()) break;
      REQUIRE(n < 200);
    }
  }
  MESSAGE("points: " << points);
  CHECK(points > 40);
}

TEST_CASE("P19: a disk that fails for good from the n-th call on, and works again later") {
  install_faulty_files();
  for (std::uint64_t n = 1;; n += 3) {
    CAPTURE(n);
    std::uint64_t writing_calls = 0;
    append_with({Fault::Kind::io_error, n, true}, writing_calls);
    if (!has_struck()) break;
    REQUIRE(n < 200);
  }
}

TEST_CASE("a limit of file size is an error and not a death; the witness that it cut is completed") {
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  Site site;
  site.add(0);
  {
    Writer writer(site.writing(), site.machine.environment());
    for (unsigned n = 1; n < 500; ++n) {
      Case const made = small_case(site.program, n);
      DecisionDraft const draft = made.draft();
      writer.append(std::span(&draft, 1));
    }
  }
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  auto const limit = [&](rlim_t bytes) {
    rlimit now = before;
    now.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &now);
  };
  Case const made = small_case(site.program, 600);
  DecisionDraft const draft = made.draft();
  {
    Writer writer(site.writing(), site.machine.environment());
    limit(fs::file_size(site.witness()) + 100);  // the WAL of one commit fits, the note does not
    std::string why;
    try {
      writer.append(std::span(&draft, 1));
    } catch (Error const& error) {
      why = error.what();
    }
    limit(before.rlim_cur);
    CHECK(why.find("witness.txt") != std::string::npos);
    CHECK(writer.append(std::span(&draft, 1)).front().sequence == 503);
  }
  CHECK(read_file(site.witness()).find("(incomplete)") != std::string::npos);
  CHECK(count_of(site, made.id) == std::vector<std::string>{"1"});
  check_whole(site);
  {
    Writer writer(site.writing(), site.machine.environment());
    Case const next = small_case(site.program, 601);
    DecisionDraft const next_draft = next.draft();
    limit(100);  // now nothing fits
    std::string why;
    try {
      writer.append(std::span(&next_draft, 1));
    } catch (Error const& error) {
      why = error.what();
    }
    limit(before.rlim_cur);
    CHECK_FALSE(why.empty());
  }
  site.add(602);
  check_whole(site);
}
