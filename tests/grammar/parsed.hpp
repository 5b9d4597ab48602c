// A text that was parsed, with what was said about it.
#pragma once

#include <string>
#include <vector>

#include "grammar/ast/print.hpp"
#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"
#include "grammar/syntax/parse.hpp"

namespace izin::test {

struct Parsed {
  explicit Parsed(std::string text, ParseLimits const& limits = {}) : file(sources.add("policy.izin", std::move(text))) {
    tree = parse(sources.file(file), sink, limits);
  }
  Parsed(Parsed const&) = delete;
  Parsed& operator=(Parsed const&) = delete;

  [[nodiscard]] std::vector<Diagnostic> problems() const { return sink.sorted(); }
  /// `IZ0104@12 IZ0110@40`: codes with the byte where each begins.
  [[nodiscard]] std::string codes() const {
    std::string out;
    for (auto const& problem : problems())
      out += (out.empty() ? "" : " ") + code_text(problem.code) + "@" + std::to_string(problem.primary.span.begin);
    return out;
  }
  [[nodiscard]] std::string dump() const { return ast::dump(tree); }
  [[nodiscard]] std::string print() const { return ast::print(tree, sources.file(file)); }

  SourceMap sources;
  Sink sink;
  FileId file;
  ast::File tree;
};

}  // namespace izin::test
