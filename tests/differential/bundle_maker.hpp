// A random bundle that checks without an error: the vocabulary, conditions, instruments, questions and rulings.
#pragma once

#include "tests/differential/conditions.hpp"

namespace izin::differential {

/// A consent form that records may name.
struct FormPlan {
  std::string name, version;
  std::vector<std::string> clauses;
};

/// A bundle as pieces, with what the makers of inputs need to know of it.
struct BundlePlan {
  World world;
  std::vector<Piece> pieces;  ///< with the world's
  std::vector<FormPlan> forms;
};

[[nodiscard]] BundlePlan make_bundle(Random& random, Taste const& taste);

/// A rule before its text is written: what references need to know.
struct RulePlan {
  std::string modality, name;
  std::size_t instrument = 0;
  Piece piece;
  [[nodiscard]] bool prohibits() const { return modality == "forbid" || modality == "require" || modality == "default"; }
};

struct InstrumentPlan {
  std::string kind, name, version;
  std::vector<std::string> header;  ///< clauses before the rules
  std::vector<Piece> clauses;       ///< of a consent form
  [[nodiscard]] int rank() const { return kind == "law" ? 3 : kind == "terms" ? 2 : 1; }
};

/// References between rules: text that names some of them, by rank and without cycles of overrides.
class References {
 public:
  References(Random& random, std::vector<InstrumentPlan> const& instruments, std::vector<RulePlan> const& rules)
      : random_(random), instruments_(instruments), rules_(rules), overrides_(rules.size()) {}

  /// What a rule may name in `overrides` or `contests`; empty: nothing was found.
  [[nodiscard]] std::string overridden(std::size_t from);
  [[nodiscard]] std::string contested(std::size_t from);
  /// What a ruling may settle.
  [[nodiscard]] std::string settled();

 private:
  struct Named {
    std::string text;
    std::vector<std::size_t> rules;
  };
  [[nodiscard]] Named some(std::size_t target, std::size_t from);
  [[nodiscard]] bool only_prohibitions(Named const& named) const;
  [[nodiscard]] bool reaches(std::size_t from, std::size_t to) const;

  Random& random_;
  std::vector<InstrumentPlan> const& instruments_;
  std::vector<RulePlan> const& rules_;
  std::vector<std::vector<std::size_t>> overrides_;
};

}  // namespace izin::differential
