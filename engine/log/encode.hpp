// Hexadecimal and base64 (RFC 4648 section 4), strict: only the one spelling that we would write is read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/hash.hpp"

namespace izin::log {

[[nodiscard]] std::string to_hex(Bytes data);
/// Lower case only, an even number of digits.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text);

[[nodiscard]] std::string to_base64(Bytes data);
/// Padded, without blanks, unused bits zero.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

/// 32 bytes of base64 or hexadecimal.
[[nodiscard]] std::optional<Hash> hash_from_base64(std::string_view text);
[[nodiscard]] std::optional<Hash> hash_from_hex(std::string_view text);

/// A number as C2SP notes write it: decimal, no sign, no leading zero.
[[nodiscard]] std::optional<std::uint64_t> number_from(std::string_view text);

}  // namespace izin::log
