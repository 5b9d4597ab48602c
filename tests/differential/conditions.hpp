// Random conditions over a world. Comparisons are drawn from a small stock, so that rules meet over the same ones.
#pragma once

#include "tests/differential/world.hpp"

namespace izin::differential {

/// What a condition reads, which decides where it may stand.
struct Reads {
  bool subject = false, consent = false, pool = false, knowledge = false;
  std::size_t questions_below = 0;  ///< one more than the highest question read
  void add(Reads const& other);
};

/// What a condition may read where it stands.
struct May {
  bool subject = true, consent = true, pool = false;
  std::size_t questions_below = 0;
  [[nodiscard]] bool read(Reads const& reads) const;
};

/// What bundles are to be made of.
struct Taste {
  bool knowledge = true;  ///< `is known`, `is unknown`
  bool pools = true;      ///< rules that read `pool.*`
  bool consent = true;    ///< consent forms
  bool questions = true;
};

class Conditions {
 public:
  Conditions(Random& random, World const& world, Taste const& taste);

  /// A condition that may stand there; `reads` is told what it reads.
  [[nodiscard]] std::string make(May const& may, Reads& reads);
  /// Names a condition; later conditions may use it.
  [[nodiscard]] Piece define();
  /// From now on conditions may ask the next question, which reads so much by its rulings.
  void add_question(Reads reads);

  static std::string question_name(std::size_t index) { return "q" + std::to_string(index); }

 private:
  struct Known {
    std::string text;
    Reads reads;
  };
  [[nodiscard]] Known comparison();
  [[nodiscard]] Known atom(May const& may);
  [[nodiscard]] std::string tree(May const& may, Reads& reads, std::size_t depth);

  // One function for each form of the table of section 4; each gives text, or nothing where the world has no such field.
  [[nodiscard]] std::string order();
  [[nodiscard]] std::string moments();
  [[nodiscard]] std::string equal_terms();
  [[nodiscard]] std::string membership();
  [[nodiscard]] std::string sets();
  [[nodiscard]] std::string party();
  [[nodiscard]] std::string parties();
  [[nodiscard]] std::string pool();
  [[nodiscard]] std::string term_set(std::string const& taxonomy, bool bare);
  [[nodiscard]] std::string party_set(bool bare);
  [[nodiscard]] std::string sign(bool equality_only);
  [[nodiscard]] std::string sum();

  Random& random_;
  World const& world_;
  Taste taste_;
  std::vector<Known> stock_, defines_;
  std::vector<Reads> questions_;
};

}  // namespace izin::differential
