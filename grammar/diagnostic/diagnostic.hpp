// What is wrong with a policy or an input, as a value. Built here, collected in a Sink, shown by the renderers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/source/span.hpp"

namespace izin {

enum class Severity : unsigned char {
  error,    ///< nothing can be decided
  warning,  ///< worth a look, changes nothing
  note,     ///< further information
};

/// Every code of the registry `kinds.def`, by its readable name.
enum class Code : unsigned short {
#define IZIN_KIND(number, identifier, name, severity, summary) identifier = number,  // NOLINT(bugprone-macro-parentheses): names
#include "grammar/diagnostic/kinds.def"
#undef IZIN_KIND
};

/// The registry's row for a code.
struct Kind {
  Code code;                 ///< 203 is shown as IZ0203
  std::string_view name;     ///< stable readable name: `unknown-term`
  Severity severity;         ///< as reported
  std::string_view summary;  ///< one line, lower case
};

/// All rows, by ascending code.
[[nodiscard]] std::vector<Kind> const& kinds();
[[nodiscard]] Kind const& kind(Code code);
/// `IZ0203`.
[[nodiscard]] std::string code_text(Code code);

/// What a user wrote, in backticks, for messages: cut after 80 code points, so that no message is as long as its input.
[[nodiscard]] std::string in_backticks(std::string_view user_text);

/// A place with a few words about it; the words may be empty.
struct Label {
  Span span;
  std::string text;
};

/// One problem. `message` is lower case, without a full stop, user text in backticks.
struct Diagnostic {
  Code code;
  std::string message;
  Label primary;               ///< the narrowest place
  std::vector<Label> related;  ///< other places that explain it
  std::string help;            ///< the remedy, a sentence without a full stop; empty: none beyond the label
  std::string pointer;         ///< RFC 6901 JSON pointer, for inputs in JSON
};

/// Collects problems. Not thread-safe.
class Sink {
 public:
  void report(Diagnostic diagnostic);
  void report(Code code, Span span, std::string message, std::string label = {}, std::string help = {});
  /// All that another holds.
  void take(Sink&& other);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  /// In order of file, place and code; equal ones once.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> items_;
  std::size_t errors_ = 0;
};

}  // namespace izin
