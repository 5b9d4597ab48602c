// `cite` and `say`, which rules, clauses, questions, rulings and invariants share.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "rules/check/context.hpp"

namespace izin::check {

[[nodiscard]] Citation citation(ast::Cite const& cite);

/// The sentences of one declaration: one in each language.
class Sayings {
 public:
  explicit Sayings(Context& context) : context_(context) {}
  void add(ast::Say const& say, std::vector<Saying>& out);

 private:
  Context& context_;
  std::unordered_map<std::string, Span> seen_;
};

}  // namespace izin::check
