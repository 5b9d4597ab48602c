// Consent: the flow's cells under the active clauses. LANGUAGE.md section 6.
#include <algorithm>

#include "tests/oracle/scene.hpp"

namespace izin::oracle {
namespace {

using Which = ast::Dimension::Which;

/// One value of a dimension; null: the flow does not give it.
using Choice = Value const*;
/// A combination of one data element, one operation, one purpose and the recipient.
using Cell = std::map<Which, Choice>;

std::vector<Choice> choices(Scene const& scene, std::string const& field) {
  auto const given = scene.flow.fields.find(field);
  if (given == scene.flow.fields.end()) return {nullptr};
  if (given->second.kind != Value::Kind::set) return {&given->second};
  std::vector<Choice> result;
  for (auto const& element : given->second.elements) result.push_back(&element);
  return result;
}

std::vector<Cell> cells(Scene const& scene) {
  std::vector<Cell> result;
  for (auto const* data : choices(scene, "data")) {
    for (auto const* operation : choices(scene, "operation")) {
      for (auto const* purpose : choices(scene, "purpose")) {
        for (auto const* recipient : choices(scene, "recipient")) {
          result.push_back(
              {{Which::data, data}, {Which::operation, operation}, {Which::purpose, purpose}, {Which::recipient, recipient}});
        }
      }
    }
  }
  return result;
}

/// Whether a value of a dimension is under a clause.
Truth under(Scene const& scene, Choice choice, ast::SetLiteral const* named) {
  if (named == nullptr) return Truth::yes;  // `any`
  if (choice == nullptr) return Truth::unknown;
  auto result = Truth::no;
  for (auto const& element : named->elements) {
    auto now = Truth::unknown;
    if (auto const* party = std::get_if<ast::Party>(&element)) {
      if (choice->name) now = truth(*choice->name == "@" + party->name.text);
    } else {
      auto const& term = std::get<ast::Term>(element).name.text;
      if (choice->kind != Value::Kind::party) {
        now = is(scene.bundle, *choice, term);
      } else if (auto const kind = choice->fields.find("kind"); kind != choice->fields.end()) {
        now = is(scene.bundle, kind->second, term);
      }
    }
    result = either(result, now);
  }
  return result;
}

Truth under(Scene const& scene, Cell const& cell, Clause const& clause) {
  auto result = Truth::yes;
  for (auto const& [which, choice] : cell) result = both(result, under(scene, choice, clause.dimensions.at(which)));
  return result;
}

/// The active grants of an act (empty: of whatever act), or the active refuses.
std::vector<Clause const*> active(Scene const& scene, bool refuses, std::string const& act) {
  std::vector<Clause const*> result;
  for (auto const& one : scene.active) {
    if (one.clause->refuses == refuses && (act.empty() || one.act == act)) result.push_back(one.clause);
  }
  return result;
}

Truth some(Scene const& scene, Cell const& cell, std::vector<Clause const*> const& clauses) {
  auto result = Truth::no;
  for (auto const* clause : clauses) result = either(result, under(scene, cell, *clause));
  return result;
}

char const* const dimension_names[] = {"data", "operation", "purpose", "recipient"};

std::set<std::string> waits(Scene const& scene, std::vector<Clause const*> const& read) {
  if (!scene.registry) return {"consent"};
  if (!scene.knows_subject()) return {"subject.id"};
  std::set<std::string> result;
  for (auto const* clause : read) {
    for (auto const& cell : cells(scene)) {
      for (auto const& [which, choice] : cell) {
        if (under(scene, choice, clause->dimensions.at(which)) == Truth::unknown) {
          result.insert(dimension_names[static_cast<int>(which)]);
        }
      }
    }
  }
  return result;
}

}  // namespace

Leaf look(Scene const& scene, ast::ConsentWord word) {
  static char const* const keys[] = {"consent covers flow", "explicit consent covers flow", "guardian consent covers flow",
                                     "consent refuses flow"};
  static char const* const acts[] = {"", "explicit", "guardian", ""};
  bool const refuses = word == ast::ConsentWord::refuses;
  Leaf leaf{keys[static_cast<int>(word)], Truth::no, {}};
  if (std::ranges::none_of(scene.bundle.clauses, [&](auto* clause) { return clause->refuses == refuses; })) return leaf;

  auto const refusals = active(scene, true, "");
  auto read = refusals;
  if (!scene.registry || !scene.knows_subject()) {
    leaf.value = Truth::unknown;
  } else {
    auto refused = Truth::no, covered = Truth::yes;
    auto const grants = active(scene, false, acts[static_cast<int>(word)]);
    for (auto const& cell : cells(scene)) {
      refused = either(refused, some(scene, cell, refusals));
      covered = both(covered, some(scene, cell, grants));
    }
    leaf.value = refuses ? refused : both(covered, negate(refused));
    if (!refuses) read.insert(read.end(), grants.begin(), grants.end());
  }
  if (leaf.value == Truth::unknown) leaf.waits = waits(scene, read);
  return leaf;
}

std::vector<Clause const*> grants_used(Scene const& scene) {
  std::vector<Clause const*> result;
  auto const all = cells(scene);
  for (auto const* clause : active(scene, false, "")) {
    if (std::ranges::any_of(all, [&](Cell const& cell) { return under(scene, cell, *clause) == Truth::yes; })) {
      result.push_back(clause);
    }
  }
  std::ranges::sort(result, {}, [](auto* clause) { return std::pair(clause->full_name, clause->form->version); });
  return result;
}

}  // namespace izin::oracle
