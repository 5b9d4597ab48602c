// A rotation that is interrupted at any system call that changes a file leaves the old key or the new one, whole, and a log that
// goes on with it; once it is in the log, the old private key is gone.
#include "engine/log/rotate.hpp"

#include <doctest/doctest.h>

#include "engine/log/keys.hpp"
#include "engine/log/read.hpp"
#include "tests/faults/twin.hpp"
#include "tests/log/history.hpp"

using namespace izin::log;
using namespace izin::log::test;

TEST_CASE("a rotation whose n-th system call goes wrong, for every n, in every way") {
  Settled const settled;
  std::string const old_line = read_file(settled.site().made.key_file);
  Traces const old_secret{{old_line.substr(old_line.rfind('+') + 1, 40)}};
  std::uint64_t points = 0;
  for (Fault::Kind const kind : {Fault::Kind::io_error, Fault::Kind::full, Fault::Kind::torn_write, Fault::Kind::late_error,
                                 Fault::Kind::interrupted, Fault::Kind::death}) {
    for (std::uint64_t n = 1;; ++n) {
      CAPTURE(static_cast<int>(kind));
      CAPTURE(n);
      Twin twin(settled);
      bool const struck = run_with({kind, n, false}, [&] { static_cast<void>(rotate(twin.writing(), twin.environment())); });
      ++points;
      twin.write_on();
      bool const rotated = ask(twin.file(), "SELECT count(*) FROM entry WHERE kind = 'key'").at(0) == "1";
      CHECK((rotated || struck));
      CHECK(files_with(old_secret, twin.folder()).empty() == rotated);
      std::string const key = read_file(twin.folder() / "keys/example.org+decisions.pub");
      CHECK(stats({twin.file()}).verifier_key + "\n" == key);
      Verification verification = twin.verified(key.substr(0, key.size() - 1));
      INFO(told(verification));
      CHECK(verification.soundness == Soundness::sound);
      CHECK(verification.level == Level::l1);
      // Once more, whatever became of the first.
      Rotated const again = rotate(twin.writing(), twin.environment());
      verification = twin.verified(again.new_key);
      CHECK(verification.soundness == Soundness::sound);
      CHECK_FALSE(fs::exists(twin.folder() / "keys/example.org+decisions.key.next"));
      CHECK(files_with(old_secret, twin.folder()).empty());
      if (!struck) break;
      REQUIRE(n < 400);
    }
  }
  MESSAGE("points: " << points);
  CHECK(points > 60);
}
