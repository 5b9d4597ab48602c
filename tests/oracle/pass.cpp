#include "tests/oracle/pass.hpp"

#include <algorithm>

namespace izin::oracle {
namespace {

bool has(std::vector<Truth> const& truths, Truth wanted) { return std::ranges::find(truths, wanted) != truths.end(); }
bool only(std::vector<Truth> const& truths, Truth wanted) {
  return std::ranges::all_of(truths, [&](Truth truth) { return truth == wanted; });
}

Entry entry(Rule const& rule) { return {rule.full_name, rule.in->version, false, {}, {}}; }

}  // namespace

std::string verdict_of(Findings const& findings) {
  if (has(findings.firm, Truth::yes)) return "deny";
  if (findings.ground == Truth::no && only(findings.contested, Truth::no)) return "deny";
  if (has(findings.firm, Truth::unknown)) return "incomplete";
  if (has(findings.contested, Truth::yes)) return "review";
  if (has(findings.contested, Truth::unknown)) return "incomplete";
  if (findings.ground == Truth::unknown) return "incomplete";
  return "permit";
}

Answer speak(Scene const& scene, Speakers const& speakers) {
  Meaning meaning(scene);
  Answer answer;
  Findings findings;
  findings.ground = speakers.need_ground ? meaning.ground()->value : Truth::yes;
  for (auto const* rule : speakers.rules) {
    bool waits = false;
    if (prohibits(*rule)) {
      auto const firm = meaning.firm(*rule)->value, contested = meaning.contested(*rule)->value;
      findings.firm.push_back(firm);
      findings.contested.push_back(contested);
      waits = firm == Truth::unknown || contested == Truth::unknown;
      if (firm == Truth::yes) answer.by.push_back(entry(*rule));
      if (contested == Truth::yes) {
        answer.contested.push_back(entry(*rule));
        auto& because = answer.contested.back().because;
        if (meaning.scope(*rule->in)->value == Truth::no) because.insert("claimed");
        for (auto const* right : meaning.contesters(*rule)) because.insert(right->full_name);
      }
      if (meaning.defeated(*rule)->value == Truth::yes) {
        answer.defeated.push_back(entry(*rule));
        for (auto const* other : meaning.overriders(*rule)) answer.defeated.back().because.insert(other->full_name);
        for (auto const& name : meaning.dismissers(*rule)) answer.defeated.back().because.insert(name);
      }
    } else {
      auto const live = meaning.live(*rule)->value;
      waits = allows(*rule) && live == Truth::unknown;
      if (allows(*rule) && live == Truth::yes) answer.grounds.push_back(entry(*rule));
      if (rule->modality == Modality::duty && live != Truth::no) {
        answer.duties.push_back(duty_of(scene, *rule));
        answer.duties.back().unknown = live == Truth::unknown;
      }
    }
    if (waits) answer.waiting.insert(rule->full_name);
  }
  if (speakers.need_ground && meaning.covers_consent()->value == Truth::yes) {
    for (auto const* grant : grants_used(scene)) answer.grounds.push_back({grant->full_name, grant->form->version, true, {}, {}});
  }
  std::ranges::sort(answer.grounds, {}, [](Entry const& entry) { return std::pair(entry.name, entry.version); });
  answer.verdict = verdict_of(findings);
  if (answer.verdict == "deny" && answer.by.empty()) answer.by.push_back({"izin.no_ground", "", false, {}, {}});
  if (answer.verdict == "incomplete") list_missing(meaning, speakers, answer);
  list_rulings(meaning, speakers, answer);
  return answer;
}

Duty duty_of(Scene const& scene, Rule const& rule) {
  Duty duty;
  duty.name = rule.full_name;
  duty.version = rule.in->version;
  duty.act = rule.act->action.name.text;
  auto const who = [&](std::variant<ast::Party, ast::Path> const& what) {
    if (auto const* party = std::get_if<ast::Party>(&what)) return "@" + party->name.text;
    auto const& path = std::get<ast::Path>(what);
    if (path.segments.size() == 1 && path.segments.front().text == "subject") return std::string("subject");
    auto const* found = find(scene.flow, path);
    return found != nullptr && found->name ? *found->name : text_of(path);
  };
  if (rule.by != nullptr) duty.by = who(rule.by->who);
  if (rule.to != nullptr) duty.to = who(rule.to->who);
  if (rule.within != nullptr) {
    auto const delay = std::get<Duration>(rule.within->delay->value);
    if (auto const* event = find(scene.flow, rule.within->event)) {
      auto const due = shift(event->amount, delay, Sign::plus);
      duty.due = to_text(Instant{static_cast<std::int64_t>(due)});
    } else {
      duty.within = to_text(delay);
      duty.after = text_of(rule.within->event);
    }
  }
  return duty;
}

void mark_first(std::vector<Duty>& duties) {
  std::map<std::vector<std::string>, Duty*> earliest;
  for (auto& duty : duties) {
    duty.first = false;
    if (!duty.due) continue;
    auto& first = earliest[{duty.act, duty.by, duty.to}];
    if (first == nullptr || read_moment(*duty.due) < read_moment(*first->due)) first = &duty;
  }
  for (auto const& [key, duty] : earliest) duty->first = true;
}

void list_rulings(Meaning& meaning, Speakers const& speakers, Answer& answer) {
  auto const& bundle = meaning.scene().bundle;
  auto const settles = [&](std::vector<ast::RuleRef const*> const& refs, auto const& counts) {
    std::set<std::string> of;
    for (auto const* ref : refs) {
      for (auto const* rule : bundle.named_prohibitions(*ref, nullptr)) {
        if (std::ranges::find(speakers.rules, rule) != speakers.rules.end() && counts(*rule)) of.insert(rule->full_name);
      }
    }
    return of;
  };
  auto const reads = [&](Rule const& rule, std::string const& question) {
    std::set<std::string> read;
    std::vector<Rule const*> of{&rule};
    if (rule.modality == Modality::by_default) {
      of = rule.in->rules;
      std::erase_if(of, [](Rule const* other) { return !allows(*other); });
    }
    for (auto const* one : of) {
      for (auto const* conditions : {&one->when, &one->unless, &one->that}) {
        for (auto const* condition : *conditions) questions_read(bundle, *condition, read);
      }
    }
    return read.contains(question);
  };
  auto const speaks = [&](Rule const& rule) {
    return (prohibits(rule) ? meaning.breached(rule) : meaning.live(rule))->value == Truth::yes;
  };
  for (auto const& ruling : bundle.rulings) {
    if (meaning.covers(ruling)->value != Truth::yes) continue;
    std::string effect = "dismisses";
    std::set<std::string> of;
    if (!ruling.question.empty()) {
      effect = ruling.answer ? "answers true" : "answers false";
      if (std::ranges::any_of(speakers.rules, [&](auto* rule) { return speaks(*rule) && reads(*rule, ruling.question); })) {
        of.insert(ruling.question);
      }
    } else if (!ruling.upholds.empty()) {
      effect = "upholds";
      of = settles(ruling.upholds, [&](Rule const& rule) {
        return meaning.breached(rule)->value == Truth::yes && meaning.doubt(rule)->value == Truth::yes;
      });
    } else {
      of = settles(ruling.dismisses, [&](Rule const& rule) { return meaning.disputed(rule)->value == Truth::yes; });
    }
    if (!of.empty()) answer.rulings[ruling.name] = {effect, of};
  }
}

}  // namespace izin::oracle
