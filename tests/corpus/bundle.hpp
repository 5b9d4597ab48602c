// The files that a corpus case describes: its bundle, flows, facts and others, in memory and written into a folder.
#pragma once

#include <string>
#include <vector>

#include "engine/gate/gate.hpp"
#include "tests/corpus/check.hpp"
#include "tests/support/shell.hpp"

namespace izin::test {

/// The bundle of a case, vocabulary included.
[[nodiscard]] std::vector<BundleFile> bundle_of(CaseFile const& file, CorpusSettings const& settings);

/// The name of a `=== flow` section: `flow.json`, `flow.jsonl`, or what it says.
[[nodiscard]] std::string flow_name(Section const& section);

/// Writes policies below `policies/`, and the flows, facts and other files by their names.
void write_files(CaseFile const& file, CorpusSettings const& settings, Workspace const& workspace);

/// What stands in an `=== options` section.
struct Options {
  std::optional<Instant> as_of, known_at;
};
[[nodiscard]] Options options_of(CaseFile const& file, Scene const& scene);

}  // namespace izin::test
