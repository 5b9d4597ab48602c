// Decision ids: ULIDs, 48 bits of milliseconds and 80 random bits in Crockford base32.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace izin {

[[nodiscard]] std::string make_ulid(std::int64_t wall_micros, std::array<std::uint8_t, 10> const& random);
/// 26 characters of the alphabet (capitals), at most `7ZZZ…`.
[[nodiscard]] bool is_ulid(std::string_view text);

}  // namespace izin
