#include "tests/differential/world.hpp"

#include <algorithm>

namespace izin::differential {
namespace {

std::vector<std::string> const term_names{"Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg"};

/// A graph in which every term has up to two parents before it, written in one of the ways the language has.
void add_taxonomy(Random& random, World& world, std::string const& name) {
  auto& plan = world.taxonomies[name];
  auto const size = random.between(2, 6);
  Piece declaration{"taxonomy " + name + " {", {}, "}"};
  Piece extension{"extend " + name + " {", {}, "}"};
  std::vector<std::vector<std::size_t>> children(size);
  std::vector<bool> nested(size, false);
  std::vector<std::vector<std::size_t>> under(size);
  for (std::size_t i = 0; i < size; ++i) {
    plan.terms.push_back(term_names[i]);
    if (random.chance(15)) plan.iris[term_names[i]] = "https://example.org/" + name + "#" + std::to_string(i);
    if (i == 0) continue;
    if (random.chance(65)) {
      children[random.below(i)].push_back(i);
      nested[i] = true;
    }
    if (random.chance(25)) under[i].push_back(random.below(i));
  }
  auto const written = [&](auto const& self, std::size_t i) -> Piece {
    auto const& term = plan.terms[i];
    Piece piece{term, {}, ""};
    if (plan.iris.contains(term)) piece.head += " = <" + plan.iris[term] + ">";
    for (auto const parent : under[i]) {
      if (random.chance(50)) {
        extension.parts.push_back({term + " under " + plan.terms[parent], {}, ""});
      } else {
        piece.head += " under " + plan.terms[parent];
      }
    }
    for (auto const child : children[i]) piece.parts.push_back(self(self, child));
    if (!piece.parts.empty()) piece.head += " {", piece.tail = "}";
    return piece;
  };
  for (std::size_t i = 0; i < size; ++i) {
    if (!nested[i]) declaration.parts.push_back(written(written, i));
  }
  world.pieces.push_back(declaration);
  if (!extension.parts.empty()) world.pieces.push_back(extension);
}

std::string type_text(FieldPlan const& field) {
  static std::map<Kind, std::string> const built_in{
      {Kind::flag, "Bool"},       {Kind::integer, "Int"},     {Kind::decimal, "Decimal"},
      {Kind::percent, "Percent"}, {Kind::money, "Money"},     {Kind::text, "Text"},
      {Kind::date, "Date"},       {Kind::instant, "Instant"}, {Kind::duration, "Duration"}};
  if (field.kind == Kind::terms || field.kind == Kind::parties) return (field.some ? "some of " : "set of ") + field.type;
  return built_in.contains(field.kind) ? built_in.at(field.kind) : field.type;
}

Piece fields_piece(Random& random, std::string const& head, std::vector<FieldPlan> fields) {
  Piece piece{head + " {", {}, "}"};
  random.shuffle(fields);
  for (auto const& field : fields)
    piece.parts.push_back({(random.chance(5) ? "personal " : "") + field.name + ": " + type_text(field), {}, ""});
  return piece;
}

void drop_some(Random& random, std::vector<FieldPlan>& fields, std::set<std::string> const& keep, std::size_t percent) {
  std::erase_if(fields, [&](FieldPlan const& field) { return !keep.contains(field.name) && random.chance(percent); });
}

void add_records(Random& random, World& world) {
  world.records["Seat"] = {{"city", Kind::text, "", false}, {"zone", Kind::term, "Country", false}};
  world.records["Party"] = {{"kind", Kind::term, "PartyKind", false}, {"country", Kind::term, "Country", false},
                            {"certified", Kind::flag, "", false},     {"revenue", Kind::money, "", false},
                            {"zones", Kind::terms, "Country", false}, {"seat", Kind::record, "Seat", false}};
  world.records["Person"] = {{"age", Kind::integer, "", false},        {"residence", Kind::term, "Country", false},
                             {"born", Kind::date, "", false},          {"left", Kind::instant, "", false},
                             {"adult", Kind::flag, "", false},         {"objects", Kind::terms, "Purpose", false},
                             {"guardian", Kind::party, "Party", false}};
  world.records["Ballot"] = {{"cast", Kind::integer, "", false}, {"approval", Kind::percent, "", false}};
  drop_some(random, world.records["Party"], {"kind"}, 25);
  drop_some(random, world.records["Person"], {"age"}, 25);
  world.flow = {{"sender", Kind::party, "Party", false},
                {"recipient", Kind::party, "Party", false},
                {"subject", Kind::record, "Person", false},
                {"data", Kind::terms, "Data", true},
                {"operation", Kind::terms, "Operation", true},
                {"purpose", Kind::terms, "Purpose", true},
                {"origin", Kind::party, "Party", false},
                {"meant", Kind::terms, "Purpose", false},
                {"channel", Kind::term, "Channel", false},
                {"route", Kind::term, "Channel", false},
                {"approvals", Kind::parties, "Party", false},
                {"backers", Kind::parties, "Party", true},
                {"price", Kind::money, "", false},
                {"fee", Kind::money, "", false},
                {"part", Kind::percent, "", false},
                {"score", Kind::decimal, "", false},
                {"people", Kind::integer, "", false},
                {"title", Kind::text, "", false},
                {"label", Kind::text, "", false},
                {"paid", Kind::flag, "", false},
                {"asked", Kind::flag, "", false},
                {"collected", Kind::date, "", false},
                {"received", Kind::instant, "", false},
                {"retention", Kind::duration, "", false},
                {"storage", Kind::duration, "", false},
                {"ballot", Kind::record, "Ballot", false}};
  world.consent = random.chance(85);
  std::set<std::string> keep{"subject", "paid", "channel"};
  if (world.consent) keep.insert({"data", "operation", "purpose", "recipient"});
  drop_some(random, world.flow, keep, random.pick({10, 40, 70}));
}

void add_parties(Random& random, World& world) {
  for (std::size_t i = 0; i < random.between(1, 3); ++i) world.parties.push_back("p" + std::to_string(i));
  for (auto const& party : world.parties) {
    Piece piece{"party " + party + " {", {}, "}"};
    for (auto const& field : world.records["Party"]) {
      if (random.chance(45)) continue;
      if (field.kind == Kind::term) {
        auto const& term = random.pick(world.taxonomies[field.type].terms);
        piece.parts.push_back({field.name + ": " + term, {}, ""});
        world.declared[party][field.name] = "\"" + term + "\"";
      } else if (field.kind == Kind::flag || field.kind == Kind::money) {
        auto const value = literal(random, field.kind);
        piece.parts.push_back({field.name + ": " + value, {}, ""});
        world.declared[party][field.name] = field.kind == Kind::flag ? value : "\"" + value + "\"";
      } else if (field.kind == Kind::terms) {
        auto const& term = random.pick(world.taxonomies[field.type].terms);
        piece.parts.push_back({field.name + ": {" + (random.chance(20) ? "" : term) + "}", {}, ""});
        world.declared[party][field.name] = "";  // not to be given again
      } else if (field.kind == Kind::record) {
        piece.parts.push_back({field.name + ": { " + (random.chance(50) ? "city: \"a\"" : "") + " }", {}, ""});
        world.declared[party][field.name] = "";
      }
    }
    world.pieces.push_back(piece);
  }
}

void add_paths(World& world, std::string const& before, std::vector<FieldPlan> const& fields) {
  for (auto const& field : fields) {
    auto const path = before + field.name;
    world.paths.push_back({path, field.kind, field.type});
    if (field.kind == Kind::record || field.kind == Kind::party) add_paths(world, path + ".", world.records.at(field.type));
  }
}

}  // namespace

std::vector<PathPlan> World::of(std::set<Kind> const& kinds) const {
  std::vector<PathPlan> result;
  std::ranges::copy_if(paths, std::back_inserter(result), [&](PathPlan const& path) { return kinds.contains(path.kind); });
  return result;
}

World make_world(Random& random) {
  World world;
  for (auto const* name : {"Data", "Operation", "Purpose", "Country", "Channel", "PartyKind"}) add_taxonomy(random, world, name);
  world.pieces.push_back({"taxonomy Action { Notify Delete }", {}, ""});
  add_records(random, world);
  for (auto const& [name, fields] : world.records) world.pieces.push_back(fields_piece(random, "record " + name, fields));
  world.pieces.push_back(fields_piece(random, "flow", world.flow));
  add_parties(random, world);
  add_paths(world, "", world.flow);
  world.paths.push_back({"at", Kind::instant, ""});
  world.paths.push_back({"id", Kind::text, ""});
  world.paths.push_back({"subject.id", Kind::text, ""});
  return world;
}

}  // namespace izin::differential
