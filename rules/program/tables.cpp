#include "rules/program/tables.hpp"

namespace izin {
namespace {

class Maker {
 public:
  explicit Maker(Program& program) : program_(program), model_(*program.model) {}

  void run() {
    for (Comparison const& comparison : model_.comparisons) program_.comparison_tables.push_back(of(comparison));
    for (ConsentClause const& clause : model_.clauses) {
      program_.clause_tables.push_back({of(clause.data, model_.data), of(clause.operation, model_.operation),
                                        of(clause.purpose, model_.purpose), of(clause.recipient, model_.recipient_kind)});
      (clause.refuses ? program_.has_refusals : program_.has_grants) = true;
    }
  }

 private:
  ComparisonTables of(Comparison const& comparison) {
    ComparisonTables tables;
    using Kind = Comparison::Kind;
    if (comparison.kind < Kind::is || comparison.kind > Kind::within) return tables;
    Type const& type = model_.slots[comparison.path.value].type;
    if (type.base != Base::term) return tables;
    if (comparison.under) tables.under = table(type.taxonomy, {*comparison.under});
    if (comparison.many.slot.valid()) return tables;
    std::vector<TermId> terms;
    for (std::uint32_t const element : comparison.many.elements) terms.push_back(TermId{element});
    tables.many = table(type.taxonomy, terms);
    if (comparison.kind == Kind::has_all)
      for (TermId const term : terms) tables.each.push_back(table(type.taxonomy, {term}));
    return tables;
  }

  std::uint32_t of(ConsentDimension const& dimension, SlotId slot) {
    if (dimension.any || dimension.terms.empty()) return no_table;
    return table(model_.slots[slot.value].type.taxonomy, dimension.terms);
  }

  std::uint32_t table(TaxonomyId id, std::vector<TermId> const& terms) {
    Taxonomy const& taxonomy = model_.schema.of(id);
    LeafSet const leaves = taxonomy.leaves_of(terms);
    TermTable truths;
    truths.reserve(taxonomy.terms.size());
    for (Taxonomy::Term const& term : taxonomy.terms) truths.push_back(is(term.leaves, leaves));
    program_.tables.push_back(std::move(truths));
    return static_cast<std::uint32_t>(program_.tables.size() - 1);
  }

  Program& program_;
  Model const& model_;
};

}  // namespace

void make_tables(Program& program) { Maker(program).run(); }

}  // namespace izin
