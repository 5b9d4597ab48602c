// The exhaustive part of P13: all bundles of up to 3 rules, each of any modality in an instrument that governs or only claims,
// with a condition of at most two of 4 comparisons or their negations joined by `and` or `or`, and at most one override or
// contest; each for every truth value of the comparisons. Bundles that differ only in the order of rules or in which comparison
// is which are one.
//   exhaustive [--rules 0..3] [--every K] [--from I] [--threads N]
// `--every K` takes one bundle in K, spread evenly; with `--from I --threads 1` the I-th of every K, so that K runs take all.
// Prints the counts; on a difference the bundle and both answers, and exits with 1.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "engine/evaluate/evaluate.hpp"
#include "grammar/diagnostic/render.hpp"
#include "rules/check/build.hpp"
#include "tests/differential/worlds.hpp"

namespace izin::differential {
namespace {

char const* const modalities[] = {"forbid", "require", "permit", "right", "duty"};
std::vector<std::string> const names{"a", "b", "c", "d"};

struct Literal {
  std::size_t name = 0;
  bool negated = false;
};
struct SmallCondition {
  std::vector<Literal> literals;  ///< none: always
  bool all = false;               ///< joined by `and`
};
/// A modality and a scope, as one number: even governs, odd only claims.
using Shape = std::size_t;
constexpr std::size_t shapes = 10;

struct SmallRule {
  Shape shape = 0;
  std::size_t condition = 0;
  [[nodiscard]] bool grounds() const { return shape / 2 == 2 || shape / 2 == 3; }
  [[nodiscard]] bool is_right() const { return shape / 2 == 3; }
  [[nodiscard]] bool prohibits() const { return shape / 2 < 2; }
};
struct Relation {
  char const* word = "";  ///< `overrides`, `contests`; empty: none
  std::size_t from = 0, to = 0;
};

std::vector<SmallCondition> all_conditions() {
  std::vector<SmallCondition> result{{}};
  for (std::size_t x = 0; x < names.size(); ++x) {
    for (bool const negated : {false, true}) result.push_back({{{x, negated}}, false});
    for (auto y = x + 1; y < names.size(); ++y) {
      for (int choice = 0; choice < 8; ++choice) {
        result.push_back({{{x, (choice & 1) != 0}, {y, (choice & 2) != 0}}, (choice & 4) != 0});
      }
    }
  }
  return result;
}
std::vector<SmallCondition> const conditions = all_conditions();

std::string text(SmallCondition const& condition) {
  if (condition.literals.empty()) return "true";
  std::string result;
  for (auto const& literal : condition.literals) {
    if (!result.empty()) result += condition.all ? " and " : " or ";
    result += (literal.negated ? "not " : "") + names[literal.name];
  }
  return result;
}

std::string full_name(std::vector<SmallRule> const& rules, std::size_t i) {
  return (rules[i].shape % 2 == 0 ? "g.r" : "k.r") + std::to_string(i);
}

std::string text(std::vector<SmallRule> const& rules, Relation const& relation) {
  std::string result = "taxonomy Action { Notify }\nflow { a: Bool b: Bool c: Bool d: Bool }\n";
  for (Shape const scope : {0u, 1u}) {
    result += scope == 0 ? "law g {\n" : "law k {\n  governs when false\n  claims when true\n";
    for (std::size_t i = 0; i < rules.size(); ++i) {
      auto const& rule = rules[i];
      if (rule.shape % 2 != scope) continue;
      std::string const modality = modalities[rule.shape / 2];
      result += "  " + modality + " r" + std::to_string(i) + " { ";
      result += (modality == "require" ? "that " : "when ") + text(conditions[rule.condition]);
      if (modality == "duty") result += " do Notify";
      if (*relation.word != '\0' && relation.from == i) {
        result += std::string(" ") + relation.word + " " + full_name(rules, relation.to);
      }
      result += " }\n";
    }
    result += "}\n";
  }
  return result;
}

/// Whether the comparisons first appear in their order: of bundles that only name them differently, one is taken.
bool first_of_its_kind(std::vector<SmallRule> const& rules) {
  std::size_t seen = 0;
  for (auto const& rule : rules) {
    for (auto const& literal : conditions[rule.condition].literals) {
      if (literal.name > seen) return false;
      seen = std::max(seen, literal.name + 1);
    }
  }
  return true;
}

WorldAnswer answer_of(Decision const& decision, Model const& model) {
  WorldAnswer answer;
  answer.verdict = verdict_text(decision.verdict);
  answer.exact = decision.exact;
  auto const keep = [](std::vector<RuleEntry> const& entries, std::vector<std::size_t>& out) {
    for (auto const& entry : entries) {
      if (entry.rule.valid()) out.push_back(entry.rule.value);
    }
  };
  keep(decision.by, answer.by);
  keep(decision.contested, answer.contested);
  keep(decision.defeated, answer.defeated);
  keep(decision.grounds, answer.grounds);
  for (auto const& duty : decision.duties) (duty.live_unknown ? answer.unknown_duties : answer.duties).push_back(duty.rule.value);
  auto const place = [&](std::string const& name) {
    std::size_t i = 0;
    while (model.rules[i].full_name != name) ++i;
    return i;
  };
  for (auto const& rule : decision.waiting) answer.waiting.push_back(place(rule));
  for (auto const& fact : decision.missing) {
    auto& rules = answer.missing[fact.path];
    for (auto const& rule : fact.rules) rules.push_back(place(rule));
  }
  return answer;
}

std::string shown(WorldAnswer const& answer, Model const& model) {
  std::string result = answer.verdict + (answer.exact ? "" : " inexact");
  auto const list = [&](char const* word, std::vector<std::size_t> const& rules) {
    if (!rules.empty()) result += std::string("; ") + word;
    for (auto const rule : rules) result += " " + model.rules[rule].full_name;
  };
  list("by", answer.by), list("contested", answer.contested), list("defeated", answer.defeated), list("grounds", answer.grounds);
  list("duties", answer.duties), list("unknown duties", answer.unknown_duties), list("waiting", answer.waiting);
  for (auto const& [name, rules] : answer.missing) list(("missing " + name + " for").c_str(), rules);
  return result + "\n";
}

class Run {
 public:
  Run(std::size_t rules, std::uint64_t every, std::uint64_t from, unsigned threads)
      : size_(rules), every_(every), from_(from), threads_(threads) {}

  int go() {
    auto const start = std::chrono::steady_clock::now();
    make_units({}, 0);
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < threads_; ++t) threads.emplace_back([this] { work(); });
    for (auto& thread : threads) thread.join();
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%zu bundles of %zu rules, %zu tried with %zu flows, %.1f s: %zu differences\n", bundles_.load(), size_,
                tried_.load(), flows_.load(), seconds, found_.load());
    return found_ == 0 ? 0 : 1;
  }

 private:
  void make_units(std::vector<Shape> const& chosen, Shape from) {
    if (chosen.size() == size_) return units_.push_back(chosen);
    for (auto shape = from; shape < shapes; ++shape) {
      auto next = chosen;
      next.push_back(shape);
      make_units(next, shape);
    }
  }

  void work() {
    for (;;) {
      auto const unit = next_.fetch_add(1);
      if (unit >= units_.size()) return;
      std::vector<SmallRule> rules;
      for (auto const shape : units_[unit]) rules.push_back({shape, 0});
      choose_conditions(rules, 0);
    }
  }

  void choose_conditions(std::vector<SmallRule>& rules, std::size_t i) {
    if (i == rules.size()) {
      if (first_of_its_kind(rules)) choose_relation(rules);
      return;
    }
    // Of rules of one shape, the order of their conditions makes no other bundle.
    bool const twin = i > 0 && rules[i - 1].shape == rules[i].shape;
    for (auto condition = twin ? rules[i - 1].condition : 0; condition < conditions.size() && found_ < 5; ++condition) {
      rules[i].condition = condition;
      choose_conditions(rules, i + 1);
    }
  }

  void choose_relation(std::vector<SmallRule> const& rules) {
    take(rules, {});
    for (std::size_t from = 0; from < rules.size(); ++from) {
      for (std::size_t to = 0; to < rules.size(); ++to) {
        if (from == to) continue;
        if (rules[from].grounds()) take(rules, {"overrides", from, to});
        if (rules[from].is_right() && rules[to].prohibits()) take(rules, {"contests", from, to});
      }
    }
  }

  void take(std::vector<SmallRule> const& rules, Relation const& relation) {
    auto const index = bundles_.fetch_add(1);
    if (index % every_ != from_) return;
    ++tried_;
    auto const policy = text(rules, relation);
    try {
      check(policy);
    } catch (std::exception const& error) {
      report(policy + error.what());
    }
  }

  void check(std::string const& policy) {
    auto const built = build({{"p.izin", policy}});
    if (!built.ok) throw std::runtime_error(render_text(built.problems, built.model->sources, Colour::off));
    auto const& model = *built.model;
    oracle::Bundle const bundle(model.files);
    Worlds worlds(bundle, names);
    Flow flow;
    flow.slots.resize(model.slots.size());
    flow.slots[model.at.value].given = true;
    Evaluator evaluator(compile(built.model));
    for (std::size_t world = 0; world < worlds.count(); ++world) {
      if (!fill(flow, model, worlds, world)) continue;
      ++flows_;
      auto const expected = worlds.answer(world);
      auto const answered = answer_of(evaluator.decide(flow, {}), model);
      if (expected == answered) continue;
      std::string values;
      for (std::size_t n = 0; n < names.size(); ++n)
        values += names[n] + " " + "01?"[static_cast<int>(worlds.value(world, n))] + "  ";
      return report(policy + values + "\noracle:  " + shown(expected, model) + "product: " + shown(answered, model));
    }
  }

  /// Gives the flow the world's values; false where the world differs from another only in what the bundle does not read.
  static bool fill(Flow& flow, Model const& model, Worlds const& worlds, std::size_t world) {
    for (std::size_t n = 0; n < names.size(); ++n) {
      auto const slot = model.slot_by_path.find(names[n]);
      auto const value = worlds.value(world, n);
      if (slot == model.slot_by_path.end()) {
        if (value != Truth::no) return false;
        continue;
      }
      auto& place = flow.slots[slot->second.value];
      place.given = value != Truth::unknown;
      place.number = value == Truth::yes ? 1 : 0;
    }
    return true;
  }

  void report(std::string const& what) {
    std::lock_guard const lock(mutex_);
    ++found_;
    std::printf("====\n%s\n", what.c_str());
  }

  std::size_t size_;
  std::uint64_t every_, from_;
  unsigned threads_;
  std::vector<std::vector<Shape>> units_;
  std::atomic<std::size_t> next_{0}, bundles_{0}, tried_{0}, flows_{0}, found_{0};
  std::mutex mutex_;
};

}  // namespace
}  // namespace izin::differential

int main(int argc, char** argv) {
  std::uint64_t rules = 2, every = 1, from = 0, threads = 2;
  for (int i = 1; i + 1 < argc; i += 2) {
    std::string const name = argv[i];
    auto const value = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--rules") rules = value;
    if (name == "--every") every = value;
    if (name == "--from") from = value;
    if (name == "--threads") threads = value;
  }
  return izin::differential::Run(rules, every, from, static_cast<unsigned>(threads)).go();
}
