// Trees to model: names, types, ranks, cycles. Every error of the bundle at once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "grammar/diagnostic/diagnostic.hpp"
#include "rules/model/model.hpp"

namespace izin {

/// One policy file: its path in the bundle (what the digest counts) and its text.
struct BundleFile {
  std::string path;
  std::string text;
};

/// What a failed build leaves for its messages, and a good one too: the texts that spans point into.
struct BuildResult {
  std::shared_ptr<Model> model;      ///< never null: on errors it holds at least `sources`
  std::vector<Diagnostic> problems;  ///< sorted
  bool ok = false;                   ///< no error among them
};

/// Parses and checks a bundle. Files of one path and equal text count once; of one path and different text are an error. The
/// result does not depend on the order of `files`.
[[nodiscard]] BuildResult build(std::vector<BundleFile> files);

}  // namespace izin
