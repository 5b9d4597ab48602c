// The truth of one comparison for one flow. LANGUAGE.md section 4. One file a family: orders, sets, consent.
#pragma once

#include <optional>
#include <span>

#include "engine/evaluate/evaluate.hpp"

namespace izin {

/// What comparisons read.
struct Reading {
  Program const* program = nullptr;
  std::span<Value const> slots;  ///< by SlotId
  ConsentView const* consent = nullptr;
  PoolFacts const* pool = nullptr;  ///< null: `pool.*` is unknown

  [[nodiscard]] Model const& model() const { return *program->model; }
  [[nodiscard]] Value const& slot(SlotId id) const { return slots[id.value]; }
  [[nodiscard]] Type const& type(SlotId id) const { return program->model->slots[id.value].type; }
};

[[nodiscard]] Truth truth_of(Reading const& reading, ComparisonId id);

/// `==` and its kin.
[[nodiscard]] Truth order_truth(Reading const& reading, Comparison const& comparison);

/// `is`, `in`, `has`, `within`.
[[nodiscard]] Truth set_truth(Reading const& reading, ComparisonId id);

/// The values of a set, or the one value of a path to a single term or party.
[[nodiscard]] std::span<std::uint32_t const> elements_of(Type const& type, Value const& value);

}  // namespace izin
