// The quantities of LANGUAGE.md section 5 as trees of and, or and not over comparisons, with their Kleene values. Kept as trees,
// because which comparisons a verdict waits for depends on how a formula is written.
#pragma once

#include <deque>
#include <initializer_list>

#include "tests/oracle/scene.hpp"

namespace izin::oracle {

struct Formula {
  enum class Kind { constant, leaf, negation, all, some } kind = Kind::constant;
  Truth value = Truth::unknown;
  std::vector<Formula const*> parts;
  Leaf const* leaf = nullptr;
};

/// Owns formulas; equal comparisons are one leaf.
class Formulas {
 public:
  Formula const* constant(bool value);
  Formula const* leaf(Leaf leaf);
  Formula const* no(Formula const* part);
  Formula const* all(std::vector<Formula const*> parts);
  Formula const* some(std::vector<Formula const*> parts);

 private:
  std::deque<Formula> formulas_;
  std::deque<Leaf> leaves_;
  std::map<std::string, Formula const*> by_key_;
};

/// The unknown comparisons that an unknown formula is unknown by: going down only through parts that are unknown.
void waiting(Formula const& formula, std::set<Formula const*>& seen, std::map<std::string, Leaf const*>& out);

/// What formulas would be for every choice of true or false for some comparisons: bit n of a choice is the n-th comparison.
/// What is known stays as it is.
class Choices {
 public:
  explicit Choices(std::map<std::string, Leaf const*> const& free);
  [[nodiscard]] std::size_t count() const { return std::size_t{1} << free_.size(); }
  [[nodiscard]] std::vector<Leaf const*> const& free() const { return free_; }
  /// The value for each choice.
  [[nodiscard]] std::vector<Truth> const& values(Formula const& formula);

 private:
  std::vector<Leaf const*> free_;
  std::map<Formula const*, std::vector<Truth>> known_;
};

}  // namespace izin::oracle
