// Problems of inputs on their way to the sink: with the JSON pointer of their place, suggestions, and a bound on how many.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facts/json_tape.hpp"
#include "grammar/diagnostic/diagnostic.hpp"

namespace izin::input {

/// How a reader came to a value, step by step; lives on the stack. The first step has no key.
struct Place {
  Place const* up = nullptr;
  std::string_view key;
  std::size_t item = 0;
  enum class Step : std::uint8_t { top, member, element } step = Step::top;

  [[nodiscard]] Place member(std::string_view name) const { return {this, name, 0, Step::member}; }
  [[nodiscard]] Place element(std::size_t index) const { return {this, {}, index, Step::element}; }
};

/// RFC 6901.
[[nodiscard]] std::string pointer_of(Place const& place);
/// The name of the nearest field: `age` for `/subject/age` and `data` for `/data/1`.
[[nodiscard]] std::string_view field_of(Place const& place);

/// What to say of a problem beside its code and place.
struct Words {
  std::string message;
  std::string label = {};
  std::string help = {};
  std::vector<Label> related = {};
};

/// Of one file. Nodes are those of the tape that is being read.
class Report {
 public:
  Report(Sink& sink, FileId file) : sink_(sink), file_(file) {}

  void problem(Code code, JsonNode const& node, Place const& place, Words words);
  void problem(JsonProblem problem);
  [[nodiscard]] Span span(JsonNode const& node) const { return {file_, node.begin, node.end}; }
  /// Whether so many problems are listed that the rest need not be read; says so once.
  [[nodiscard]] bool is_full();
  [[nodiscard]] std::size_t count() const { return count_; }

  /// `did you mean …?` among some names, or nothing. Names are worked out only for the first problems: looking through many of
  /// them again and again would take too long.
  [[nodiscard]] std::string did_you_mean(std::string_view name, std::function<std::vector<std::string>()> const& names);

 private:
  static constexpr std::size_t most_listed = 10'000;
  static constexpr std::size_t most_suggested = 100;

  Sink& sink_;
  FileId file_;
  std::size_t count_ = 0;
  std::size_t suggested_ = 0;
  bool said_full_ = false;
};

}  // namespace izin::input
