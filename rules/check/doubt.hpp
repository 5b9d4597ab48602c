// What the syntax errors of a bundle leave in doubt: names that may be declared in a part that could not be read, and
// declarations that may have lost a part. The checker does not complain of either: it would be a second error for one mistake.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "grammar/ast/policy.hpp"
#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::check {

class Doubt {
 public:
  Doubt() = default;
  Doubt(SourceMap const& sources, std::vector<ast::File> const& files, std::vector<Diagnostic> const& syntax_errors);

  /// Whether an unread part mentions this name (of a dotted one: its last segment).
  [[nodiscard]] bool mentions(std::string_view name) const;
  /// Whether a syntax error lies within.
  [[nodiscard]] bool within(Span span) const;

 private:
  void read_words(std::string_view text);
  void read_rule_names(std::string_view text);
  void read_vocabulary(ast::Declaration const& declaration, std::string_view text);

  std::unordered_set<std::string> words_;
  std::vector<Span> errors_;  ///< by file, then place
};

}  // namespace izin::check
