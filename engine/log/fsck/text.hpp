// Base64, hexadecimal, decimals and instants as the verifier reads them. Written apart from the writer's code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/hash.hpp"

namespace izin::log::fsck {

using Buffer = std::vector<std::uint8_t>;

[[nodiscard]] std::string hex(Bytes data);
/// 64 lower-case digits.
[[nodiscard]] std::optional<Hash> hash_of_hex(std::string_view text);
[[nodiscard]] std::string base64(Bytes data);
/// Padded, without blanks, unused bits zero.
[[nodiscard]] std::optional<Buffer> of_base64(std::string_view text);
[[nodiscard]] std::optional<Hash> hash_of_base64(std::string_view text);
/// Decimal without sign and leading zeros.
[[nodiscard]] std::optional<std::uint64_t> decimal(std::string_view text);
/// Microseconds of `2026-01-05T12:00:00.123000Z`.
[[nodiscard]] std::optional<std::int64_t> micros_of(std::string_view text);
/// The same of a flow's own spelling: decimals only where they are not zero, none trailing.
[[nodiscard]] std::optional<std::int64_t> micros_of_flow(std::string_view text);
/// `sha256:` or `hmac-sha256:` and 64 digits.
[[nodiscard]] bool is_digest(std::string_view text, std::string_view prefix);
/// Takes the first line off, without its line feed; nothing where there is no line feed.
[[nodiscard]] std::optional<std::string_view> take_line(std::string_view& text);

}  // namespace izin::log::fsck
