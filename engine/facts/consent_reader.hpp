// Consent records as inputs write them, and how lines about one consent become one record.
#pragma once

#include <optional>
#include <string>

#include "engine/facts/consent.hpp"
#include "engine/facts/value_reader.hpp"

namespace izin::input {

/// What one line says. The giving is known from `recorded`, else from `given`; the withdrawal from the later of `recorded` and
/// `withdrawn`.
struct ConsentLine {
  std::string subject;
  ConsentRecord record;
};

/// The consent of a line of facts. Reports what is wrong with it: then nothing.
[[nodiscard]] std::optional<ConsentLine> read_consent(Source const& source, NodeIndex value, Place const& place);

/// Why two records of one person, form and `given` cannot be about one consent.
struct Difference {
  std::string_view key;  ///< the member that differs; empty: none does
  std::string why;
};
[[nodiscard]] Difference difference(ConsentRecord const& a, ConsentRecord const& b);
/// Adds what another line about the same consent says: the earliest knowledge of each event counts.
void merge(ConsentRecord& into, ConsentRecord const& other);

/// A record as a canonical line of facts, with what is known since when.
[[nodiscard]] std::string consent_text(Model const& model, std::string_view subject, ConsentRecord const& record);

}  // namespace izin::input
