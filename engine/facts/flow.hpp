// One proposed data flow as values in the program's slots, and the people whose data it moves.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rules/program/program.hpp"

namespace izin {

/// What values point to. Its parts keep their places when it is moved; copied values would point into the original.
struct ValueStore {
  std::vector<std::uint32_t> elements;
  std::vector<char> texts;
};

/// One person: what an input said of them. Owns what its values point to.
struct Subject {
  std::optional<std::string> id;
  /// Values of the slots `subject` and below, by position in `FlowLayout::subject_slots`; `subject` itself is given.
  std::vector<Value> values;
  /// Canonical JSON of the subject as resolved (terms by name, keys sorted, numbers as strings): what the log seals.
  std::string canonical;
  /// Names of undeclared parties in `values`, sorted: identity first_own_identity + k. Empty where the names are their flow's.
  std::vector<std::string> own_names;
  ValueStore store;

  Subject() = default;
  Subject(Subject&&) = default;
  Subject& operator=(Subject&&) = default;
};

namespace input {
struct FieldIndex;
}

/// Which slots of a program are the subject's, and where each field of an input goes. Refers to the program's model, which must
/// live as long.
struct FlowLayout {
  explicit FlowLayout(Program const& program);
  std::vector<SlotId> subject_slots;            ///< ascending
  std::vector<std::uint32_t> subject_position;  ///< by SlotId: place in subject_slots, or UINT32_MAX
  std::shared_ptr<input::FieldIndex const> index;
};

/// Whom a flow is about.
enum class About : std::uint8_t {
  nobody,   ///< neither `subject` nor `subjects`
  subject,  ///< one person
  pool,     ///< `subjects`
};

/// A validated flow. Values point into its own storage, into its people's, and into the model (what declarations of parties
/// give); moving it is safe.
struct Flow {
  std::string id;
  Instant at;
  bool at_given = true;  ///< false: filled in by the caller
  About about = About::nobody;
  std::vector<Value> slots;                              ///< by SlotId; those of the subject are filled for About::subject only
  std::shared_ptr<Subject const> subject;                ///< About::subject
  std::vector<std::shared_ptr<Subject const>> subjects;  ///< About::pool, in the order of the input
  /// Canonical JSON of the flow without subject(s) and without what is personal: keys sorted, terms by name, instants in UTC,
  /// numbers as strings, sets sorted. A party is `"@name"` or an object; what its declaration gives is not repeated.
  std::string canonical;
  /// What the fields declared `personal` hold, in the same form and at the same places (`{"note":"…"}`,
  /// `{"ballot":{"place":"…"}}`; in a set of parties, an array with an object for each element of `canonical`'s). Empty: no such
  /// field is given.
  std::string personal_canonical;
  std::vector<std::string> own_names;  ///< names of undeclared parties, sorted: identity first_own_identity + k
  ValueStore store;

  Flow() = default;
  Flow(Flow&&) = default;
  Flow& operator=(Flow&&) = default;
};

/// Makes a flow that is about nobody be about one person, and fills their slots. An undeclared party of one name is one identity
/// in the whole flow, so the person's own names are counted in.
void set_subject(Program const& program, FlowLayout const& layout, Flow& flow, std::shared_ptr<Subject const> subject);
/// Makes a flow that is about nobody be about a pool, likewise.
void set_pool(Program const& program, FlowLayout const& layout, Flow& flow, std::vector<std::shared_ptr<Subject const>> subjects);

}  // namespace izin
