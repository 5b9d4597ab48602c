// The vocabulary of a random bundle: taxonomies, records, the flow, parties; small, so that things collide.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/differential/piece.hpp"
#include "tests/differential/random.hpp"

namespace izin::differential {

enum class Kind { flag, integer, decimal, percent, money, text, date, instant, duration, term, terms, party, parties, record };

/// A field of a record or of the flow.
struct FieldPlan {
  std::string name;
  Kind kind = Kind::flag;
  std::string type;   ///< a taxonomy or a record
  bool some = false;  ///< `some of`: not empty
};

/// A path that a condition may read.
struct PathPlan {
  std::string text;
  Kind kind = Kind::flag;
  std::string type;
  [[nodiscard]] bool of_subject() const { return text.starts_with("subject"); }
};

struct TaxonomyPlan {
  std::vector<std::string> terms;
  std::map<std::string, std::string> iris;
};

struct World {
  std::map<std::string, TaxonomyPlan> taxonomies;
  std::map<std::string, std::vector<FieldPlan>> records;
  std::vector<FieldPlan> flow;
  std::vector<std::string> parties;                                    ///< without `@`
  std::map<std::string, std::map<std::string, std::string>> declared;  ///< party, field, value as JSON text
  std::vector<PathPlan> paths;
  std::vector<Piece> pieces;  ///< all of it as policy text
  bool consent = false;       ///< declares what consent forms need

  [[nodiscard]] std::vector<PathPlan> of(std::set<Kind> const& kinds) const;
};

[[nodiscard]] World make_world(Random& random);

/// Literals as policies write them, few of each kind and each in its canonical form.
[[nodiscard]] std::string literal(Random& random, Kind kind);
/// The same values (and boundaries beside them) as inputs write them: JSON text.
[[nodiscard]] std::string input(Random& random, Kind kind);

}  // namespace izin::differential
