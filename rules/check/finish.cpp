// The slots and comparisons that are always there, and ids that do not depend on how a bundle is laid out in files.
#include <algorithm>
#include <numeric>

#include "rules/check/expressions.hpp"
#include "rules/check/stages.hpp"

namespace izin::check {
namespace {

void add_fixed(Context& context) {
  auto& model = context.model;
  auto const& schema = model.schema;
  model.at = slot_of(context, "at", {Base::instant, Many::one, {}, {}});
  model.subject = slot_of(context, "subject", {Base::record, Many::one, {}, schema.subject_record});
  model.subject_id = slot_of(context, "subject.id", {Base::text, Many::one, {}, {}});
  if (model.clauses.empty()) return;
  auto const field = [&](std::string const& name) {
    auto const at = context.flow_fields.find(name);
    return at == context.flow_fields.end() || !at->second.type ? SlotId{} : slot_of(context, name, *at->second.type);
  };
  model.data = field("data");
  model.operation = field("operation");
  model.purpose = field("purpose");
  model.recipient = field("recipient");
  if (schema.party_record.valid()) {
    auto const& fields = context.record_fields[schema.party_record.value];
    auto const kind = fields.find("kind");
    bool const one_term = kind != fields.end() && kind->second.type && kind->second.type->base == Base::term &&
                          kind->second.type->many == Many::one;
    if (one_term) model.recipient_kind = slot_of(context, "recipient.kind", *kind->second.type);
  }
  bool const grants = std::any_of(model.clauses.begin(), model.clauses.end(), [](auto const& clause) { return !clause.refuses; });
  if (!grants) return;
  Comparison covers;
  covers.kind = Comparison::Kind::covers;
  auto const first = std::find_if(model.clauses.begin(), model.clauses.end(), [](auto const& clause) { return !clause.refuses; });
  (void)intern(context, std::move(covers), first->span);
}

/// Where each old index goes when items are put in order.
template <class Item, class Key>
std::vector<std::uint32_t> put_in_order(std::vector<Item>& items, Key const& key) {
  std::vector<std::uint32_t> order(items.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(items[a]) < key(items[b]); });
  std::vector<std::uint32_t> moved(items.size());
  std::vector<Item> sorted;
  sorted.reserve(items.size());
  for (auto const old : order) {
    moved[old] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(items[old]));
  }
  items = std::move(sorted);
  return moved;
}

class Renumbering {
 public:
  explicit Renumbering(Model& model) : model_(model) {}

  void run() {
    slots_ = put_in_order(model_.slots, [](Slot const& slot) -> std::string const& { return slot.path; });
    comparisons_ = put_in_order(model_.comparisons, [](Comparison const& c) -> std::string const& { return c.text; });
    for (auto& [path, id] : model_.slot_by_path) move(id);
    for (auto* id : {&model_.data, &model_.operation, &model_.purpose, &model_.recipient, &model_.recipient_kind, &model_.at,
                     &model_.subject, &model_.subject_id}) {
      move(*id);
    }
    for (auto& comparison : model_.comparisons) move(comparison);
    for (auto& define : model_.defines) move(define.body);
    for (auto& instrument : model_.instruments) {
      if (instrument.governs) move(*instrument.governs);
      if (instrument.claims) move(*instrument.claims);
    }
    for (auto& rule : model_.rules) move(rule);
    for (auto& ruling : model_.rulings) {
      for (auto* list : {&ruling.whens, &ruling.unlesses}) move(*list);
    }
    for (auto& invariant : model_.invariants) {
      for (auto& claim : invariant.claims) move(claim.when);
    }
  }

 private:
  void move(SlotId& id) const {
    if (id.valid()) id.value = slots_[id.value];
  }
  void move(Operand& operand) const {
    move(operand.slot);
    for (auto& term : operand.terms) {
      if (auto* slot = std::get_if<SlotId>(&term.amount)) move(*slot);
    }
  }
  void move(Comparison& comparison) const {
    move(comparison.left);
    move(comparison.right);
    move(comparison.path);
    move(comparison.many.slot);
  }
  void move(Condition& condition) const {
    if (condition.kind == Condition::Kind::comparison) condition.index = comparisons_[condition.index];
    move(condition.operands);
  }
  void move(std::vector<Condition>& conditions) const {
    for (auto& condition : conditions) move(condition);
  }
  void move(Rule& rule) const {
    for (auto* list : {&rule.whens, &rule.unlesses, &rule.thats}) move(*list);
    if (!rule.duty) return;
    move(rule.duty->by.path);
    move(rule.duty->to.path);
    move(rule.duty->event_slot);
  }

  Model& model_;
  std::vector<std::uint32_t> slots_, comparisons_;
};

}  // namespace

void finish(Context& context) {
  add_fixed(context);
  Renumbering(context.model).run();
}

}  // namespace izin::check
