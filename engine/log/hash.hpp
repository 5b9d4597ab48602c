// SHA-256, HMAC-SHA-256 and the two hashes of an RFC 6962 tree. The only code that the writer and the verifier share.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace izin::log {

using Bytes = std::span<std::uint8_t const>;
using Hash = std::array<std::uint8_t, 32>;

/// The bytes of a text.
[[nodiscard]] inline Bytes bytes(std::string_view text) {
  return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

/// Of the parts, one after another. Throws std::runtime_error when the cryptographic library fails.
[[nodiscard]] Hash sha256(std::initializer_list<Bytes> parts);
[[nodiscard]] Hash hmac_sha256(Bytes key, std::initializer_list<Bytes> parts);

/// `SHA-256(0x00 || record)`.
[[nodiscard]] Hash leaf_hash(Bytes record);
/// `SHA-256(0x01 || left || right)`.
[[nodiscard]] Hash node_hash(Hash const& left, Hash const& right);
/// `SHA-256("")`: the root of a tree without leaves.
[[nodiscard]] Hash empty_root();

}  // namespace izin::log
