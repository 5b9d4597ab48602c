#include "tools/izin/test_coverage.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace izin::tool {
namespace {

std::size_t of(std::array<std::size_t, 3> const& truths, Truth truth) { return truths[static_cast<std::size_t>(truth)]; }

/// The truth that a clause must have for its rule to speak.
Truth wanted(std::string const& keyword) { return keyword == "unless" || keyword == "that" ? Truth::no : Truth::yes; }

/// A condition as its author wrote it, on one line.
std::string one_line(std::string_view text) {
  std::string line;
  for (char const c : text) {
    bool const blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) line += c;
    if (blank && !line.empty() && line.back() != ' ') line += ' ';
  }
  return line;
}

}  // namespace

std::string_view part_text(Part part) {
  switch (part) {
    case Part::speaks:
      return "speaks";
    case Part::silent:
      return "silent";
    case Part::unknown:
      return "unknown";
    case Part::defeated:
      return "defeated";
  }
  return {};
}

Coverage::Coverage(Program const& program) : program_(&program), rules_(program.model->rules.size()) {}

Part Coverage::part_of(RuleTrace const& trace, Valuation const& valuation) const {
  if (trace.state == "firm" || trace.state == "contested" || trace.state == "live") return Part::speaks;
  if (trace.state == "defeated") return Part::defeated;
  if (trace.state == "waits") return Part::unknown;
  RuleNodes const& nodes = program_->rules[trace.rule.value];
  auto const is_true = [&](NodeId node) { return node.valid() && valuation.nodes[node.value] == Truth::yes; };
  bool const overridden = is_true(nodes.on) && is_true(nodes.overridden) && trace.governs == Truth::yes;
  return overridden ? Part::defeated : Part::silent;
}

void Coverage::add(std::vector<RuleTrace> const& traces, Valuation const& subject, Valuation const* pool) {
  for (RuleTrace const& trace : traces) {
    Tried& tried = rules_[trace.rule.value];
    bool const of_pool = program_->model->rules[trace.rule.value].of_pool && pool != nullptr;
    ++tried.parts[static_cast<std::size_t>(part_of(trace, of_pool ? *pool : subject))];
    tried.clauses.resize(trace.clauses.size());
    for (std::size_t i = 0; i < trace.clauses.size(); ++i) {
      tried.clauses[i].keyword = trace.clauses[i].keyword;
      ++tried.clauses[i].truths[static_cast<std::size_t>(trace.clauses[i].condition.value)];
    }
  }
}

void Coverage::add(Coverage const& other) {
  for (std::size_t r = 0; r < rules_.size(); ++r) {
    Tried const& from = other.rules_[r];
    Tried& to = rules_[r];
    for (std::size_t p = 0; p < part_count; ++p) to.parts[p] += from.parts[p];
    to.clauses.resize(std::max(to.clauses.size(), from.clauses.size()));
    for (std::size_t c = 0; c < from.clauses.size(); ++c) {
      to.clauses[c].keyword = from.clauses[c].keyword;
      for (std::size_t t = 0; t < 3; ++t) to.clauses[c].truths[t] += from.clauses[c].truths[t];
    }
  }
}

std::string Coverage::written(RuleId id, std::size_t clause) const {
  Model const& model = *program_->model;
  Rule const& rule = model.rules[id.value];
  Instrument const& instrument = model.instruments[rule.instrument.value];
  std::vector<Condition const*> conditions;
  if (instrument.governs) conditions.push_back(&*instrument.governs);
  if (instrument.claims) conditions.push_back(&*instrument.claims);
  for (auto const* list : {&rule.whens, &rule.unlesses, &rule.thats})
    for (Condition const& condition : *list) conditions.push_back(&condition);
  return fmt::format("`{} {}`", rules_[id.value].clauses[clause].keyword, one_line(model.sources.text(conditions[clause]->span)));
}

std::string Coverage::why_not_spoken(RuleId id, Tried const& tried) const {
  // Of `governs` and `claims` one suffices, and of several `that` one that fails: such a group is to blame when none of it did.
  auto const group = [](std::string const& keyword) { return keyword == "claims when" ? std::string("governs when") : keyword; };
  auto const once = [&](Clause const& clause) { return of(clause.truths, wanted(clause.keyword)) != 0; };
  for (std::size_t i = 0; i < tried.clauses.size(); ++i) {
    std::string const& keyword = tried.clauses[i].keyword;
    bool const shared = keyword == "that" || group(keyword) == "governs when";
    bool const held = shared ? std::ranges::any_of(tried.clauses,
                                                   [&](Clause const& c) { return group(c.keyword) == group(keyword) && once(c); })
                             : once(tried.clauses[i]);
    if (!held) return fmt::format("{} was never {}", written(id, i), wanted(keyword) == Truth::yes ? "true" : "false");
  }
  if (tried.parts[static_cast<std::size_t>(Part::defeated)] != 0) return "it was defeated whenever it applied";
  bool const by_default = program_->model->rules[id.value].kind == RuleKind::by_default;
  return by_default ? "some permit or right of its instrument applied in every test" : "its conditions never held together";
}

std::string Coverage::why_not_silent(RuleId id, Tried const& tried) const {
  if (program_->model->rules[id.value].kind == RuleKind::by_default)
    return "no permit and no right of its instrument applied in any test";
  if (tried.clauses.empty()) return "it has no condition";
  for (std::size_t i = 0; i < tried.clauses.size(); ++i)
    if (of(tried.clauses[i].truths, Truth::no) + of(tried.clauses[i].truths, Truth::unknown) == 0 &&
        wanted(tried.clauses[i].keyword) == Truth::yes)
      return fmt::format("{} was true in every test", written(id, i));
  return "its conditions held, or were unknown, in every test";
}

std::string Coverage::why_not_defeated(RuleId id) const {
  Model const& model = *program_->model;
  std::string names;
  auto const add = [&](std::string const& name) { names += (names.empty() ? "" : ", ") + name; };
  for (RuleId const rule : program_->overridden_by[id.value]) add(model.rules[rule.value].full_name);
  for (RulingId const ruling : program_->ruled_by[id.value])
    if (model.rulings[ruling.value].effect == Ruling::Effect::dismisses) add(model.rulings[ruling.value].name);
  return names.empty() ? "nothing overrides or dismisses it" : fmt::format("in no test did one of {} defeat it", names);
}

std::string Coverage::why_not(RuleId id, Part part) const {
  Tried const& tried = rules_[id.value];
  std::size_t in_force = 0;
  for (std::size_t const count : tried.parts) in_force += count;
  if (in_force == 0) return "it was in force in no test";
  switch (part) {
    case Part::speaks:
      return why_not_spoken(id, tried);
    case Part::silent:
      return why_not_silent(id, tried);
    case Part::unknown: {
      bool const some =
          std::ranges::any_of(tried.clauses, [](Clause const& clause) { return of(clause.truths, Truth::unknown) != 0; });
      if (tried.clauses.empty() && program_->model->rules[id.value].kind != RuleKind::by_default) return "it has no condition";
      return some ? "what was unknown of it never mattered" : "every test gives all that it reads";
    }
    case Part::defeated:
      return why_not_defeated(id);
  }
  return {};
}

}  // namespace izin::tool
