// The reference workload: twelve rules over a flow with 24 fields, seeded, with the rules in plain C++ beside the policy
// consent_sale.izin. The one way in: Workload.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace izin::bench {

/// One flow as a hand-written program would hold it. Days count from 1970-01-01.
struct Row {
  std::uint64_t granted = 0;      ///< purposes, those below a granted one included
  std::uint64_t granted_raw = 0;  ///< as the consent names them
  std::uint32_t categories = 0, covered = 0, explicit_for = 0;
  std::int32_t cents = 0;
  std::uint16_t recipient = 0;
  std::array<std::uint16_t, 4> recipients{};
  std::uint16_t expires = 0, withdrawn = 0, date = 0, collected = 0, retention = 0, smallest = 0;
  std::uint8_t channel = 0, purpose = 0, kind = 0, country = 0, safeguard = 0, age = 0, residence = 0;
};

/// The rule that decides: 1 to 10 deny, 11 and 12 permit, 0 none.
[[nodiscard]] std::uint8_t decide(Row const& row);

/// Row `index` of the sequence of a seed.
[[nodiscard]] Row row_at(std::uint64_t seed, std::size_t index);
inline constexpr std::uint64_t seed = 20260401;

/// The same flow as izin's JSON, and the taxonomies that consent_sale.izin leaves out.
[[nodiscard]] std::string json_of(Row const& row, std::size_t index);
[[nodiscard]] std::string vocabulary();

}  // namespace izin::bench
