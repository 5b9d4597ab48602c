// P23: an erasure that is interrupted at any system call that changes a file is completed by the next erasure or the next writer,
// and nothing of others is lost.
#include "engine/log/erase.hpp"

#include <doctest/doctest.h>

#include "tests/faults/twin.hpp"
#include "tests/log/history.hpp"

using namespace izin::log;
using namespace izin::log::test;

namespace {

Erased erase_from(Twin& twin) { return erase(twin.writing(), twin.environment(), canary, "a request"); }

void check_after(Twin const& twin, std::string const& key, Traces const& traces,
                 std::map<std::string, std::string> const& before) {
  CHECK(files_with(traces, twin.folder()) == std::vector<std::string>{});
  Verification const verification = twin.verified(key);
  INFO(told(verification));
  CHECK(verification.soundness == Soundness::sound);
  CHECK(verification.level == Level::l1);
  std::size_t zeros = 0;
  auto const after = rows_of(twin.file());
  for (auto const& [name, row] : before) {
    auto const at = after.find(name);
    REQUIRE(at != after.end());
    zeros += at->second != row ? 1 : 0;
    if (at->second != row) CHECK(at->second == std::string(row.size(), '0'));
  }
  CHECK(zeros == 4);
  CHECK(ask(twin.file(), "SELECT count(*) FROM entry WHERE kind = 'erasure'").at(0) == "1");
  CHECK(ask(twin.file(), "SELECT count(*) FROM setting WHERE name = 'erasing'").at(0) == "0");
}

}  // namespace

TEST_CASE("P23: an erasure whose n-th system call goes wrong, for every n, in every way") {
  Settled const settled;
  std::string const key = settled.site().made.verifier_key;
  Traces const traces = traces_of(settled.site().file(), canary, canary);
  REQUIRE(traces.bytes.size() == 4 + 2 * 4);
  auto const before = rows_of(settled.site().file());
  std::uint64_t points = 0;
  for (Fault::Kind const kind : {Fault::Kind::io_error, Fault::Kind::full, Fault::Kind::torn_write, Fault::Kind::late_error,
                                 Fault::Kind::interrupted, Fault::Kind::death}) {
    for (std::uint64_t n = 1;; ++n) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(n);
      Twin twin(settled);
      bool const struck = run_with({kind, n, false}, [&] { static_cast<void>(erase_from(twin)); });
      ++points;
      if (n % 2 == 0) twin.write_on();  // half of them are found by a writer first
      static_cast<void>(erase_from(twin));
      check_after(twin, key, traces, before);
      if (!struck) break;
      REQUIRE(n < 400);
    }
  }
  MESSAGE("points: " << points);
  CHECK(points > 100);
}
