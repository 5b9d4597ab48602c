// A cell is one element of each of data, operation and purpose, with the recipient. Elements of which every active clause says
// the same are one element here, so that the number of cells follows from the clauses and not from the flow.
#include "engine/evaluate/consent_cells.hpp"

#include <algorithm>

namespace izin {
namespace {

/// The active clauses that a comparison reads: grants of its act, and refusals of any.
struct Clauses {
  std::vector<ClauseId> grants, refusals;
};

Clauses read_by(Reading const& reading, Comparison::Kind kind) {
  Clauses clauses;
  for (ActiveClause const& active : reading.consent->active) {
    if (reading.model().clauses[active.clause.value].refuses) {
      clauses.refusals.push_back(active.clause);
    } else if (kind == Comparison::Kind::covers || (kind == Comparison::Kind::explicit_covers && active.act == Act::explicit_) ||
               (kind == Comparison::Kind::guardian_covers && active.act == Act::guardian)) {
      clauses.grants.push_back(active.clause);
    }
  }
  return clauses;
}

SlotId slot_of(Model const& model, CellPart part) {
  return part == CellPart::data ? model.data : part == CellPart::operation ? model.operation : model.purpose;
}

ConsentDimension const& dimension_of(ConsentClause const& clause, CellPart part) {
  switch (part) {
    case CellPart::data:
      return clause.data;
    case CellPart::operation:
      return clause.operation;
    case CellPart::purpose:
      return clause.purpose;
    case CellPart::recipient:
      break;
  }
  return clause.recipient;
}

std::uint32_t table_of(ClauseTables const& tables, CellPart part) {
  return part == CellPart::data ? tables.data : part == CellPart::operation ? tables.operation : tables.purpose;
}

/// Whether one element of a set dimension is under a clause; `given` false: the dimension is unknown.
Truth element_under(Reading const& reading, ClauseId id, CellPart part, bool given, std::uint32_t element) {
  if (dimension_of(reading.model().clauses[id.value], part).any) return Truth::yes;
  if (!given) return Truth::unknown;
  return reading.program->tables[table_of(reading.program->clause_tables[id.value], part)][element];
}

/// By the recipient's identity, or by its kind.
Truth recipient_under(Reading const& reading, ClauseId id) {
  ConsentDimension const& dimension = reading.model().clauses[id.value].recipient;
  if (dimension.any) return Truth::yes;
  Truth named = Truth::no;
  if (!dimension.parties.empty()) {
    Value const& recipient = reading.slot(reading.model().recipient);
    if (!recipient.given || recipient.code == nobody_known)
      named = Truth::unknown;
    else
      named = truth(std::ranges::binary_search(dimension.parties, PartyId{recipient.code}));
  }
  std::uint32_t const table = reading.program->clause_tables[id.value].kind;
  if (table == no_table) return named;
  Value const& kind = reading.slot(reading.model().recipient_kind);
  return either(named, kind.given ? reading.program->tables[table][kind.code] : Truth::unknown);
}

/// What each clause says of one element.
using Row = std::vector<Truth>;

std::vector<Row> rows_of(Reading const& reading, CellPart part, std::vector<ClauseId> const& clauses) {
  std::vector<Row> rows;
  if (part == CellPart::recipient) {
    Row& row = rows.emplace_back();
    for (ClauseId const id : clauses) row.push_back(recipient_under(reading, id));
    return rows;
  }
  Value const& value = reading.slot(slot_of(reading.model(), part));
  std::size_t const count = value.given ? value.elements.size() : 1;
  for (std::size_t i = 0; i < count; ++i) {
    Row row;
    row.reserve(clauses.size());
    for (ClauseId const id : clauses)
      row.push_back(element_under(reading, id, part, value.given, value.given ? value.elements[i] : 0));
    if (std::ranges::find(rows, row) == rows.end()) rows.push_back(std::move(row));
  }
  return rows;
}

/// Calls `visit` with what each clause says of each distinct cell, until it gives false.
template <class Visit>
void each_cell(Reading const& reading, std::vector<ClauseId> const& clauses, Visit const& visit) {
  auto const data = rows_of(reading, CellPart::data, clauses);
  auto const operations = rows_of(reading, CellPart::operation, clauses);
  auto const purposes = rows_of(reading, CellPart::purpose, clauses);
  auto const recipients = rows_of(reading, CellPart::recipient, clauses);
  Row cell(clauses.size());
  for (Row const& d : data)
    for (Row const& o : operations)
      for (Row const& p : purposes)
        for (Row const& r : recipients) {
          for (std::size_t k = 0; k < cell.size(); ++k) cell[k] = both(both(d[k], o[k]), both(p[k], r[k]));
          if (!visit(cell)) return;
        }
}

/// `all` every cell, `some` any cell: is it under one of these clauses?
Truth every_cell(Reading const& reading, std::vector<ClauseId> const& clauses) {
  Truth all = Truth::yes;
  each_cell(reading, clauses, [&](Row const& cell) {
    Truth under = Truth::no;
    for (Truth const t : cell) under = either(under, t);
    all = both(all, under);
    return all != Truth::no;
  });
  return all;
}

Truth some_cell(Reading const& reading, std::vector<ClauseId> const& clauses) {
  if (clauses.empty()) return Truth::no;
  Truth some = Truth::no;
  each_cell(reading, clauses, [&](Row const& cell) {
    for (Truth const t : cell) some = either(some, t);
    return some != Truth::yes;
  });
  return some;
}

}  // namespace

Truth consent_truth(Reading const& reading, Comparison::Kind kind) {
  bool const asks_refusal = kind == Comparison::Kind::refuses;
  if (!(asks_refusal ? reading.program->has_refusals : reading.program->has_grants)) return Truth::no;
  if (reading.consent->state != ConsentView::State::known) return Truth::unknown;
  Clauses const clauses = read_by(reading, kind);
  if (asks_refusal) return some_cell(reading, clauses.refusals);
  if (clauses.grants.empty()) return Truth::no;
  return both(every_cell(reading, clauses.grants), negate(some_cell(reading, clauses.refusals)));
}

std::vector<ClauseId> covering_grants(Reading const& reading) {
  std::vector<ClauseId> const grants = read_by(reading, Comparison::Kind::covers).grants;
  std::vector<bool> covering(grants.size(), false);
  each_cell(reading, grants, [&](Row const& cell) {
    for (std::size_t k = 0; k < cell.size(); ++k)
      if (cell[k] == Truth::yes) covering[k] = true;
    return true;
  });
  std::vector<ClauseId> found;
  for (std::size_t k = 0; k < grants.size(); ++k)
    if (covering[k]) found.push_back(grants[k]);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<CellPart> unclear_parts(Reading const& reading, Comparison::Kind kind) {
  Clauses const read = read_by(reading, kind);
  std::vector<ClauseId> clauses = read.refusals;
  clauses.insert(clauses.end(), read.grants.begin(), read.grants.end());
  std::vector<CellPart> parts;
  for (CellPart const part : cell_parts) {
    auto const rows = rows_of(reading, part, clauses);
    bool const unclear =
        std::ranges::any_of(rows, [](Row const& row) { return std::ranges::find(row, Truth::unknown) != row.end(); });
    if (unclear) parts.push_back(part);
  }
  return parts;
}

bool is_unclear(Reading const& reading, Comparison::Kind kind, CellPart part, std::uint32_t element) {
  Clauses const read = read_by(reading, kind);
  auto const unclear = [&](ClauseId id) { return element_under(reading, id, part, true, element) == Truth::unknown; };
  return std::ranges::any_of(read.refusals, unclear) || std::ranges::any_of(read.grants, unclear);
}

}  // namespace izin
