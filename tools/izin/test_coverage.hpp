// What the tests tried: for each rule, in how many tests it spoke, was silent, was unknown, was defeated; and why not.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/evaluate/trace.hpp"

namespace izin::tool {

/// What a rule did in one test.
enum class Part : std::uint8_t {
  speaks,    ///< firm, contested, or live
  silent,    ///< its conditions, or its instrument's, do not hold
  unknown,   ///< it waits for a fact
  defeated,  ///< overridden or dismissed
};
inline constexpr std::size_t part_count = 4;
[[nodiscard]] std::string_view part_text(Part part);

class Coverage {
 public:
  explicit Coverage(Program const& program);

  /// One test's rules. `subject` and `pool` are the valuations that the traces were made of; `pool` may be null.
  void add(std::vector<RuleTrace> const& traces, Valuation const& subject, Valuation const* pool);
  /// Another thread's.
  void add(Coverage const& other);

  [[nodiscard]] std::size_t count(RuleId rule, Part part) const {
    return rules_[rule.value].parts[static_cast<std::size_t>(part)];
  }
  /// Why no test made a rule take that part: a sentence.
  [[nodiscard]] std::string why_not(RuleId rule, Part part) const;

 private:
  /// How often a condition of a rule, or of its instrument's header, had each truth.
  struct Clause {
    std::string keyword;
    std::array<std::size_t, 3> truths{};  ///< by Truth
  };
  struct Tried {
    std::array<std::size_t, part_count> parts{};
    std::vector<Clause> clauses;  ///< in the order of the trace; empty: in force in no test
  };
  [[nodiscard]] Part part_of(RuleTrace const& trace, Valuation const& valuation) const;
  [[nodiscard]] std::string written(RuleId rule, std::size_t clause) const;
  [[nodiscard]] std::string why_not_spoken(RuleId rule, Tried const& tried) const;
  [[nodiscard]] std::string why_not_silent(RuleId rule, Tried const& tried) const;
  [[nodiscard]] std::string why_not_defeated(RuleId rule) const;

  Program const* program_;
  std::vector<Tried> rules_;
};

}  // namespace izin::tool
