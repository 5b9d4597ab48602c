// How a verb ends early: with diagnostics that main shows, and exit code 2.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::tool {

/// Diagnostics with the texts that they point into. Never empty.
class Failure : public std::runtime_error {
 public:
  Failure(std::vector<Diagnostic> problems, std::shared_ptr<SourceMap const> sources);
  /// One problem that has no place in a text.
  Failure(Code code, std::string message, std::string help = {});

  [[nodiscard]] std::vector<Diagnostic> const& problems() const { return problems_; }
  [[nodiscard]] SourceMap const& sources() const { return *sources_; }

 private:
  std::vector<Diagnostic> problems_;
  std::shared_ptr<SourceMap const> sources_;
};

/// The user asked to stop (SIGINT, SIGTERM).
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// Whoever read standard output has gone: not worth a message, but not success either.
class BrokenPipe : public std::runtime_error {
 public:
  BrokenPipe() : std::runtime_error("standard output was closed") {}
};

/// A diagnostic without a place.
[[nodiscard]] Diagnostic placeless(Code code, std::string message, std::string help = {});

}  // namespace izin::tool
