// What the verbs read, with every problem as a Failure.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/gate/gate.hpp"
#include "tools/izin/console.hpp"
#include "tools/izin/options.hpp"

namespace izin::tool {

/// Loads a bundle; throws Failure with all of its errors. Warnings are shown.
[[nodiscard]] Policy load_policies(std::vector<fs::path> const& paths, Console& console);

/// Facts and flows with the texts that their messages point into.
class Inputs {
 public:
  explicit Inputs(Policy const& policy) : policy_(policy) {}

  /// Throws Failure with all errors of all files.
  [[nodiscard]] Facts read_facts_files(std::vector<fs::path> const& files);

  struct Flows {
    std::vector<Flow> flows;
    FlowShape shape = FlowShape::object;  ///< object: exactly one JSON object was given
  };
  /// Reads all files (`-`: standard input). `at` fills in where a flow gives none. Throws Failure with all errors of all files.
  [[nodiscard]] Flows read_flow_files(std::vector<std::string> const& files, Facts const& facts, Instant at);

 private:
  FileId add_file(fs::path const& path, std::uintmax_t limit);
  FlowReading read_one(std::string const& name, Facts const& facts, Instant at, Sink& sink);
  void throw_if_wrong(Sink const& sink) const;

  Policy const& policy_;
  std::shared_ptr<SourceMap> sources_ = std::make_shared<SourceMap>();
};

/// All of standard input, up to a limit. Throws Failure.
[[nodiscard]] std::string read_standard_input();

/// An instant, or a date (its first moment), as a flag gives it. Throws Failure.
[[nodiscard]] Instant parse_instant_flag(std::string const& flag, std::string const& text);

}  // namespace izin::tool
