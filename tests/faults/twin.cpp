#include "tests/faults/twin.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace izin::log::test {

Settled::Settled() {
  for (unsigned n = 0; n < 4; ++n) site_.add(n);
  Writer writer(site_.writing(), site_.machine.environment());
  for (unsigned n = 10; n < 13; ++n) {
    Case const made = case_about(site_.program, n, canary);
    DecisionDraft const draft = made.draft();
    writer.append(std::span(&draft, 1));
  }
  PoolCase pool = small_pool(site_.program, 20, 12);
  auto person = std::make_shared<Subject>();
  person->id = canary;
  person->canonical = R"({"age":"14","id":")" + std::string(canary) + R"("})";
  pool.subjects.at(4) = person;
  writer.append(pool.draft());
}

Twin::Twin(Settled const& settled) : program_(settled.site().program), machine_(settled.site().machine) {
  fs::copy(settled.site().folder.path(), folder_.path(), fs::copy_options::recursive);
}

WriterOptions Twin::writing() const {
  WriterOptions options;
  options.file = file();
  options.key_folder = folder_ / "keys";
  options.witness = folder_ / "witness.txt";
  return options;
}

Verification Twin::verified(std::string const& key) const {
  VerifyOptions options;
  options.file = file();
  options.key = key;
  options.witness = folder_ / "witness.txt";
  options.scratch = folder_.path();
  return verify(options);
}

void Twin::write_on() {
  Writer writer(writing(), machine_.environment());
  Case const made = case_about(program_, 50, "m-3");
  DecisionDraft const draft = made.draft();
  writer.append(std::span(&draft, 1));
}

bool run_with(Fault const& fault, std::function<void()> const& act) {
  if (fault.kind != Fault::Kind::death) {
    arm_calls(fault);
    bool failed = false;
    try {
      act();
    } catch (Error const&) {
      failed = true;
    }
    disarm_calls();
    CHECK((!failed || call_has_struck()));
    return call_has_struck();
  }
  pid_t const child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    arm_calls(fault);
    try {
      act();
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

}  // namespace izin::log::test
