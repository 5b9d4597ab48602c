// People as inputs name them: an object, or a line of a file.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "engine/facts/value_reader.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::input {

/// One person from an object. Reports what is wrong with it; the person counts only when nothing is.
[[nodiscard]] std::shared_ptr<Subject> read_person(Source const& source, FlowLayout const& layout, NodeIndex value,
                                                   Place const& place);

/// Somebody of whom only the identity is known.
[[nodiscard]] std::shared_ptr<Subject> unknown_person(Model const& model, FlowLayout const& layout, std::string const& id);

/// The lines of a text that are not blank, without their line ends.
void each_line(SourceFile const& file, std::function<void(std::uint32_t begin, std::uint32_t end)> const& visit);

/// A line of facts, `{"subject": …}` or `{"consent": …}`.
struct FactsLine {
  enum class Kind : std::uint8_t { subject, consent } kind = Kind::subject;
  NodeIndex value = 0;
};
/// What the top of a tape is as a line of facts; reports what is neither.
[[nodiscard]] std::optional<FactsLine> facts_line(Source const& source);

}  // namespace izin::input
