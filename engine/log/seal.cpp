// XChaCha20-Poly1305 and wiping by libsodium; HMAC by hash.cpp.
#include "engine/log/seal.hpp"

#include <sodium.h>

#include <algorithm>

namespace izin::log {

static_assert(nonce_size == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(box_overhead == nonce_size + opening_size + 4 + crypto_aead_xchacha20poly1305_ietf_ABYTES);

SecretKey::SecretKey(Bytes key) {
  if (key.size() != key_.size())
    throw Error("a key of the keys file does not have 32 bytes: restore the keys file", Code::log_key);
  std::ranges::copy(key, key_.begin());
}
SecretKey::~SecretKey() { sodium_memzero(key_.data(), key_.size()); }

std::size_t padded_size(std::size_t size) {
  if (size <= 64) return 64;
  if (size <= 256) return 256;
  return (size + 1023) / 1024 * 1024;
}

std::vector<std::uint8_t> open_form(Bytes opening, std::string_view private_part) {
  std::size_t const size = private_part.size();
  if (opening.size() != opening_size || size > UINT32_MAX)
    throw Error("a private part is too large to be sealed: shorten the flow");
  std::vector<std::uint8_t> form(opening_size + 4 + padded_size(size), 0);
  std::ranges::copy(opening, form.begin());
  for (std::size_t i = 0; i < 4; ++i) form[opening_size + i] = static_cast<std::uint8_t>(size >> (24 - 8 * i) & 255);
  std::ranges::copy(bytes(private_part), form.begin() + opening_size + 4);
  return form;
}

std::optional<std::string> private_of(Bytes form) {
  if (form.size() < opening_size + 4) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) size = size << 8 | form[opening_size + i];
  Bytes const padded = form.subspan(opening_size + 4);
  if (size > padded.size() || padded.size() != padded_size(size)) return std::nullopt;
  if (std::ranges::any_of(padded.subspan(size), [](std::uint8_t byte) { return byte != 0; })) return std::nullopt;
  return std::string(reinterpret_cast<char const*>(padded.data()), size);
}

Hash commitment_of(Bytes form) { return hmac_sha256(bytes("izin commit 1"), {form}); }

Hash pseudonym_of(SecretKey const& key, std::string_view month) {
  using namespace std::string_view_literals;
  return hmac_sha256(key.view(), {bytes("izin pseudonym 1\0"sv), bytes(month)});
}

std::vector<std::uint8_t> seal(SecretKey const& key, Bytes nonce, Bytes form, Hash const& leaf) {
  std::vector<std::uint8_t> box(form.size() + nonce_size + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  std::ranges::copy(nonce, box.begin());
  unsigned long long length = 0;
  int const failed = crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + nonce_size, &length, form.data(), form.size(),
                                                                leaf.data(), leaf.size(), nullptr, box.data(), key.view().data());
  if (failed != 0 || nonce.size() != nonce_size || length + nonce_size != box.size())
    throw Error("the cryptographic library could not seal");
  return box;
}

std::optional<std::vector<std::uint8_t>> unseal(SecretKey const& key, Bytes box, Hash const& leaf) {
  if (box.size() < box_overhead) return std::nullopt;
  std::vector<std::uint8_t> form(box.size() - nonce_size - crypto_aead_xchacha20poly1305_ietf_ABYTES);
  unsigned long long length = 0;
  int const failed =
      crypto_aead_xchacha20poly1305_ietf_decrypt(form.data(), &length, nullptr, box.data() + nonce_size, box.size() - nonce_size,
                                                 leaf.data(), leaf.size(), box.data(), key.view().data());
  if (failed != 0 || length != form.size()) return std::nullopt;
  return form;
}

}  // namespace izin::log
