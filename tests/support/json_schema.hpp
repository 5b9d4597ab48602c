// JSON Schema (2020-12) as far as the schemas of policies/schema use it; a keyword that is not known here is an error, so that
// none is passed over.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace izin::test {

/// The schemas of a folder, which may refer to each other by `$id`.
class Schemas {
 public:
  explicit Schemas(std::filesystem::path const& folder);
  ~Schemas();

  /// What is wrong with a document by a schema (`decision`), each with the place in the document; empty: nothing. Throws
  /// std::runtime_error when the schema itself cannot be used.
  [[nodiscard]] std::vector<std::string> problems(std::string const& schema, std::string_view document) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace izin::test
