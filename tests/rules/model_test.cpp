// What a right bundle becomes: ids, slots, comparisons, references, pool rules.
#include <doctest/doctest.h>

#include "tests/rules/bundle.hpp"

namespace izin::test {
namespace {

Model const& model_of(BuildResult const& result) {
  REQUIRE_MESSAGE(result.ok, codes(result));
  return *result.model;
}

Rule const& rule(Model const& model, std::string const& full_name) {
  for (auto const& rule : model.rules) {
    if (rule.full_name == full_name) return rule;
  }
  FAIL("no rule " << full_name);
  return model.rules.front();
}

std::vector<std::string> names(Model const& model, std::vector<RuleId> const& rules) {
  std::vector<std::string> all;
  for (auto const id : rules) {
    auto const& version = model.instruments[model.rules[id.value].instrument.value].version;
    all.push_back(model.rules[id.value].full_name + (version ? "/" + *version : ""));
  }
  return all;
}

std::string text(Model const& model, Condition const& condition) {
  auto const list = [&](char const* word) {
    std::string out = "(";
    for (auto const& operand : condition.operands) out += (out.size() > 1 ? word : "") + text(model, operand);
    return out + ")";
  };
  switch (condition.kind) {
    case Condition::Kind::constant:
      return condition.value ? "true" : "false";
    case Condition::Kind::comparison:
      return model.comparisons[condition.index].text;
    case Condition::Kind::define:
      return model.defines[condition.index].name;
    case Condition::Kind::question:
      return model.questions[condition.index].name + "?";
    case Condition::Kind::negation:
      return "not " + list("");
    case Condition::Kind::conjunction:
      return list(" and ");
    case Condition::Kind::disjunction:
      break;
  }
  return list(" or ");
}

/// The canonical text of one condition.
std::string canonical(std::string const& expression) {
  auto const result = build_with("question q {}\ndefine d: agreed\nlaw l { forbid f { when " + expression + " } }");
  auto const& model = model_of(result);
  return text(model, rule(model, "l.f").whens.front());
}

TEST_CASE("comparisons have a canonical text; negations stand around the positive comparison") {
  CHECK(canonical("agreed") == "agreed");
  CHECK(canonical("count != 3") == "not (count == 3)");
  CHECK(canonical("main is not Sell") == "not (main is Sell)");
  CHECK(canonical("sender is unknown") == "not (sender is known)");
  CHECK(canonical("operation within {Share, Sell, Share}") == "operation within {Sell, Share}");
  CHECK(canonical("allies has any {@bolt, @acme}") == "allies has any {@acme, @bolt}");
  CHECK(canonical("operation under Disclose has all {}") == "operation under Disclose has all {}");
  CHECK(canonical("operation has any targets") == "operation has any targets");
  CHECK(canonical("main in {Sell}") == "main in {Sell}");
  CHECK(canonical("price > 0") == "price > 0");
  CHECK(canonical("price >= 5.50 USD") == "price >= 5.5 USD");
  CHECK(canonical("wait < 365 days or wait < 12 months") == "(wait < 365 days or wait < 1 year)");
  CHECK(canonical("day + 24 months - wait <= at") == "day + 2 years - wait <= at");
  CHECK(canonical("2025-01-01 + 3 days == day") == "2025-01-01 + 3 days == day");
  CHECK(canonical("id == \"a\\\"b\\\\c\"") == "id == \"a\\\"b\\\\c\"");
  CHECK(canonical("agreed == true and sender == @acme and main == Sell") ==
        "(agreed == true and sender == @acme and main == Sell)");
  CHECK(canonical("pool.share < 10%") == "pool.share < 10%");
  CHECK(canonical("explicit consent covers flow or consent refuses flow") ==
        "(explicit consent covers flow or consent refuses flow)");
  CHECK(canonical("not (d and q) and true") == "(not ((d and q?)) and true)");
  CHECK(canonical("main within Sell and main within {Sell}") == "(main within Sell and main within {Sell})");
}

TEST_CASE("equal comparisons are one, also through definitions") {
  auto const result = build_with(
      "define one: operation has Sell\n"
      "law l { forbid a { when one and operation has Sell }  forbid b { unless operation has Sell  when count != 3  when count "
      "== 3 } }");
  auto const& model = model_of(result);
  REQUIRE(model.comparisons.size() == 2);
  CHECK(model.comparisons[0].text == "count == 3");
  CHECK(model.comparisons[1].text == "operation has Sell");
}

TEST_CASE("operands are typed: a bare 0 takes the other side's type, an Int stays one beside a Decimal") {
  auto const result =
      build_with("law l { forbid a { when price > 0 and 0 < wait and score == 3 and count == 0.5 and day == at } }");
  auto const& model = model_of(result);
  auto const find = [&](std::string const& wanted) -> Comparison const& {
    for (auto const& c : model.comparisons) {
      if (c.text == wanted) return c;
    }
    FAIL("no comparison " << wanted);
    return model.comparisons.front();
  };
  CHECK(find("price > 0").right.zero);
  CHECK(find("price > 0").right.type.base == Base::money);
  CHECK(find("0 < wait").left.zero);
  CHECK(find("0 < wait").left.type.base == Base::duration);
  CHECK(find("score == 3").right.type.base == Base::integer);
  CHECK(find("score == 3").right.literal.number == 3);
  CHECK(find("count == 0.5").right.type.base == Base::decimal);
  CHECK(find("count == 0.5").right.literal.number == nano / 2);
  CHECK(find("day == at").left.type.base == Base::date);
}

TEST_CASE("slots: what is read, by path; the subject's are marked") {
  auto const result = build_with(
      "law l { forbid a { when subject.age < 3 and sender is known and recipient.kind is Broker and day + wait < at } }");
  auto const& model = model_of(result);
  std::vector<std::string> paths;
  for (auto const& slot : model.slots) paths.push_back(slot.path + (slot.of_subject ? "*" : ""));
  CHECK(paths ==
        std::vector<std::string>{"at", "day", "recipient.kind", "sender", "subject*", "subject.age*", "subject.id*", "wait"});
  for (auto const& [path, id] : model.slot_by_path) CHECK(model.slots[id.value].path == path);
}

TEST_CASE("a define stands after those that it uses") {
  auto const result = build_with("define a: c and b\ndefine b: c\ndefine c: d or agreed\ndefine d: agreed\n");
  auto const& model = model_of(result);
  std::vector<std::string> order;
  for (auto const& define : model.defines) order.push_back(define.name);
  CHECK(order == std::vector<std::string>{"d", "c", "b", "a"});
}

TEST_CASE("rules stand by full name, then version; defaults among them") {
  auto const result = build_with(
      "terms t version \"10\" { in force from 2025-01-01  forbid b {}  forbid a {} }\n"
      "terms t version \"9\" { in force from 2024-01-01 until 2025-01-01  forbid b {} }\n"
      "law l { default forbid cite \"1\"  permit z {} }\n");
  auto const& model = model_of(result);
  std::vector<RuleId> all;
  for (std::uint32_t i = 0; i < model.rules.size(); ++i) all.push_back(RuleId{i});
  CHECK(names(model, all) == std::vector<std::string>{"l.default", "l.z", "t.a/10", "t.b/10", "t.b/9"});
  CHECK(model.rules[0].kind == RuleKind::by_default);
  CHECK(model.rules[0].cites.front().text == "1");
  CHECK(model.instruments[2].version == "9");
  CHECK(model.instruments[2].in_force == Interval{1'704'067'200'000'000, 1'735'689'600'000'000});
  CHECK(model.instruments[0].in_force == Interval{});
}

TEST_CASE("references: own version inside, every version outside, `.*` all others") {
  auto const result = build_with(
      "terms t version \"1\" { in force from 2024-01-01 until 2025-01-01  forbid f {}  permit p { overrides t.f }  permit q { "
      "overrides t@\"2\".f } }\n"
      "terms t version \"2\" { in force from 2025-01-01  forbid f {}  permit q { overrides t.* }  duty d { do Notify } }\n"
      "law l { default forbid  permit o { overrides t.f, t@\"1\".p }  right r { contests t.*, l.* } }\n");
  auto const& model = model_of(result);
  using Names = std::vector<std::string>;
  CHECK(names(model, rule(model, "t.p").overrides) == Names{"t.f/1"});
  std::vector<Names> q;
  for (auto const& one : model.rules) {
    if (one.full_name == "t.q") q.push_back(names(model, one.overrides));
  }
  CHECK(q == std::vector<Names>{{"t.f/2"}, {"t.d/2", "t.f/2"}});
  CHECK(names(model, rule(model, "l.o").overrides) == Names{"t.f/1", "t.f/2", "t.p/1"});
  CHECK(names(model, rule(model, "l.r").contests) == Names{"l.default", "t.f/1", "t.f/2"});
}

TEST_CASE("pool rules read `pool`, also through definitions") {
  auto const result = build_with(
      "define few: pool.size < 3\ndefine still: few\n"
      "law l { forbid a { when still }  forbid b { when agreed }  duty d { do Notify  unless pool.share > 3%  to subject }\n"
      "  require c { that few } }\n");
  auto const& model = model_of(result);
  CHECK(rule(model, "l.a").of_pool);
  CHECK_FALSE(rule(model, "l.b").of_pool);
  CHECK(rule(model, "l.c").of_pool);
  CHECK(rule(model, "l.d").of_pool);
}

TEST_CASE("duties: parties, paths, the subject; events that are moments, and later ones") {
  auto const result = build_with(
      "law l {\n"
      "  duty a { do Notify  by @acme  to sender  within 30 days after subject.left }\n"
      "  duty b { do Notify  to subject  within 1 year after withdrawal }\n"
      "  duty c { do Notify }\n}");
  auto const& model = model_of(result);
  auto const& a = *rule(model, "l.a").duty;
  CHECK(a.by.kind == DutyParty::Kind::declared);
  CHECK(a.by.text == "@acme");
  CHECK(model.schema.parties[a.by.party.value].name == "acme");
  CHECK(a.to.kind == DutyParty::Kind::path);
  CHECK(model.slots[a.to.path.value].path == "sender");
  CHECK(model.slots[a.event_slot.value].path == "subject.left");
  CHECK(a.delay == Duration{Duration::Unit::hours, 720});
  auto const& b = *rule(model, "l.b").duty;
  CHECK(b.to.kind == DutyParty::Kind::subject);
  CHECK(b.event == "withdrawal");
  CHECK_FALSE(b.event_slot.valid());
  CHECK_FALSE(rule(model, "l.c").duty->delay);
}

TEST_CASE(
    "consent: clauses by name, their terms and parties sorted; what consent reads has slots, and `covers` is a comparison") {
  auto const result = build_with(
      "consent c version \"1\" {\n"
      "  grant g { data {Sell, Share, Sell}  operation any  purpose {Use}  recipient {Broker, @bolt, @acme}  lasts 2 years }\n"
      "  refuse a { data any  operation any  purpose any  recipient any }\n}");
  auto const& model = model_of(result);
  REQUIRE(model.clauses.size() == 2);
  CHECK(model.clauses[0].full_name == "c.a");
  CHECK(model.clauses[0].refuses);
  CHECK(model.clauses[0].recipient.any);
  auto const& grant = model.clauses[1];
  CHECK(grant.data.terms.size() == 2);
  CHECK(grant.operation.any);
  CHECK(grant.recipient.parties == std::vector<PartyId>{PartyId{0}, PartyId{1}});
  CHECK(grant.recipient.terms.size() == 1);
  CHECK(grant.lasts == Duration{Duration::Unit::months, 24});
  CHECK(model.slots[model.recipient_kind.value].path == "recipient.kind");
  CHECK(model.slots[model.purpose.value].path == "purpose");
  REQUIRE(model.comparisons.size() == 1);
  CHECK(model.comparisons[0].text == "consent covers flow");
}

TEST_CASE("parties give values by path; a record has an entry of its own") {
  auto const result =
      build({{"a.izin",
              "taxonomy K { A B }\nrecord Place { city: Text }\nrecord Party { kind: K  place: Place  pals: set of Party }\n"
              "party p { place: { city: \"Oslo\" }  kind: B  pals: {@q, @p} }\nparty q {}\n"}});
  auto const& model = model_of(result);
  auto const& fields = model.schema.parties[0].fields;
  REQUIRE(fields.size() == 4);
  CHECK(fields[0].first == "kind");
  CHECK(fields[0].second.code == 1);
  CHECK(fields[1].first == "pals");
  CHECK(std::vector<std::uint32_t>(fields[1].second.elements.begin(), fields[1].second.elements.end()) ==
        std::vector<std::uint32_t>{0, 1});
  CHECK(fields[2].first == "place");
  CHECK(fields[2].second.given);
  CHECK(fields[3].first == "place.city");
  CHECK(fields[3].second.text == "Oslo");
}

TEST_CASE("rulings: intervals, questions, rules of all versions") {
  auto const result = build_with(
      "question q {}\nlaw l { forbid f {}  permit p {} }\n"
      "ruling b { answers q false  by \"W\" on 2025-01-01 until 2026-01-01T00:00:00Z }\n"
      "ruling a { upholds l.*  when q  by \"V\" on 2025-01-01 until 2026-01-01 }\n");
  auto const& model = model_of(result);
  REQUIRE(model.rulings.size() == 2);
  CHECK(model.rulings[0].name == "a");
  CHECK(model.rulings[0].effect == Ruling::Effect::upholds);
  CHECK(names(model, model.rulings[0].rules) == std::vector<std::string>{"l.f"});
  CHECK(model.rulings[1].effect == Ruling::Effect::answers_false);
  CHECK(model.rulings[1].covers.from == 1'735'689'600'000'000);
  CHECK(model.rulings[1].until == "2026-01-01T00:00:00Z");
  CHECK(model.questions[0].rulings == std::vector<RulingId>{RulingId{1}});
}

}  // namespace
}  // namespace izin::test
