// A corpus case as a list of sections, read and written back without a change of what nobody touched.
// The one way in: read_case. The format is tests/corpus/README.md.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace izin::test {

/// A case is badly written. The message names file and line.
class CaseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `=== KIND ARGUMENT` and the lines after it.
struct Section {
  std::string kind;      ///< `policy`, `flow`, `expect`
  std::string argument;  ///< the rest of the header: `law/gdpr.izin`, `decision`; empty: none
  std::string body;      ///< every line ended by a line feed; blank lines at the end left out
  std::size_t line = 0;  ///< of the header, from 1

  /// The body of a file section: as it stands, or with its escapes replaced where the argument begins with `bytes`.
  [[nodiscard]] std::string content() const;
  /// The argument without `bytes`; `otherwise` when nothing is left.
  [[nodiscard]] std::string name_or(std::string_view otherwise) const;
};

/// One flow (or one run of commands) with what is expected of it; indices into CaseFile::sections.
struct Scene {
  std::optional<std::size_t> flow;   ///< none: the expectations about the bundle
  std::vector<std::size_t> facts;    ///< those above the first flow, then the scene's own
  std::vector<std::size_t> options;  ///< likewise
  std::vector<std::size_t> expects;
};

struct CaseFile {
  std::string path;
  std::vector<Section> sections;
  std::vector<Scene> scenes;      ///< the bundle's first
  std::vector<std::size_t> runs;  ///< `=== run` sections

  [[nodiscard]] std::string text() const;
};

/// Throws CaseError for a text that is not a case.
[[nodiscard]] CaseFile read_case(std::string path, std::string_view text);

/// Replaces `\xHH`, `\u{…}`, `\\`, `\` at a line's end and `\repeat{N}{TEXT}`. Throws CaseError.
[[nodiscard]] std::string unescape(std::string_view text);

}  // namespace izin::test
