// One comparison of each form, over fields that the world has.
#include <algorithm>

#include "tests/differential/conditions.hpp"

namespace izin::differential {

std::string Conditions::sign(bool equality_only) {
  return equality_only || random_.chance(25) ? random_.pick({" == ", " != "}) : random_.pick({" < ", " <= ", " > ", " >= "});
}

/// Numbers, percents, money, durations and texts: a field against a literal, another field, or a bare 0.
std::string Conditions::order() {
  auto const fields = world_.of({Kind::integer, Kind::decimal, Kind::percent, Kind::money, Kind::duration, Kind::text});
  if (fields.empty()) return "";
  auto const& field = random_.pick(fields);
  bool const numeric = field.kind == Kind::integer || field.kind == Kind::decimal;
  auto const alike = world_.of(numeric ? std::set{Kind::integer, Kind::decimal} : std::set{field.kind});
  auto const compare = sign(field.kind == Kind::text);
  auto const kind = numeric ? random_.pick({Kind::integer, Kind::decimal}) : field.kind;
  if (random_.chance(25)) return field.text + compare + random_.pick(alike).text;
  if ((field.kind == Kind::money || field.kind == Kind::duration) && random_.chance(35)) return field.text + compare + "0";
  if (random_.chance(10)) return literal(random_, kind) + compare + field.text;
  return field.text + compare + literal(random_, kind);
}

std::string Conditions::sum() {
  auto const bases = world_.of({Kind::date, Kind::instant});
  auto const amounts = world_.of({Kind::duration});
  auto result = random_.chance(15) ? literal(random_, random_.pick({Kind::date, Kind::instant})) : random_.pick(bases).text;
  for (std::size_t n = random_.between(1, 2); n > 0; --n) {
    result += random_.pick({" + ", " - "});
    result += !amounts.empty() && random_.chance(35) ? random_.pick(amounts).text : literal(random_, Kind::duration);
  }
  return result;
}

std::string Conditions::moments() {
  auto const side = [&] {
    auto const kind = random_.below(10);
    if (kind < 4) return random_.pick(world_.of({Kind::date, Kind::instant})).text;
    if (kind < 8) return literal(random_, random_.pick({Kind::date, Kind::instant}));
    return sum();
  };
  auto const fields = world_.of({Kind::date, Kind::instant});
  auto const field = random_.chance(25) ? "at" : random_.pick(fields).text;
  return random_.chance(80) ? field + sign(false) + side() : side() + sign(false) + field;
}

std::string Conditions::equal_terms() {
  auto const fields = world_.of({Kind::term});
  auto const& field = random_.pick(fields);
  auto other = fields;
  std::erase_if(other, [&](PathPlan const& path) { return path.type != field.type; });
  if (random_.chance(40)) return field.text + sign(true) + random_.pick(other).text;
  auto const& term = random_.pick(world_.taxonomies.at(field.type).terms);
  return random_.chance(85) ? field.text + sign(true) + term : term + sign(true) + field.text;
}

/// What may stand on the right of `in` (a set, or a set field), and, where `bare`, of `within` (one term) too.
std::string Conditions::term_set(std::string const& taxonomy, bool bare) {
  auto fields = world_.of({Kind::terms});
  std::erase_if(fields, [&](PathPlan const& path) { return path.type != taxonomy; });
  if (!fields.empty() && random_.chance(30)) return random_.pick(fields).text;
  auto terms = world_.taxonomies.at(taxonomy).terms;
  random_.shuffle(terms);
  auto const size = random_.pick({0, 1, 1, 2, 2, 2, 3});
  if (bare && size == 1) return terms.front();
  std::string result;
  for (std::size_t i = 0; i < std::min<std::size_t>(static_cast<std::size_t>(size), terms.size()); ++i) {
    result += (i == 0 ? "" : ", ") + terms[i];
  }
  return "{" + result + "}";
}

std::string Conditions::party_set(bool bare) {
  auto const fields = world_.of({Kind::parties});
  if (!fields.empty() && random_.chance(30)) return random_.pick(fields).text;
  auto parties = world_.parties;
  random_.shuffle(parties);
  auto const size = std::min(random_.below(3), parties.size());
  if (bare && size == 1) return "@" + parties.front();
  std::string result;
  for (std::size_t i = 0; i < size; ++i) result += (i == 0 ? "@" : ", @") + parties[i];
  return "{" + result + "}";
}

std::string Conditions::membership() {
  auto const fields = world_.of({Kind::term});
  auto const& field = random_.pick(fields);
  auto const& term = random_.pick(world_.taxonomies.at(field.type).terms);
  if (random_.chance(60)) return field.text + (random_.chance(75) ? " is " : " is not ") + term;
  if (random_.chance(25)) return field.text + " within " + term_set(field.type, true);
  return field.text + " in " + term_set(field.type, false);
}

std::string Conditions::sets() {
  auto const fields = world_.of({Kind::terms});
  if (fields.empty()) return "";
  auto const& field = random_.pick(fields);
  auto const& terms = world_.taxonomies.at(field.type).terms;
  auto const under = random_.chance(30) ? " under " + random_.pick(terms) : std::string();
  auto const kind = random_.below(10);
  if (kind < 4) return field.text + under + " has " + random_.pick(terms);
  if (kind < 6) return field.text + under + " has any " + term_set(field.type, false);
  if (kind < 7) return field.text + under + " has all " + term_set(field.type, false);
  return field.text + under + " within " + term_set(field.type, true);
}

std::string Conditions::party() {
  auto const fields = world_.of({Kind::party});
  if (fields.empty()) return "";
  auto const& field = random_.pick(fields);
  auto const& party = random_.pick(world_.parties);
  auto const kind = random_.below(10);
  if (kind < 4) return field.text + (random_.chance(75) ? " is @" : " is not @") + party;
  if (kind < 6) return field.text + " in " + party_set(false);
  if (kind < 8) return field.text + sign(true) + random_.pick(fields).text;
  return random_.chance(80) ? field.text + sign(true) + "@" + party : "@" + party + sign(true) + field.text;
}

std::string Conditions::parties() {
  auto const fields = world_.of({Kind::parties});
  if (fields.empty()) return "";
  auto const& field = random_.pick(fields);
  auto const kind = random_.below(10);
  if (kind < 4) return field.text + " has @" + random_.pick(world_.parties);
  if (kind < 6) return field.text + " has any " + party_set(false);
  if (kind < 7) return field.text + " has all " + party_set(false);
  return field.text + " within " + party_set(true);
}

std::string Conditions::pool() {
  auto const fact = random_.pick({"pool.size", "pool.permitted", "pool.permitted", "pool.share"});
  bool const share = fact == std::string("pool.share");
  auto const fields = world_.of({share ? Kind::percent : Kind::integer});
  auto const kind = random_.below(10);
  if (kind < 2 && !fields.empty()) return fact + sign(false) + random_.pick(fields).text;
  if (kind < 3) return literal(random_, share ? Kind::percent : Kind::integer) + sign(false) + fact;
  if (kind < 4 && !share) return fact + sign(false) + random_.pick({"pool.size", "pool.permitted"});
  return fact + sign(false) + literal(random_, share ? Kind::percent : Kind::integer);
}

}  // namespace izin::differential
