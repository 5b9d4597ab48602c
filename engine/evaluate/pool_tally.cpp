#include "engine/evaluate/pool_tally.hpp"

#include <algorithm>

#include "engine/evaluate/consent_cells.hpp"
#include "engine/evaluate/waits.hpp"

namespace izin {
namespace {

std::size_t place(Verdict verdict) { return static_cast<std::size_t>(verdict); }

}  // namespace

PoolTally::PoolTally(Program const& program)
    : program_(program),
      by_rule_(program.model->rules.size()),
      grounds_(program.model->rules.size()),
      grants_(program.model->clauses.size()) {}

void PoolTally::add(OnePerson const& person, std::uint32_t position, std::vector<std::string> const& own_names) {
  ++counts_.proposed;
  switch (person.verdict()) {
    case Verdict::permit:
      ++counts_.permit;
      permitted_.push_back(position);
      add_permitted(person, own_names);
      return;
    case Verdict::review:
      ++counts_.review;
      break;
    case Verdict::incomplete:
      ++counts_.incomplete;
      incomplete_.push_back(position);
      break;
    default:
      ++counts_.deny;
  }
  count_rules(person);
}

/// Each rule once a subject, also where two versions of its text speak.
void PoolTally::count_rules(OnePerson const& person) {
  Model const& model = *program_.model;
  Valuation const& valuation = person.valuation();
  Verdict const verdict = person.verdict();
  std::string const* last = nullptr;
  auto const count = [&](RuleId id) {
    std::string const& name = model.rules[id.value].full_name;
    if (last == nullptr || *last != name) ++by_rule_[id.value][place(verdict)];
    last = &name;
  };
  if (verdict == Verdict::incomplete) {
    for (RuleId const id : waiting_rules(program_, program_.subject_rules, valuation)) count(id);
    return;
  }
  for (RuleId const id : program_.subject_rules) {
    RuleNodes const& n = program_.rules[id.value];
    NodeId const node = verdict == Verdict::deny ? n.firm : n.contested;
    if (node.valid() && valuation.nodes[node.value] == Truth::yes) count(id);
  }
  if (verdict == Verdict::deny && last == nullptr) ++no_ground_;
}

void PoolTally::add_permitted(OnePerson const& person, std::vector<std::string> const& own_names) {
  Valuation const& valuation = person.valuation();
  for (RuleId const id : program_.subject_rules)
    if (allows(program_.model->rules[id.value].kind) && valuation.nodes[program_.rules[id.value].live.value] == Truth::yes)
      ++grounds_[id.value];
  if (valuation.nodes[program_.covers.value] == Truth::yes)
    for (ClauseId const clause : covering_grants(person.reading())) ++grants_[clause.value];
  for (DutyEntry& duty : duties_of(person.reading(), program_.subject_rules, valuation, own_names)) {
    duty.subjects = 1;
    add_duty(std::move(duty));
  }
}

/// Of several due instants the earliest stands for all; it is live where it is live for somebody.
void PoolTally::add_duty(DutyEntry duty) {
  auto const [at, added] = duties_.try_emplace(duty.rule.value, duty);
  if (added) return;
  DutyEntry& known = at->second;
  known.live_unknown = known.live_unknown && duty.live_unknown;
  *known.subjects += *duty.subjects;
  if (!duty.due || (known.due && known.due_at <= duty.due_at)) return;
  known.due = duty.due;
  known.due_at = duty.due_at;
  known.within.reset();
  known.after.clear();
}

void PoolTally::add_missing(OnePerson const& person) {
  Part const part = person.part();
  Missing found = missing_facts({&part, nullptr, {}});
  exact_ = exact_ && found.exact;
  for (MissingEntry& entry : found.entries) {
    auto const [at, added] = missing_.try_emplace(entry.path, entry);
    if (added) continue;
    std::vector<MissingEntry> both{std::move(at->second), std::move(entry)};
    join_missing(both);
    at->second = std::move(both.front());
  }
}

void PoolTally::add_all(PoolTally&& other) {
  counts_.proposed += other.counts_.proposed;
  counts_.permit += other.counts_.permit;
  counts_.deny += other.counts_.deny;
  counts_.review += other.counts_.review;
  counts_.incomplete += other.counts_.incomplete;
  no_ground_ += other.no_ground_;
  for (std::size_t i = 0; i < by_rule_.size(); ++i) {
    for (std::size_t v = 0; v < by_rule_[i].size(); ++v) by_rule_[i][v] += other.by_rule_[i][v];
    grounds_[i] += other.grounds_[i];
  }
  for (std::size_t i = 0; i < grants_.size(); ++i) grants_[i] += other.grants_[i];
  for (auto& [rule, duty] : other.duties_) add_duty(std::move(duty));
  permitted_.insert(permitted_.end(), other.permitted_.begin(), other.permitted_.end());
  incomplete_.insert(incomplete_.end(), other.incomplete_.begin(), other.incomplete_.end());
  exact_ = exact_ && other.exact_;
  for (auto& [path, entry] : other.missing_) {
    std::vector<MissingEntry> both{std::move(entry)};
    if (auto const at = missing_.find(path); at != missing_.end()) both.push_back(std::move(at->second));
    join_missing(both);
    missing_[path] = std::move(both.front());
  }
}

std::vector<MissingEntry> PoolTally::missing() const {
  std::vector<MissingEntry> entries;
  for (auto const& [path, entry] : missing_) entries.push_back(entry);
  return entries;
}

void PoolTally::write_counts(Decision& decision) {
  decision.pool = counts_;
  std::ranges::sort(permitted_);
  decision.permitted = permitted_;
  std::map<std::pair<std::string, Verdict>, std::uint64_t> reasons;
  for (std::size_t i = 0; i < by_rule_.size(); ++i)
    for (Verdict const verdict : {Verdict::deny, Verdict::review, Verdict::incomplete})
      if (by_rule_[i][place(verdict)] > 0) reasons[{program_.model->rules[i].full_name, verdict}] += by_rule_[i][place(verdict)];
  if (no_ground_ > 0) reasons[{"izin.no_ground", Verdict::deny}] = no_ground_;
  for (auto const& [key, subjects] : reasons) decision.reasons.push_back({key.first, key.second, subjects});
}

void PoolTally::write_grounds(Decision& decision) const {
  for (std::uint32_t i = 0; i < grounds_.size(); ++i)
    if (grounds_[i] > 0) decision.grounds.push_back({RuleId{i}, {}, {}, grounds_[i]});
  for (std::uint32_t i = 0; i < grants_.size(); ++i)
    if (grants_[i] > 0) decision.grounds.push_back({{}, ClauseId{i}, {}, grants_[i]});
}

void PoolTally::write_duties(Decision& decision) const {
  for (auto const& [rule, duty] : duties_) decision.duties.push_back(duty);
}

}  // namespace izin
