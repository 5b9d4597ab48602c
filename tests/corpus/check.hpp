// Runs one corpus case and says what differs. The one way in: check.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/case_file.hpp"

namespace izin::test {

/// Where the shared things are.
struct CorpusSettings {
  std::filesystem::path source;   ///< the repository's root
  std::filesystem::path program;  ///< the built `izin`; empty: cases that run it fail
};

struct CaseResult {
  std::vector<std::string> failures;  ///< each a few lines, `line N: === expect …` and a diff
  CaseFile accepted;                  ///< the case with the expectations as answered
  bool broken = false;                ///< something could not be answered at all: nothing to accept
};

[[nodiscard]] CaseResult check(CaseFile const& file, CorpusSettings const& settings);

}  // namespace izin::test
