// Canonical JSON (RFC 8785) of what is read: keys sorted, no blanks, one spelling for each string.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace izin::input {

/// A string with its quotes and escapes.
[[nodiscard]] std::string json_text(std::string_view text);
/// An array of values that are JSON already.
[[nodiscard]] std::string json_array(std::vector<std::string> const& values);

/// An object, its members in any order. Names are identifiers, and must outlive it.
class ObjectText {
 public:
  void add(std::string_view name, std::string json) { members_.emplace_back(name, std::move(json)); }
  [[nodiscard]] bool empty() const { return members_.empty(); }
  [[nodiscard]] std::string text();
  /// Nothing in place of `{}`.
  [[nodiscard]] std::string text_or_nothing() { return empty() ? std::string() : text(); }

 private:
  std::vector<std::pair<std::string_view, std::string>> members_;
};

/// The canonical JSON of a value in two parts: what may be shown, and what is declared `personal`. An empty part is not there.
struct Canonical {
  std::string open;
  std::string personal;
};

/// The two parts put together again; both are canonical JSON as ValueReader writes it.
[[nodiscard]] std::string join_parts(std::string const& open, std::string const& personal);

}  // namespace izin::input
