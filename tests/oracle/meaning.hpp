// What a bundle decides (LANGUAGE.md section 5): every quantity of the table, written as it stands there, for one scene.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "tests/oracle/formula.hpp"

namespace izin::oracle {

class Meaning {
 public:
  explicit Meaning(Scene const& scene) : scene_(scene) {}

  Formula const* force(Instrument const& instrument);
  Formula const* scope(Instrument const& instrument);
  Formula const* reach(Instrument const& instrument);
  Formula const* on(Rule const& rule);
  Formula const* overridden(Rule const& rule);
  Formula const* able(Rule const& rule);
  Formula const* live(Rule const& rule);
  Formula const* hit(Rule const& rule);
  Formula const* contested_by_right(Rule const& rule);
  Formula const* doubt(Rule const& rule);
  Formula const* upheld(Rule const& rule);
  Formula const* dismissed(Rule const& rule);
  Formula const* breached(Rule const& rule);
  Formula const* disputed(Rule const& rule);
  Formula const* defeated(Rule const& rule);
  Formula const* contested(Rule const& rule);
  Formula const* firm(Rule const& rule);
  Formula const* ground();
  Formula const* covers_consent();
  Formula const* covers(Ruling const& ruling);

  /// Live permits and rights that override a rule, live rights that contest it, by name.
  std::vector<Rule const*> overriders(Rule const& rule);
  /// The names of the rulings that dismiss a disputed rule.
  std::set<std::string> dismissers(Rule const& rule);
  std::vector<Rule const*> contesters(Rule const& rule);

  Scene const& scene() const { return scene_; }
  Formulas& formulas() { return formulas_; }

 private:
  Formula const* condition(ast::Expr const& expr);
  Formula const* name(std::string const& name, ast::Expr const& expr);
  Formula const* question(std::string const& name);
  Formula const* all_and_none(std::vector<ast::Expr const*> const& all, std::vector<ast::Expr const*> const& none);
  /// Worked out once for each subject of a quantity.
  Formula const* once(char const* quantity, void const* of, std::function<Formula const*()> const& make);

  Scene const& scene_;
  Formulas formulas_;
  std::map<std::pair<std::string, void const*>, Formula const*> known_;
};

}  // namespace izin::oracle
