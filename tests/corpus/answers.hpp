// What the program answers to each kind of expectation, as text. One function a place where an expectation may stand.
#pragma once

#include <string>

#include "tests/corpus/bundle.hpp"

namespace izin::test {

/// The bundle of a case, loaded once.
struct Bundle {
  std::vector<BundleFile> files;
  LoadedPolicy loaded;
};

/// `diagnostics`, `codes`, `dump`, `format` above the first flow.
[[nodiscard]] std::string bundle_answer(Bundle const& bundle, CaseFile const& file, std::string const& what);

/// `verdict`, `decision`, `truth`, `diagnostics`, `codes`, `json`, `text` below a flow. `expected` gives `truth` its expressions.
[[nodiscard]] std::string flow_answer(Bundle const& bundle, CaseFile const& file, Scene const& scene, Section const& expectation,
                                      CorpusSettings const& settings);

/// The transcript of a `=== run` section: its `$` lines with what they answered. Expected `...` lines that fit are kept.
[[nodiscard]] std::string run_answer(CaseFile const& file, Section const& section, CorpusSettings const& settings);

}  // namespace izin::test
