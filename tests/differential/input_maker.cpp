#include "tests/differential/input_maker.hpp"

#include <algorithm>

#include "grammar/syntax/literals.hpp"

namespace izin::differential {
namespace {

using nlohmann::json;

class Maker {
 public:
  Maker(Random& random, BundlePlan const& bundle) : random_(random), bundle_(bundle), world_(bundle.world) {
    given_ = random.pick({50, 70, 85, 95, 100});
  }

  oracle::Inputs make(Wish wish) {
    auto const kind = random_.below(100);
    auto const about = wish == Wish::pool ? 80 : wish == Wish::one_person ? kind % 60 : kind;
    inputs_.registry = random_.chance(80);
    if (inputs_.registry) make_facts();
    if (random_.chance(15)) inputs_.known_at = moment();
    inputs_.flow = fields(world_.flow);
    inputs_.flow.erase("subject");
    inputs_.flow["id"] = random_.pick({"a", "b", "f-1"});
    inputs_.flow["at"] = moment();
    if (about < 60) {
      inputs_.flow["subject"] = person(about < 15);
    } else if (about < 75) {
      return std::move(inputs_);  // about nobody
    } else {
      make_pool();
    }
    return std::move(inputs_);
  }

 private:
  std::string moment() { return json::parse(input(random_, Kind::instant)).get<std::string>(); }

  json term(std::string const& taxonomy) {
    auto const& plan = world_.taxonomies.at(taxonomy);
    auto const& name = random_.pick(plan.terms);
    return plan.iris.contains(name) && random_.chance(30) ? plan.iris.at(name) : name;
  }

  json party() {
    auto const kind = random_.below(100);
    if (kind < 55) return "@" + random_.pick(world_.parties);
    auto object = fields(world_.records.at("Party"));
    if (kind < 65) {  // a declared party with what its declaration leaves out
      auto const& name = random_.pick(world_.parties);
      if (auto const declared = world_.declared.find(name); declared != world_.declared.end()) {
        for (auto const& [field, value] : declared->second) {
          if (object.contains(field) && !value.empty()) object[field] = json::parse(value);
          if (value.empty()) object.erase(field);
        }
      }
      object["name"] = "@" + name;
    } else if (kind < 85) {
      object["name"] = random_.pick({"acme", "zeta"});
    }
    return object;
  }

  json value(FieldPlan const& field) {
    if (field.kind == Kind::term) return term(field.type);
    if (field.kind == Kind::party) return party();
    if (field.kind == Kind::record) return fields(world_.records.at(field.type));
    if (field.kind != Kind::terms && field.kind != Kind::parties) return json::parse(input(random_, field.kind));
    auto set = json::array();
    auto const size = random_.pick({0, 1, 1, 1, 2, 2, 3});
    for (int i = 0; i < size; ++i) set.push_back(field.kind == Kind::terms ? term(field.type) : party());
    if (set.empty() && field.some) set.push_back(field.kind == Kind::terms ? term(field.type) : party());
    return set;
  }

  json fields(std::vector<FieldPlan> const& plan) {
    auto object = json::object();
    for (auto const& field : plan) {
      if (random_.chance(static_cast<std::size_t>(given_))) object[field.name] = value(field);
    }
    return object;
  }

  // ---- people ------------------------------------------------------------------------------------------------------

  std::string id(std::size_t n) { return "s" + std::to_string(n); }

  json described(std::string const& name) {
    auto object = fields(world_.records.at("Person"));
    object["id"] = name;
    return object;
  }

  /// A subject as a flow names it: `looked_up` by an id that some line names, or an object that stands alone.
  json person(bool looked_up) {
    if (looked_up && !named_.empty()) return random_.pick(std::vector<std::string>(named_.begin(), named_.end()));
    auto object = described(id(random_.below(4)));
    if (random_.chance(12)) object.erase("id");
    return object;
  }

  void make_pool() {
    auto const kind = random_.below(10);
    auto const size = random_.pick({1, 2, 2, 3, 3, 4});
    if (kind == 0) {
      inputs_.flow["subjects"] = {{"file", "members.jsonl"}};
      for (int i = 0; i < size; ++i)
        inputs_.files["members.jsonl"].push_back({{"subject", described(id(static_cast<std::size_t>(i)))}});
      return;
    }
    if (kind == 1 && std::ranges::any_of(inputs_.facts, [](json const& line) { return line.contains("subject"); })) {
      inputs_.flow["subjects"] = {{"all", true}};
      return;
    }
    auto list = json::array();
    std::set<std::string> used;
    for (int i = 0; i < size; ++i) {
      auto one = person(random_.chance(40));
      auto const name = one.is_string() ? one.get<std::string>() : one.value("id", "");
      if (name.empty() || used.insert(name).second) list.push_back(one);
    }
    inputs_.flow["subjects"] = list;
  }

  void make_facts() {
    auto const people = random_.below(5);
    for (std::size_t i = 0; i < people; ++i) {
      if (random_.chance(70)) {
        inputs_.facts.push_back({{"subject", described(id(i))}});
        named_.insert(id(i));
      }
    }
    if (bundle_.forms.empty()) return;
    for (std::size_t n = random_.below(9); n > 0; --n) make_consent();
    random_.shuffle(inputs_.facts);
  }

  /// A consent line; sometimes a second line about the same consent, by which it was known earlier or withdrawn.
  void make_consent() {
    auto const& form = random_.pick(bundle_.forms);
    auto const subject = id(random_.below(4));
    auto const given = moment();
    auto const given_at = micros_of(given);
    if (!consents_.insert({subject, form.name, form.version, given_at}).second) return;
    json line{{"subject", subject}, {"form", form.name}, {"version", form.version}, {"given", given}};
    line["act"] = random_.pick({"implied", "explicit", "explicit", "guardian"});
    auto clauses = form.clauses;
    random_.shuffle(clauses);
    clauses.resize(random_.between(1, clauses.size()));
    line["clauses"] = clauses;
    auto const later = [&]() -> std::string {
      for (int tries = 0; tries < 20; ++tries) {
        auto text = moment();
        if (micros_of(text) >= given_at) return text;
      }
      return given;
    };
    if (random_.chance(30)) line["recorded"] = later();
    auto second = line;
    if (random_.chance(30)) line["withdrawn"] = later();
    named_.insert(subject);
    inputs_.facts.push_back({{"consent", line}});
    if (random_.chance(15)) {
      second.erase("recorded");
      if (random_.chance(60)) second["recorded"] = later();
      if (line.contains("withdrawn") && random_.chance(50)) second["withdrawn"] = line["withdrawn"];
      inputs_.facts.push_back({{"consent", second}});
    }
  }

  static std::int64_t micros_of(std::string const& text) {
    return text.size() == 10 ? first_moment(std::get<Date>(parse_date(text))).micros
                             : std::get<Instant>(parse_instant(text)).micros;
  }

  Random& random_;
  BundlePlan const& bundle_;
  World const& world_;
  int given_ = 100;
  oracle::Inputs inputs_;
  std::set<std::string> named_;
  std::set<std::tuple<std::string, std::string, std::string, std::int64_t>> consents_;
};

}  // namespace

oracle::Inputs make_inputs(Random& random, BundlePlan const& bundle, Wish wish) { return Maker(random, bundle).make(wish); }

}  // namespace izin::differential
