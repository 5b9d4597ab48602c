// JSON to flows, strictly: one JSON object, an array, or JSON Lines. CONTRACTS.md section 1. Nothing is guessed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/facts/facts.hpp"

namespace izin {

enum class FlowShape : std::uint8_t {
  object,  ///< one JSON object: one decision is printed
  list,    ///< an array or JSON Lines: a list is printed
};
enum class FlowFormat : std::uint8_t {
  document,  ///< one JSON document
  lines,     ///< JSON Lines
  either,    ///< standard input: one JSON document, or, when more follows it, JSON Lines
};

struct FlowReading {
  std::vector<Flow> flows;
  FlowShape shape = FlowShape::object;
};

struct FlowReaderOptions {
  FlowFormat format = FlowFormat::document;
  /// Fills in `at` where a flow has none (`gate`: --as-of or the current time); empty: a missing `at` is an error.
  std::optional<Instant> at;
  /// Reads `{"file": …}` of `subjects`: given the name as written, adds the text to the source map, or says why not.
  std::function<std::variant<FileId, std::string>(std::string const& name)> open_subjects;
};

/// Reads the flows of one text. Errors go to the sink; the result counts only when there is none.
[[nodiscard]] FlowReading read_flows(Program const& program, FlowLayout const& layout, Facts const& facts,
                                     SourceMap const& sources, FileId file, FlowReaderOptions const& options, Sink& sink);

/// A logged flow back from its canonical JSON (numbers are strings there), with its person's and its personal part, if any. For
/// replay; throws std::runtime_error when the text is not what this program writes. A pool's people are added with set_pool.
[[nodiscard]] Flow read_canonical_flow(Program const& program, FlowLayout const& layout, std::string const& flow_json,
                                       std::optional<std::string> const& subject_json,
                                       std::optional<std::string> const& personal_json = std::nullopt);

/// One person back from `Subject::canonical`.
[[nodiscard]] std::shared_ptr<Subject const> read_canonical_subject(Program const& program, FlowLayout const& layout,
                                                                    std::string const& json);

/// The flow and the consent records of a test that is written in a policy file (LANGUAGE.md section 7). Errors (a value that
/// contradicts a party's declaration, an empty `some of`) go to the sink with the test's span.
struct TestInput {
  Flow flow;
  ConsentView consent;
};
[[nodiscard]] std::optional<TestInput> read_test(Program const& program, FlowLayout const& layout, TestCase const& test,
                                                 Sink& sink);

}  // namespace izin
