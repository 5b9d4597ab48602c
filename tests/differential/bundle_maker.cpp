#include "tests/differential/bundle_maker.hpp"

#include <algorithm>

namespace izin::differential {
namespace {

/// Makes one bundle, part by part.
class Maker {
 public:
  Maker(Random& random, Taste const& taste)
      : random_(random), taste_(taste), plan_{make_world(random), {}, {}}, conditions_(random, plan_.world, taste) {}

  BundlePlan make() {
    questions_ = taste_.questions ? random_.pick({0, 0, 1, 2}) : 0;
    for (std::size_t n = random_.below(3); n > 0; --n) plan_.pieces.push_back(conditions_.define());
    add_questions();
    for (std::size_t n = random_.below(2); n > 0; --n) plan_.pieces.push_back(conditions_.define());
    add_instruments();
    add_rules();
    write_rules();
    write_instruments();
    add_rulings();
    auto pieces = plan_.world.pieces;
    pieces.insert(pieces.end(), plan_.pieces.begin(), plan_.pieces.end());
    random_.shuffle(pieces);
    plan_.pieces = std::move(pieces);
    return std::move(plan_);
  }

 private:
  May anything() const {
    May may;
    may.questions_below = questions_made_;
    return may;
  }
  std::string condition(May const& may) {
    Reads reads;
    return conditions_.make(may, reads);
  }
  std::string day() { return literal(random_, random_.pick({Kind::date, Kind::date, Kind::instant})); }

  void add_questions() {
    for (std::size_t q = 0; q < questions_; ++q) {
      auto const name = Conditions::question_name(q);
      plan_.pieces.push_back({"question " + name + " {", {{"cite \"Q\"", {}, ""}, {"say \"Is it so?\"", {}, ""}}, "}"});
      Reads all;
      for (std::size_t n = random_.below(4); n > 0; --n) {
        May may;
        may.questions_below = q;
        if (random_.chance(40)) may.subject = may.consent = false;
        auto piece = ruling(may, all);
        piece.parts.insert(piece.parts.begin(), {"answers " + name + random_.pick({" true", " true", " false"}), {}, ""});
        plan_.pieces.push_back(piece);
      }
      conditions_.add_question(all);
      questions_made_ = q + 1;
    }
  }

  /// A ruling without what it settles.
  Piece ruling(May const& may, Reads& all) {
    Piece piece{"ruling ruling_" + std::to_string(rulings_++) + " {", {}, "}"};
    auto const clause = [&](char const* word) {
      Reads reads;
      piece.parts.push_back({word + conditions_.make(may, reads), {}, ""});
      all.add(reads);
    };
    if (random_.chance(55)) clause("when ");
    if (random_.chance(15)) clause("unless ");
    auto const until = random_.pick({"2025-06-12", "2026-01-01", "2026-01-01", "2026-01-01", "2025-06-12T10:00:00Z"});
    auto const on = random_.pick({"2024-01-01", "2025-06-01", "2025-01-31T12:30:00Z"});
    piece.parts.push_back({std::string("by \"Counsel\" on ") + on + " until " + until, {}, ""});
    return piece;
  }

  void add_instruments() {
    std::vector<std::string> names{"alpha", "alpha.one", "beta", "gamma.x"};
    random_.shuffle(names);
    auto const how_many = random_.between(1, 3);
    for (std::size_t n = 0; n < how_many; ++n) {
      auto const kind = random_.pick({"law", "law", "terms", "terms", "charter", "consent"});
      // a form, even one without clauses, asks for the dimensions to be declared
      add_versions(kind == std::string("consent") && !plan_.world.consent ? "charter" : kind, names[n]);
    }
    if (plan_.world.consent && taste_.consent && random_.chance(75)) add_versions("consent", names[3]);
  }

  void add_versions(std::string const& kind, std::string const& name) {
    bool const form = kind == "consent";
    auto const versions = random_.chance(20) ? 2u : 1u;
    auto const change = day();
    for (unsigned v = 0; v < versions; ++v) {
      InstrumentPlan instrument{kind, name, "", {}, {}};
      if (versions == 2 || form || random_.chance(30)) instrument.version = std::to_string(v + 1);
      if (versions == 2 && !form) {
        instrument.header.push_back(v == 0 ? "in force from 2024-01-01 until " + change : "in force from " + change);
      } else if (random_.chance(25)) {
        instrument.header.push_back("in force from " +
                                    std::string(random_.pick({"2024-01-01", "2025-06-01", "2025-06-12T10:00:00Z"})) +
                                    (random_.chance(30) ? " until 2025-12-31" : ""));
      }
      add_header(instrument);
      if (form && plan_.world.consent && taste_.consent) add_clauses(instrument);
      instruments_.push_back(std::move(instrument));
    }
  }

  void add_header(InstrumentPlan& instrument) {
    if (random_.chance(30)) instrument.header.push_back("title \"A text\"");
    if (random_.chance(20)) instrument.header.push_back("issuer @" + random_.pick(plan_.world.parties));
    if (random_.chance(45)) instrument.header.push_back("governs when " + condition(anything()));
    if (random_.chance(45)) instrument.header.push_back("claims when " + condition(anything()));
  }

  /// `data {Aa, Bb}`, or `any`.
  Piece dimension(std::string const& name, std::string const& taxonomy) {
    if (random_.chance(30)) return {name + " any", {}, ""};
    auto elements = plan_.world.taxonomies.at(taxonomy).terms;
    if (name == "recipient") {
      if (random_.chance(50)) elements.clear();
      for (auto const& party : plan_.world.parties) elements.push_back("@" + party);
    }
    random_.shuffle(elements);
    std::string text;
    auto const size = std::min<std::size_t>(random_.between(1, 3), elements.size());
    for (std::size_t i = 0; i < size; ++i) text += (i == 0 ? "" : ", ") + elements[i];
    return {name + " {" + text + "}", {}, ""};
  }

  void add_clauses(InstrumentPlan& instrument) {
    FormPlan form{instrument.name, instrument.version, {}};
    for (std::size_t n = random_.between(1, 3); n > 0; --n) {
      bool const refuses = random_.chance(30);
      auto const name = "g" + std::to_string(n);
      Piece piece{(refuses ? "refuse " : "grant ") + name + " {", {}, "}"};
      for (auto const& [field, taxonomy] : {std::pair("data", "Data"), std::pair("operation", "Operation"),
                                            std::pair("purpose", "Purpose"), std::pair("recipient", "PartyKind")}) {
        piece.parts.push_back(dimension(field, taxonomy));
      }
      if (random_.chance(40)) {
        piece.parts.push_back(
            {std::string("lasts ") + random_.pick({"1 month", "30 days", "1 year", "12 hours", "11 days"}), {}, ""});
      }
      form.clauses.push_back(name);
      instrument.clauses.push_back(piece);
    }
    plan_.forms.push_back(form);
  }

  void add_rules() {
    for (std::size_t i = 0; i < instruments_.size(); ++i) {
      std::vector<std::string> names{"r0", "r1", "r2", "r3", "sale", "at"};
      random_.shuffle(names);
      if (random_.chance(30)) rules_.push_back({"default", "default", i, {}});
      auto const how_many = random_.below(instruments_[i].kind == "consent" && !instruments_[i].clauses.empty() ? 2 : 5);
      for (std::size_t n = 0; n < how_many; ++n) {
        auto const modality =
            random_.pick({"forbid", "forbid", "require", "permit", "permit", "permit", "right", "right", "right", "duty"});
        rules_.push_back({modality, names[n], i, {}});
      }
    }
  }

  void write_rules() {
    References references(random_, instruments_, rules_);
    references_ = &references;
    for (std::size_t i = 0; i < rules_.size(); ++i) write_rule(i);
    references_ = nullptr;
  }

  void write_rule(std::size_t index) {
    auto& rule = rules_[index];
    if (rule.modality == "default") {
      rule.piece = {std::string("default forbid") + (random_.chance(30) ? " cite \"D\"" : ""), {}, ""};
      return;
    }
    auto may = anything();
    bool const grounds = rule.modality == "permit" || rule.modality == "right";
    bool const of_pool = taste_.pools && !grounds && random_.chance(30);
    if (of_pool) may.subject = may.consent = false, may.pool = true;
    Piece piece{rule.modality + " " + rule.name + " {", {}, "}"};
    auto const clause = [&](std::string const& text) { piece.parts.push_back({text, {}, ""}); };
    if (random_.chance(30)) clause("cite \"C" + std::to_string(index) + "\"");
    if (random_.chance(20)) clause("say \"So it is.\"");
    auto const whens = grounds ? random_.pick({0, 0, 1, 1}) : random_.pick({0, 1, 1, 1, 2, 2});
    for (auto n = whens; n > 0; --n) clause("when " + condition(may));
    if (random_.chance(20)) clause("unless " + condition(may));
    if (rule.modality == "require") {
      for (std::size_t n = random_.pick({1, 1, 1, 2}); n > 0; --n) clause("that " + condition(may));
    }
    if (rule.modality == "duty") write_duty(piece, of_pool);
    if (grounds) {
      write_list(piece, "overrides ", 30, [&] { return references_->overridden(index); });
      if (rule.modality == "right") write_list(piece, "contests ", 80, [&] { return references_->contested(index); });
    }
    rule.piece = piece;
  }

  template <class Make>
  void write_list(Piece& piece, std::string const& word, std::size_t percent, Make const& make) {
    if (!random_.chance(percent)) return;
    std::set<std::string> names;
    for (std::size_t n = random_.pick({1, 1, 2}); n > 0; --n) {
      if (auto const name = make(); !name.empty()) names.insert(name);
    }
    std::string list;
    for (auto const& name : names) list += (list.empty() ? "" : ", ") + name;
    if (!list.empty()) piece.parts.push_back({word + list, {}, ""});
  }

  void write_duty(Piece& piece, bool of_pool) {
    auto const clause = [&](std::string const& text) { piece.parts.push_back({text, {}, ""}); };
    auto const party = [&] {
      auto parties = plan_.world.of({Kind::party});
      std::erase_if(parties, [&](PathPlan const& path) { return of_pool && path.of_subject(); });
      if (!of_pool && random_.chance(30)) return std::string("subject");
      return parties.empty() || random_.chance(40) ? "@" + random_.pick(plan_.world.parties) : random_.pick(parties).text;
    };
    clause(std::string("do ") + random_.pick({"Notify", "Notify", "Delete"}));
    if (random_.chance(50)) clause("by " + party());
    if (random_.chance(50)) clause("to " + party());
    if (!random_.chance(60)) return;
    auto events = plan_.world.of({Kind::date, Kind::instant});
    std::erase_if(events, [&](PathPlan const& path) { return of_pool && path.of_subject(); });
    auto const event = random_.chance(70) ? random_.pick(events).text
                                          : std::string(random_.pick({"withdrawal", "objection", "erasure_request",
                                                                      "disconnection", "incident", "expiry", "termination"}));
    clause("within " + literal(random_, Kind::duration) + " after " + event);
  }

  void write_instruments() {
    for (std::size_t i = 0; i < instruments_.size(); ++i) {
      auto const& instrument = instruments_[i];
      Piece piece{instrument.kind + " " + instrument.name, {}, "}"};
      if (!instrument.version.empty()) piece.head += " version \"" + instrument.version + "\"";
      piece.head += " {";
      for (auto const& line : instrument.header) piece.parts.push_back({line, {}, ""});
      piece.parts.insert(piece.parts.end(), instrument.clauses.begin(), instrument.clauses.end());
      for (auto const& rule : rules_) {
        if (rule.instrument == i) piece.parts.push_back(rule.piece);
      }
      random_.shuffle(piece.parts);
      plan_.pieces.push_back(piece);
    }
  }

  void add_rulings() {
    if (rules_.empty()) return;
    References references(random_, instruments_, rules_);
    for (std::size_t n = random_.pick({0, 1, 1, 2, 2, 3}); n > 0; --n) {
      auto const rule = references.settled();
      if (rule.empty()) continue;
      Reads reads;
      auto piece = ruling(anything(), reads);
      auto const second = random_.chance(20) ? references.settled() : "";
      auto const list = second.empty() || second == rule ? rule : rule + ", " + second;
      piece.parts.insert(piece.parts.begin(), {random_.pick({"dismisses ", "dismisses ", "upholds "}) + list, {}, ""});
      plan_.pieces.push_back(piece);
    }
  }

  Random& random_;
  Taste taste_;
  BundlePlan plan_;
  Conditions conditions_;
  std::size_t questions_ = 0, questions_made_ = 0, rulings_ = 0;
  std::vector<InstrumentPlan> instruments_;
  std::vector<RulePlan> rules_;
  References* references_ = nullptr;
};

}  // namespace

BundlePlan make_bundle(Random& random, Taste const& taste) { return Maker(random, taste).make(); }

}  // namespace izin::differential
