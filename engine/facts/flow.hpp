// One proposed data flow as values in the program's slots, and the people whose data it moves.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/program/program.hpp"

namespace izin {

/// One person: what an input said of them. Owns what its values point to.
struct Subject {
  std::optional<std::string> id;
  /// Values of the slots `subject` and below, by position in `FlowLayout::subject_slots`; `subject` itself is given.
  std::vector<Value> values;
  /// Canonical JSON of the subject as resolved (terms by name, keys sorted, numbers as strings): what the log seals.
  std::string canonical;
  std::deque<std::vector<std::uint32_t>> element_store;
  std::deque<std::string> text_store;
};

/// Which slots of a program are the subject's.
struct FlowLayout {
  explicit FlowLayout(Program const& program);
  std::vector<SlotId> subject_slots;            ///< ascending
  std::vector<std::uint32_t> subject_position;  ///< by SlotId: place in subject_slots, or UINT32_MAX
};

/// Whom a flow is about.
enum class About : std::uint8_t {
  nobody,   ///< neither `subject` nor `subjects`
  subject,  ///< one person
  pool,     ///< `subjects`
};

/// A validated flow. Values point into its own storage; moving it is safe (deques and vectors keep their elements' places).
struct Flow {
  std::string id;
  Instant at;
  bool at_given = true;                 ///< false: filled in by the caller
  About about = About::nobody;
  std::vector<Value> slots;             ///< by SlotId; those of the subject are filled for About::subject only
  std::shared_ptr<Subject const> subject;                ///< About::subject
  std::vector<std::shared_ptr<Subject const>> subjects;  ///< About::pool, in the order of the input
  std::string canonical;                ///< canonical JSON of the flow without subject(s): keys sorted, terms by name, instants in
                                        ///< UTC, numbers as strings, sets sorted
  std::vector<std::string> own_names;   ///< names of undeclared parties: identity first_own_identity + k
  std::deque<std::vector<std::uint32_t>> element_store;
  std::deque<std::string> text_store;
};

}  // namespace izin
