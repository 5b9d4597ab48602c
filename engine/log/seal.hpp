// How a private part is bound to its entry and kept from everybody else: padding, commitment, pseudonym, sealed box. README.md
// section 6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/hash.hpp"
#include "engine/log/log.hpp"

namespace izin::log {

/// A subject's key, or an entry's own. Overwritten when it goes.
class SecretKey {
 public:
  SecretKey() = default;
  explicit SecretKey(Bytes key);  ///< 32 bytes
  ~SecretKey();
  SecretKey(SecretKey const&) = default;
  SecretKey& operator=(SecretKey const&) = default;
  [[nodiscard]] Bytes view() const { return key_; }

 private:
  Hash key_{};
};

inline constexpr std::size_t opening_size = 32;
inline constexpr std::size_t nonce_size = 24;
/// What a box is longer than the padded private part: nonce, opening, length, tag.
inline constexpr std::size_t box_overhead = nonce_size + opening_size + 4 + 16;

/// 64, 256, 1024, or the next multiple of 1024.
[[nodiscard]] std::size_t padded_size(std::size_t size);
/// `opening || u32be(length) || padded`.
[[nodiscard]] std::vector<std::uint8_t> open_form(Bytes opening, std::string_view private_part);
/// The private part of an open form; nothing where length or padding are not right.
[[nodiscard]] std::optional<std::string> private_of(Bytes open_form);
[[nodiscard]] Hash commitment_of(Bytes open_form);

/// `month` is `2026-01`.
[[nodiscard]] Hash pseudonym_of(SecretKey const& key, std::string_view month);

[[nodiscard]] std::vector<std::uint8_t> seal(SecretKey const& key, Bytes nonce, Bytes open_form, Hash const& leaf);
/// The open form; nothing where key, leaf or box are not those that were sealed.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> unseal(SecretKey const& key, Bytes box, Hash const& leaf);

}  // namespace izin::log
