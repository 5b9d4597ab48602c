// What the stages of the check share: the model as it grows, the tables of names, and the ways to complain.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/diagnostic/diagnostic.hpp"
#include "rules/check/declarations.hpp"
#include "rules/check/doubt.hpp"
#include "rules/check/reads.hpp"
#include "rules/check/scope.hpp"
#include "rules/model/model.hpp"

namespace izin::check {

/// Kinds of the namespace of types.
enum class TypeKind : std::uint8_t { taxonomy, record };
/// Kinds of the namespace of conditions and fields.
enum class FlowKind : std::uint8_t { field, define, question };

/// A field by its name: what paths look up.
struct FieldInfo {
  std::optional<Type> type;  ///< empty: its type is wrong, and was reported
  Span declared;
};
using FieldTable = std::unordered_map<std::string, FieldInfo>;

/// The keys of a table of names, sorted.
template <class Table>
[[nodiscard]] std::vector<std::string> sorted_names(Table const& table) {
  std::vector<std::string> names;
  for (auto const& [name, entry] : table) names.emplace_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

/// Lists the names that could be meant.
using NamesInScope = std::function<std::vector<std::string>()>;

struct Context {
  /// The trees are those of `model`.
  Context(Model& target, Sink& messages);

  Model& model;
  Sink& sink;
  Doubt doubt;
  Declarations declarations;

  Scope types, flow_names, parties;
  std::vector<FieldTable> record_fields;  ///< by RecordId
  FieldTable flow_fields;                 ///< with `id` and `at`
  std::unordered_map<std::string, ComparisonId> comparison_by_text;
  std::vector<Reads> define_reads;  ///< by DefineId, what a definition's own condition reads
  std::vector<Reads> rule_reads;    ///< by RuleId: `when`, `unless`, `that`, and a duty's paths
  std::vector<Reads> ruling_reads;  ///< by RulingId
  std::vector<Reads> scope_reads;   ///< of `governs` and `claims`

  std::vector<ast::Rule const*> rule_trees;                                     ///< by RuleId; null: a default
  std::unordered_map<std::string_view, std::vector<InstrumentId>> versions_of;  ///< by an instrument's name
  std::vector<std::unordered_map<std::string_view, RuleId>> rules_of;           ///< by InstrumentId, by own name
  std::vector<std::unordered_map<std::string_view, ClauseId>> clauses_of;       ///< likewise

  /// A name stands a second time.
  void duplicate(std::string_view name, Span second, Span first);
  /// A name that nothing declares; suggests the nearest of the names in scope, which are asked for only then. Says nothing of a
  /// name that an unread part mentions.
  void unknown(Code code, Span span, std::string_view name, std::string message, NamesInScope const& candidates,
               std::string help = {});
  /// Any other error, with related places.
  void error(Code code, Span span, std::string message, std::string label = {}, std::string help = {},
             std::vector<Label> related = {});
  /// A cycle by its steps. It is reported at the last of them in the text, which most likely closed it.
  void cycle(Code code, std::string message, std::vector<Label> steps, std::string help);
  /// Something that must stand in `whole` is not there. Says nothing where an unread part may hold it.
  void missing(Code code, Span whole, Span span, std::string message, std::string help);

 private:
  /// Names that may still be compared: looking for the nearest is slow, and a bundle full of mistakes needs no more advice.
  std::size_t comparisons_left_ = 400'000;
};

/// `Int`, `some of Purpose`, `Party`: in backticks.
[[nodiscard]] std::string type_text(Model const& model, Type const& type);

}  // namespace izin::check
