// Unified diffs: what they say, and that `patch` would agree.
#include "tools/izin/text_diff.hpp"

#include <doctest/doctest.h>

#include <random>

#include "tests/support/shell.hpp"

using izin::tool::unified_diff;

TEST_CASE("equal texts have no difference") {
  CHECK(unified_diff("f", "", "").empty());
  CHECK(unified_diff("f", "a\nb\n", "a\nb\n").empty());
}

TEST_CASE("a difference shows three lines around a change") {
  CHECK(unified_diff("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  CHECK(unified_diff("f", "", "a\n") == "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+a\n");
  CHECK(unified_diff("f", "a", "a\n") == "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

TEST_CASE("patch makes the new text of the old one") {
  std::mt19937 random(20250612);
  auto const text = [&] {
    std::string lines;
    for (std::size_t i = random() % 40; i > 0; --i) lines += std::string(1, static_cast<char>('a' + random() % 5)) + "\n";
    return lines;
  };
  for (int round = 0; round < 60; ++round) {
    std::string const before = text(), after = text();
    if (before == after || before.empty()) continue;
    izin::test::Workspace const folder;
    folder.write("f", before);
    folder.write("wanted", after);
    folder.write("d", unified_diff("f", before, after));
    izin::test::CommandResult const result = izin::test::run(folder, "patch -s -p1 < d && cat f | cmp - wanted", "/bin/sh");
    CAPTURE(before);
    CAPTURE(after);
    CAPTURE(result.output + result.errors);
    CHECK(result.code == 0);
  }
}
