// The compiled bundle: one shared graph of Kleene logic over comparisons, in which every quantity of LANGUAGE.md section 5 is a
// node. Plain data: evaluators loop over it, a prover can read it. Immutable; shared between threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "rules/model/model.hpp"

namespace izin {

using NodeId = Id<struct NodeTag>;

/// A node's children stand before it.
struct Node {
  enum class Kind : std::uint8_t {
    no,          ///< false
    yes,         ///< true
    comparison,  ///< `first` = ComparisonId
    interval,    ///< `at` lies in intervals[first]; never unknown
    question,  ///< an atom of its own, never merged with another; edges[first] = some ruling answers true, edges[first+1] = some
               ///< ruling answers false: true when only the first is true and the second false, false the other way round, else
               ///< unknown
    negation,  ///< not edges[first]
    conjunction,  ///< and of edges[first, first+count)
    disjunction,  ///< or of edges[first, first+count)
  } kind = Kind::no;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// The quantities of one rule; those that its kind does not have are invalid.
struct RuleNodes {
  NodeId on;    ///< all `when` and no `unless`; of a default: its hit
  NodeId that;  ///< all of a require's `that`
  NodeId overridden;
  NodeId able;                ///< permit, right, duty
  NodeId live;                ///< permit, right, duty
  NodeId hit;                 ///< forbid, require, default: and all below
  NodeId contested_by_right;  ///< some live right contests it
  NodeId doubt, upheld, dismissed, breached, disputed, defeated, contested, firm;
};
struct InstrumentNodes {
  NodeId force, governs, claims, scope, reach;
};

/// Truth of `term in X` for every term of one taxonomy, by TermId: what `is` and its kin look up.
using TermTable = std::vector<Truth>;
inline constexpr std::uint32_t no_table = UINT32_MAX;

/// Look-ups of one comparison, as places in Program::tables; `no_table` where a dimension is of parties or read from the flow.
struct ComparisonTables {
  std::uint32_t many = no_table;  ///< the union of a literal X; of `is` and `has_one` the one term
  std::uint32_t under = no_table;
  std::vector<std::uint32_t> each;  ///< of `has_all`: one for each element of a literal X
};
/// Look-ups of one consent clause; `no_table` for `any`, and for a recipient of whom no kind is named.
struct ClauseTables {
  std::uint32_t data = no_table, operation = no_table, purpose = no_table, kind = no_table;
};

struct Program {
  std::shared_ptr<Model const> model;
  std::vector<TermTable> tables;                    ///< equal ones are not shared
  std::vector<ComparisonTables> comparison_tables;  ///< by ComparisonId
  std::vector<ClauseTables> clause_tables;          ///< by ClauseId
  bool has_grants = false, has_refusals = false;    ///< whether the bundle has clauses of the kind
  std::vector<Node> nodes;                          ///< topological: children first; equal nodes are one
  std::vector<std::uint32_t> edges;                 ///< NodeIds
  std::vector<Interval> intervals;
  std::vector<InstrumentNodes> instruments;  ///< by InstrumentId
  std::vector<RuleNodes> rules;              ///< by RuleId
  std::vector<NodeId> rulings;               ///< by RulingId: whether it covers the flow
  std::vector<NodeId> questions;             ///< by QuestionId
  NodeId ground;                             ///< some permit or right is live, or consent covers flow
  NodeId covers;                             ///< the node of `consent covers flow`
  std::vector<RuleId> subject_rules;         ///< rules that speak once per subject, ascending
  std::vector<RuleId> pool_rules;            ///< rules that speak once for the pool, ascending
  std::vector<RuleId> pool_judged;           ///< those, and the permits and rights that override or contest them, ascending
  /// Rules that a rule's `overridden` and `contested_by_right` read, ascending.
  std::vector<std::vector<RuleId>> overridden_by, contested_by;
  /// By RuleId: rulings that dismiss or uphold it, ascending.
  std::vector<std::vector<RulingId>> ruled_by;
  /// By RuleId: the questions that its conditions read (a default: those of its instrument's permits and rights), ascending.
  std::vector<std::vector<QuestionId>> questions_read;
  /// Nodes to compute, ascending, for the rules that speak per subject (with the ground), and for those of the pool.
  std::vector<std::uint32_t> subject_order, pool_order;
  /// The comparisons that subject_order reads, and those that pool_order reads, ascending.
  std::vector<std::uint32_t> subject_comparisons, pool_comparisons;
  /// The parts of the two lists for the subjects that can differ from one subject of a pool to the next.
  std::vector<std::uint32_t> varying_order, varying_comparisons;
};

/// Compiles a model that was built without an error. Never fails on one.
[[nodiscard]] std::shared_ptr<Program const> compile(std::shared_ptr<Model const> model);

/// What is wrong with a program (for tests and for whoever makes one): empty when it is well formed.
[[nodiscard]] std::vector<std::string> verify(Program const& program);

/// The program as text, a line a node and a line a rule.
[[nodiscard]] std::string print(Program const& program);

}  // namespace izin
