#include "engine/evaluate/waits.hpp"

#include <algorithm>

#include "engine/evaluate/consent_cells.hpp"

namespace izin {
namespace {

class Waits {
 public:
  Waits(Reading const& reading, ComparisonId id, std::vector<MissingEntry> const& pending)
      : reading_(reading),
        model_(reading.model()),
        c_(model_.comparisons[id.value]),
        tables_(reading.program->comparison_tables[id.value]),
        pending_(pending) {}

  std::vector<MissingEntry> run() {
    if (c_.reads_consent()) {
      consent();
      return std::move(found_);
    }
    collect_slots();
    for (SlotId const slot : slots_)
      if (!reading_.slot(slot).given) add(slot);
    if (reads_pool_ && reading_.pool == nullptr) found_.push_back({"subjects", {}, {}, {}});
    if (reads_permitted_ && reading_.pool != nullptr) found_.insert(found_.end(), pending_.begin(), pending_.end());
    if (found_.empty() && !reads_pool_) all_given();
    return std::move(found_);
  }

 private:
  static bool is_order(Comparison::Kind kind) {
    return kind >= Comparison::Kind::equal && kind <= Comparison::Kind::greater_equal;
  }

  void collect(Operand const& operand) {
    reads_pool_ = reads_pool_ || operand.kind == Operand::Kind::pool;
    reads_permitted_ = reads_permitted_ || (operand.kind == Operand::Kind::pool && operand.pool != PoolFact::size);
    if (operand.kind == Operand::Kind::slot || (operand.kind == Operand::Kind::sum && operand.slot.valid()))
      slots_.push_back(operand.slot);
    for (SumTerm const& term : operand.terms)
      if (auto const* slot = std::get_if<SlotId>(&term.amount)) slots_.push_back(*slot);
  }

  void collect_slots() {
    if (is_order(c_.kind)) {
      collect(c_.left);
      collect(c_.right);
      return;
    }
    slots_.push_back(c_.path);
    if (c_.many.slot.valid()) slots_.push_back(c_.many.slot);
  }

  void add(SlotId slot) { found_.push_back({model_.slots[slot.value].path, {}, {}, {}}); }

  /// Every operand is given, and still the answer is open: a vague term, a nameless party, two currencies, months against days.
  void all_given() {
    if (is_order(c_.kind)) {
      for (SlotId const slot : slots_) add_vague(slot, [](std::uint32_t) { return true; });
      return;
    }
    add_vague(c_.path, [this](std::uint32_t element) { return is_unclear_here(element); });
    if (c_.many.slot.valid() && holds_nobody(c_.many.slot)) add(c_.many.slot);
  }

  bool holds_nobody(SlotId slot) const {
    if (reading_.type(slot).base != Base::party) return false;
    auto const elements = elements_of(reading_.type(slot), reading_.slot(slot));
    return std::ranges::find(elements, nobody_known) != elements.end();
  }

  bool is_unclear_here(std::uint32_t element) const {
    auto const unknown = [&](std::uint32_t table) {
      return table != no_table && reading_.program->tables[table][element] == Truth::unknown;
    };
    if (unknown(tables_.many) || unknown(tables_.under) || std::ranges::any_of(tables_.each, unknown)) return true;
    if (!c_.many.slot.valid()) return false;
    Taxonomy const& taxonomy = model_.schema.of(reading_.type(c_.path).taxonomy);
    auto const others = elements_of(reading_.type(c_.many.slot), reading_.slot(c_.many.slot));
    return std::ranges::any_of(others, [&](std::uint32_t other) {
      return is(taxonomy.terms[element].leaves, taxonomy.terms[other].leaves) == Truth::unknown;
    });
  }

  /// A path that is given, with the first of its terms that is too vague.
  template <class Unclear>
  void add_vague(SlotId slot, Unclear const& unclear) {
    add(slot);
    Type const& type = reading_.type(slot);
    if (type.base != Base::term) return;
    Taxonomy const& taxonomy = model_.schema.of(type.taxonomy);
    for (std::uint32_t const element : elements_of(type, reading_.slot(slot))) {
      if (taxonomy.terms[element].children.empty() || !unclear(element)) continue;
      found_.back().vague = taxonomy.terms[element].name;
      for (TermId const term : taxonomy.narrower(TermId{element}))
        found_.back().narrower.push_back(taxonomy.terms[term.value].name);
      return;
    }
  }

  void consent() {
    if (reading_.consent->state == ConsentView::State::no_registry) {
      found_.push_back({"consent", {}, {}, {}});
      return;
    }
    if (reading_.consent->state == ConsentView::State::no_subject) {
      add(model_.subject_id);
      return;
    }
    for (CellPart const part : unclear_parts(reading_, c_.kind)) {
      if (part == CellPart::recipient) {
        add(model_.recipient);
        continue;
      }
      SlotId const slot = part == CellPart::data ? model_.data : part == CellPart::operation ? model_.operation : model_.purpose;
      if (reading_.slot(slot).given)
        add_vague(slot, [&](std::uint32_t element) { return is_unclear(reading_, c_.kind, part, element); });
      else
        add(slot);
    }
  }

  Reading const& reading_;
  Model const& model_;
  Comparison const& c_;
  ComparisonTables const& tables_;
  std::vector<MissingEntry> const& pending_;
  std::vector<SlotId> slots_;
  bool reads_pool_ = false;
  bool reads_permitted_ = false;  ///< what the undecided subjects leave open
  std::vector<MissingEntry> found_;
};

}  // namespace

std::vector<MissingEntry> waits_of(Reading const& reading, ComparisonId id, std::vector<MissingEntry> const& pending) {
  return Waits(reading, id, pending).run();
}

void join_missing(std::vector<MissingEntry>& entries) {
  std::ranges::stable_sort(entries, {}, &MissingEntry::path);
  std::vector<MissingEntry> joined;
  for (MissingEntry& entry : entries) {
    if (joined.empty() || joined.back().path != entry.path) {
      joined.push_back(std::move(entry));
      continue;
    }
    MissingEntry& last = joined.back();
    if (!entry.vague.empty() && (last.vague.empty() || entry.vague < last.vague)) {
      last.vague = std::move(entry.vague);
      last.narrower = std::move(entry.narrower);
    }
    last.rules.insert(last.rules.end(), entry.rules.begin(), entry.rules.end());
  }
  for (MissingEntry& entry : joined) {
    std::ranges::sort(entry.rules);
    entry.rules.erase(std::unique(entry.rules.begin(), entry.rules.end()), entry.rules.end());
  }
  entries = std::move(joined);
}

}  // namespace izin
