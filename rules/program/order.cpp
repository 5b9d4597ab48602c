#include "rules/program/order.hpp"

namespace izin {
namespace {

/// Depth first with a stack of its own. `uses` gives the neighbours that must come before a vertex.
template <class Uses>
std::vector<std::uint32_t> after_what_they_use(std::size_t count, Uses const& uses) {
  struct Frame {
    std::uint32_t vertex;
    std::vector<std::uint32_t> before;
    std::size_t next = 0;
  };
  std::vector<std::uint32_t> order;
  std::vector<bool> seen(count, false);
  std::vector<Frame> stack;
  for (std::uint32_t start = 0; start < count; ++start) {
    if (seen[start]) continue;
    seen[start] = true;
    stack.push_back({start, uses(start)});
    while (!stack.empty()) {
      Frame& frame = stack.back();
      if (frame.next == frame.before.size()) {
        order.push_back(frame.vertex);
        stack.pop_back();
        continue;
      }
      std::uint32_t const before = frame.before[frame.next++];
      if (seen[before]) continue;
      seen[before] = true;
      stack.push_back({before, uses(before)});
    }
  }
  return order;
}

}  // namespace

std::vector<Named> order_of_names(Model const& model) {
  auto const defines = static_cast<std::uint32_t>(model.defines.size());
  auto const collect = [&](Condition const& condition, std::vector<std::uint32_t>& used) {
    each_condition(condition, [&](Condition const& part) {
      if (part.kind == Condition::Kind::define) used.push_back(part.index);
      if (part.kind == Condition::Kind::question) used.push_back(defines + part.index);
    });
  };
  auto const uses = [&](std::uint32_t vertex) {
    std::vector<std::uint32_t> used;
    if (vertex < defines) {
      collect(model.defines[vertex].body, used);
      return used;
    }
    for (RulingId const id : model.questions[vertex - defines].rulings) {
      Ruling const& ruling = model.rulings[id.value];
      for (Condition const& when : ruling.whens) collect(when, used);
      for (Condition const& unless : ruling.unlesses) collect(unless, used);
    }
    return used;
  };
  std::vector<Named> order;
  for (std::uint32_t const vertex : after_what_they_use(defines + model.questions.size(), uses)) {
    order.push_back(vertex < defines ? Named{Named::Kind::define, vertex} : Named{Named::Kind::question, vertex - defines});
  }
  return order;
}

std::vector<RuleId> order_of_overrides(Program const& program) {
  auto const uses = [&](std::uint32_t rule) {
    std::vector<std::uint32_t> used;
    for (RuleId const id : program.overridden_by[rule]) used.push_back(id.value);
    return used;
  };
  std::vector<RuleId> order;
  for (std::uint32_t const rule : after_what_they_use(program.model->rules.size(), uses))
    if (!prohibits(program.model->rules[rule].kind)) order.push_back(RuleId{rule});
  return order;
}

}  // namespace izin
