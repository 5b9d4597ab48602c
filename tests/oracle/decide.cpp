#include "tests/oracle/decide.hpp"

#include <algorithm>

#include "tests/oracle/pass.hpp"
#include "tests/oracle/people.hpp"

namespace izin::oracle {
namespace {

using nlohmann::json;

/// The rules that speak for each subject, and those that speak for the pool: pool rules, with the permits and rights that
/// override or contest them.
struct Parts {
  Speakers subject, pool;
};

Parts parts_of(Bundle const& bundle) {
  Parts parts;
  parts.pool.need_ground = false;
  std::vector<Rule const*> of_pool;
  for (auto const* rule : bundle.rules) (bundle.is_pool_rule(*rule) ? of_pool : parts.subject.rules).push_back(rule);
  auto const names = [&](std::vector<Rule const*> const& named) {
    return std::ranges::any_of(named, [&](auto const* rule) { return std::ranges::find(of_pool, rule) != of_pool.end(); });
  };
  for (auto const* rule : bundle.rules) {
    bool judged = bundle.is_pool_rule(*rule);
    for (auto const* ref : rule->overrides) judged = judged || names(bundle.named(*ref, rule));
    for (auto const* ref : rule->contests) judged = judged || names(bundle.named_prohibitions(*ref, rule));
    if (judged) parts.pool.rules.push_back(rule);
  }
  return parts;
}

/// The flow with a person (null: with nobody known).
Scene scene_of(Bundle const& bundle, Inputs const& inputs, json const* person) {
  auto flow = inputs.flow;
  flow.erase("subject");
  flow.erase("subjects");
  if (person != nullptr) flow["subject"] = *person;
  Scene scene{bundle, read_fields(bundle, bundle.flow, flow), inputs.registry, {}, {}};
  if (scene.registry && scene.knows_subject()) {
    auto const known_at = inputs.known_at.empty() ? std::nullopt : std::optional(read_moment(inputs.known_at));
    scene.active = active_clauses(bundle, inputs.facts, (*person)["id"], scene.at(), known_at);
  }
  return scene;
}

/// A person as the input names them: an object stands alone, an id is looked up (and may be named by consent lines only).
json person_of(Inputs const& inputs, json const& named) {
  if (named.is_object()) return named;
  auto const* line = subject_line(inputs.facts, named.get<std::string>());
  return line != nullptr ? *line : json{{"id", named}};
}

std::vector<json> people_of(Inputs const& inputs) {
  std::vector<json> result;
  auto const from_lines = [&](std::vector<json> const& lines) {
    for (auto const& line : lines) {
      if (line.contains("subject")) result.push_back(line["subject"]);
    }
  };
  if (inputs.flow.contains("subject")) return {person_of(inputs, inputs.flow["subject"])};
  auto const& subjects = inputs.flow["subjects"];
  if (subjects.is_array()) {
    for (auto const& named : subjects) result.push_back(person_of(inputs, named));
  } else if (subjects.contains("file")) {
    from_lines(inputs.files.at(subjects["file"]));
  } else {
    from_lines(inputs.facts);
  }
  return result;
}

std::size_t count(std::vector<Answer> const& subjects, std::string const& verdict) {
  return static_cast<std::size_t>(std::ranges::count(subjects, verdict, &Answer::verdict));
}

std::vector<Answer> judge_each(Bundle const& bundle, Inputs const& inputs, Parts const& parts) {
  std::vector<Answer> result;
  for (auto const& person : people_of(inputs)) result.push_back(speak(scene_of(bundle, inputs, &person), parts.subject));
  return result;
}

/// What pool rules say once the subjects are judged.
Answer speak_for_pool(Bundle const& bundle, Inputs const& inputs, Parts const& parts, std::vector<Answer> const& subjects) {
  auto scene = scene_of(bundle, inputs, nullptr);
  scene.pool = Pool{static_cast<std::int64_t>(subjects.size()),
                    static_cast<std::int64_t>(count(subjects, "permit")),
                    static_cast<std::int64_t>(count(subjects, "review") + count(subjects, "incomplete")),
                    {}};
  for (auto const& subject : subjects) {
    for (auto const& [path, rules] : subject.missing) scene.pool->waits.insert(path);
  }
  return speak(scene, parts.pool);
}

/// The table of section 8. `rules` is what the pool rules say by themselves: deny where one is firm, and so on.
std::string pool_verdict(std::vector<Answer> const& subjects, std::string const& rules) {
  if (rules == "deny") return "deny";
  if (count(subjects, "permit") == 0) {
    for (std::string const verdict : {"review", "incomplete", "deny"}) {
      if (count(subjects, verdict) > 0) return verdict;
    }
  }
  if (rules != "permit") return rules;
  return count(subjects, "permit") == subjects.size() ? "permit" : "partial";
}

void sort(std::vector<Entry>& entries) {
  std::ranges::sort(entries, {}, [](Entry const& entry) { return std::pair(entry.name, entry.version); });
}

std::set<std::string> names(std::vector<Entry> const& entries) {
  std::set<std::string> result;
  for (auto const& entry : entries) result.insert(entry.name);
  return result;
}

/// Grounds and duties that are live for permitted subjects, each once, with how many.
void add_of_permitted(std::vector<Answer> const& subjects, Answer& pool) {
  std::map<std::pair<std::string, std::string>, Entry> grounds;
  for (auto const& own : pool.grounds) grounds[{own.name, own.version}] = own;
  pool.grounds.clear();
  std::map<std::pair<std::string, std::string>, Duty> duties;
  for (auto const& subject : subjects) {
    if (subject.verdict != "permit") continue;
    for (auto const& ground : subject.grounds) {
      auto& entry = grounds.try_emplace({ground.name, ground.version}, ground).first->second;
      entry.subjects = entry.subjects.value_or(0) + 1;
    }
    for (auto const& duty : subject.duties) {
      auto& entry = duties.try_emplace({duty.name, duty.version}, duty).first->second;
      entry.subjects = entry.subjects.value_or(0) + 1;
      entry.unknown = entry.unknown && duty.unknown;
      if (duty.due && (!entry.due || read_moment(*duty.due) < read_moment(*entry.due))) {  // once: as it is first due
        entry.due = duty.due;
        entry.within.clear();
        entry.after.clear();
      }
    }
  }
  for (auto& [key, entry] : grounds) pool.grounds.push_back(entry);
  for (auto& [key, duty] : duties) pool.duties.push_back(duty);
}

void add_missing(Answer const& from, Answer& to) {
  for (auto const& [path, rules] : from.missing) to.missing[path].insert(rules.begin(), rules.end());
  to.exact = to.exact && from.exact;
}

/// Lists that only some verdicts have.
void keep_what_the_verdict_has(Answer& answer) {
  bool const may_go = answer.verdict == "permit" || answer.verdict == "partial";
  if (!may_go) answer.duties.clear();
  if (answer.verdict != "incomplete") {
    answer.missing.clear();
    answer.waiting.clear();
    answer.exact = true;
  }
  std::ranges::sort(answer.duties, {}, [](Duty const& duty) { return std::pair(duty.name, duty.version); });
  mark_first(answer.duties);
}

/// A pool of one: the lists hold both kinds of rules.
Answer one(Answer subject, Answer const& pool) {
  auto result = std::move(subject);
  bool const is_firm = std::ranges::any_of(pool.by, [](Entry const& entry) { return entry.name != "izin.no_ground"; });
  if (is_firm) std::erase_if(result.by, [](Entry const& entry) { return entry.name == "izin.no_ground"; });
  result.verdict = pool_verdict({result}, pool.verdict);
  auto const append = [](std::vector<Entry>& to, std::vector<Entry> const& from) {
    to.insert(to.end(), from.begin(), from.end());
    sort(to);
  };
  append(result.by, pool.by);
  append(result.contested, pool.contested);
  append(result.defeated, pool.defeated);
  for (auto const& own : pool.grounds) {
    bool const known = std::ranges::any_of(result.grounds, [&](Entry const& entry) {
      return std::pair(entry.name, entry.version) == std::pair(own.name, own.version);
    });
    if (!known) append(result.grounds, {own});
  }
  result.duties.insert(result.duties.end(), pool.duties.begin(), pool.duties.end());
  result.waiting.insert(pool.waiting.begin(), pool.waiting.end());
  add_missing(pool, result);
  for (auto const& [name, what] : pool.rulings) {
    auto& entry = result.rulings.try_emplace(name, what).first->second;
    entry.second.insert(what.second.begin(), what.second.end());
  }
  return result;
}

Answer many(std::vector<Answer> const& subjects, std::vector<json> const& people, Answer pool) {
  auto result = std::move(pool);
  result.verdict = pool_verdict(subjects, result.verdict);
  result.pool = Counts{{}, subjects.size()};
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    auto const& subject = subjects[i];
    ++result.pool->by_verdict[subject.verdict];
    std::set<std::string> deciding;
    if (subject.verdict == "incomplete") deciding = subject.waiting;
    if (subject.verdict == "deny") deciding = names(subject.by);
    if (subject.verdict == "review") deciding = names(subject.contested);
    if (subject.verdict == "permit") {
      result.permitted.push_back(people[i].contains("id") ? people[i]["id"].get<std::string>() : "-");
      continue;
    }
    for (auto const& rule : deciding) ++result.reasons[{rule, subject.verdict}];
  }
  if (result.permitted.empty()) {
    for (auto const& subject : subjects) add_missing(subject, result);
  }
  add_of_permitted(subjects, result);
  sort(result.grounds);
  return result;
}

}  // namespace

std::vector<Answer> decide_each(Bundle const& bundle, Inputs const& inputs) {
  auto result = judge_each(bundle, inputs, parts_of(bundle));
  for (auto& subject : result) keep_what_the_verdict_has(subject);
  return result;
}

Answer decide(Bundle const& bundle, Inputs const& inputs) {
  auto const parts = parts_of(bundle);
  Answer result;
  if (!inputs.flow.contains("subject") && !inputs.flow.contains("subjects")) {
    result = speak(scene_of(bundle, inputs, nullptr), {bundle.rules, true});  // all rules speak together
  } else {
    auto const subjects = judge_each(bundle, inputs, parts);
    auto const pool = speak_for_pool(bundle, inputs, parts, subjects);
    result = inputs.flow.contains("subject") ? one(subjects.front(), pool) : many(subjects, people_of(inputs), pool);
  }
  keep_what_the_verdict_has(result);
  return result;
}

}  // namespace izin::oracle
