// JSON values to values of declared types, strictly, with their canonical text: one reader for flows, subjects, facts and tests.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/facts/canonical_text.hpp"
#include "engine/facts/field_index.hpp"
#include "engine/facts/report.hpp"
#include "engine/facts/slot_writer.hpp"

namespace izin::input {

/// How numbers are spelled.
enum class Spelling : std::uint8_t {
  numbers,  ///< as JSON numbers: inputs
  strings,  ///< as strings: canonical JSON
};

/// Whether fields that are declared personal go into a part of their own.
enum class Privacy : std::uint8_t { apart, together };

/// Of what is read, and where problems go.
struct Source {
  Model const& model;
  FieldIndex const& index;
  JsonTape const& tape;
  Report& report;
  Spelling spelling = Spelling::numbers;
};

/// What the declaration of a party says of the value that is read.
struct Against {
  Against(DeclaredParty const& declared_party, std::string path_below) : party(declared_party), path(std::move(path_below)) {}

  DeclaredParty const& party;
  std::string path;  ///< below the party

  [[nodiscard]] Value const* declared() const;
};

/// Keys that whoever asks for the fields reads itself.
struct OtherKeys {
  std::vector<std::string_view> names;
  std::function<void(std::string_view key, NodeIndex value, Place const& place)> read = {};  ///< may be empty
};

/// The canonical text of an object's fields.
struct FieldTexts {
  ObjectText open, personal;
};

class ValueReader {
 public:
  ValueReader(Source const& source, SlotWriter& slots, Privacy privacy) : source_(source), slots_(slots), privacy_(privacy) {}

  /// Reads the members of an object as fields. `node`: the object's place among the paths that are read; may be null.
  [[nodiscard]] FieldTexts read_fields(NodeIndex object, Place const& place, FieldTable const& table, PathNode const* node,
                                       OtherKeys const& others = {}, Against const* against = nullptr);

  /// A text that is no field: an id, a name.
  [[nodiscard]] std::optional<std::string> read_text(NodeIndex value, Place const& place);

 private:
  Canonical read_value(NodeIndex value, Place const& place, Type const& type, PathNode const* node, Against const* against);
  Canonical read_record(NodeIndex value, Place const& place, Type const& type, PathNode const* node, Against const* against);
  Canonical read_scalar(NodeIndex value, Place const& place, Type const& type, PathNode const* node, Against const* against);
  Canonical read_set(NodeIndex value, Place const& place, Type const& type, PathNode const* node, Against const* against);
  std::optional<std::uint32_t> read_element(NodeIndex value, Place const& place, Type const& set, Canonical& text);
  static Canonical set_text(std::vector<std::pair<Canonical, std::uint32_t>> elements);
  Canonical read_field(NodeIndex value, Place const& place, Field const& field, PathNode const* node, Against const* against);

  /// A party with its canonical text; `node` null for an element of a set.
  std::optional<Identity> read_party(NodeIndex value, Place const& place, Type const& type, PathNode const* node,
                                     Canonical& text);
  std::optional<Identity> read_party_object(NodeIndex object, Place const& place, Type const& type, PathNode const* node,
                                            Canonical& text);
  std::optional<std::string> read_party_name(NodeIndex object, Place const& place, std::optional<PartyId>& declared);
  std::optional<PartyId> declared_party(NodeIndex value, Place const& place, std::string_view name);
  void fill(PathNode const* node, PartyId party);

  /// Whether the value is what the party's declaration says already; reports one that is not.
  bool repeats_declaration(NodeIndex value, Place const& place, Against const* against, Value const& read);
  void undeclared_key(NodeIndex key, Place const& place, FieldTable const& table, OtherKeys const& others);

  Source const& source_;
  SlotWriter& slots_;
  Privacy privacy_;
};

/// One value of a type that is neither a record nor a party nor a set, with its canonical text. Reports what is wrong with it.
[[nodiscard]] std::optional<Value> scalar_of(Source const& source, NodeIndex value, Place const& place, Type const& type,
                                             std::string& canonical);
/// Reports that a value is not of the type that its field takes.
void wrong_type(Source const& source, NodeIndex value, Place const& place, Type const& type);
/// Reports `null`, which is no value.
void null_value(Source const& source, NodeIndex value, Place const& place);
/// Reports keys that stand twice in an object.
void check_keys(Source const& source, NodeIndex object, Place const& place);

}  // namespace izin::input
