// What the grammar carries along while it reads one file: where it is, what it has reported, which braces are open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grammar/syntax/levels.hpp"
#include "grammar/syntax/lexer.hpp"
#include "grammar/syntax/report.hpp"
#include "grammar/syntax/tree.hpp"

namespace izin::syntax {

struct State {
  char const* base;  ///< the text
  char const* last;  ///< its end
  Reporter& reporter;
  std::size_t steps = 0;              ///< tokens tried and characters passed: what P17 counts
  char const* token_begin = nullptr;  ///< the token last read
  char const* token_end = nullptr;
  char const* condition_end = nullptr;  ///< where the condition last read ends
  char const* unclosed_set = nullptr;   ///< where the `}` of a set was missing, and that was reported
  std::vector<char const*> open{};      ///< braces whose bodies are being read

  [[nodiscard]] tree::Range range(char const* begin, char const* end) const {
    return {static_cast<std::uint32_t>(begin - base), static_cast<std::uint32_t>(end - base)};
  }
  [[nodiscard]] Span span(char const* begin, char const* end) const {
    auto const range_of = range(begin, end);
    return reporter.span(range_of.begin, range_of.end);
  }

  /// The item that begins at `item` broke at `where`, where `expected` was due.
  void report_expected(char const* item, char const* where, std::string const& expected);
  /// Nothing that may stand in a list begins at `at`.
  void report_no_item(Level level, char const* at);
  /// The innermost open brace has no end where `at` is reached.
  void report_unclosed(char const* at);

 private:
  /// A field whose name cannot be one. False when it is something else.
  [[nodiscard]] bool report_bad_name(Level level, Token const& found);
  /// The token before `where`; empty where that is unknown.
  [[nodiscard]] std::string after(char const* item, char const* where) const;
  [[nodiscard]] std::string after_text(char const* where) const;
};

}  // namespace izin::syntax
