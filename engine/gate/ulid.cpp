#include "engine/gate/ulid.hpp"

namespace izin {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 26;

}  // namespace

std::string make_ulid(std::int64_t wall_micros, std::array<std::uint8_t, 10> const& random) {
  std::array<std::uint8_t, 16> bytes{};
  auto millis = static_cast<std::uint64_t>(wall_micros < 0 ? 0 : wall_micros / 1000);
  for (std::size_t i = 6; i-- > 0; millis >>= 8u) bytes[i] = static_cast<std::uint8_t>(millis & 0xFFu);
  for (std::size_t i = 0; i < random.size(); ++i) bytes[6 + i] = random[i];
  // 128 bits are 26 digits of 5, with two zero bits before.
  std::string text(length, '0');
  for (std::size_t digit = 0; digit < length; ++digit) {
    unsigned value = 0;
    for (std::size_t k = 0; k < 5; ++k) {
      std::size_t const bit = digit * 5 + k;
      bool const set = bit >= 2 && ((bytes[(bit - 2) / 8] >> (7 - (bit - 2) % 8)) & 1u) != 0;
      value = value * 2 + (set ? 1 : 0);
    }
    text[digit] = alphabet[value];
  }
  return text;
}

bool is_ulid(std::string_view text) {
  return text.size() == length && text.front() <= '7' && text.find_first_not_of(alphabet) == std::string_view::npos;
}

}  // namespace izin
