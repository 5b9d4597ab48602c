// Ed25519 keys in C2SP's forms: verifier key lines (`.pub`) and private key files (`.key`).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "engine/log/hash.hpp"
#include "engine/log/log.hpp"

namespace izin::log {

using Signature = std::array<std::uint8_t, 64>;

/// Starts the cryptographic library; again does nothing. Throws Error where it cannot.
void start_cryptography();

/// What an origin, and so a key's name, may be: 1 to 200 printable ASCII characters without blanks and `+`, that begin with a
/// letter or a digit and hold no `..`.
[[nodiscard]] bool is_origin(std::string_view name);
/// Throws Error for what is none.
void check_origin(std::string const& name);

/// Somebody's public key with its name.
struct VerifierKey {
  std::string name;
  Hash key{};  ///< Ed25519
  KeyType type = KeyType::note;

  /// First four bytes of `SHA-256(name || 0x0A || type || key)`, big-endian.
  [[nodiscard]] std::uint32_t id() const;
  /// `name+id+base64`.
  [[nodiscard]] std::string line() const;
  [[nodiscard]] static std::optional<VerifierKey> parse(std::string_view line, KeyType type = KeyType::note);
  [[nodiscard]] bool verifies(std::string_view text, Signature const& signature) const;
};

/// From a `.pub` file or the key line itself. Throws Error(log_key).
[[nodiscard]] VerifierKey read_verifier_key(std::string const& file_or_line);

/// A private key. Overwritten when it goes.
class SigningKey {
 public:
  SigningKey(std::string name, Hash const& seed, KeyType type = KeyType::note);
  ~SigningKey();
  SigningKey(SigningKey&&) noexcept;
  SigningKey(SigningKey const&) = delete;
  SigningKey& operator=(SigningKey const&) = delete;

  [[nodiscard]] VerifierKey const& verifier() const { return verifier_; }
  [[nodiscard]] Signature sign(std::string_view text) const;
  /// The line of a `.key` file.
  [[nodiscard]] std::string line() const;

 private:
  VerifierKey verifier_;
  std::array<std::uint8_t, 64> secret_{};
};

[[nodiscard]] SigningKey make_signing_key(std::string name, Environment const& environment, KeyType type = KeyType::note);
/// Refuses a link, a file that others may read, and a key of another type. Throws Error(log_key).
[[nodiscard]] SigningKey read_signing_key(std::filesystem::path const& file, KeyType type = KeyType::note);

/// `NAME.key` and `NAME.pub` of an origin in the key folder.
[[nodiscard]] std::filesystem::path key_file_of(std::filesystem::path const& folder, std::string_view origin);
[[nodiscard]] std::filesystem::path public_file_of(std::filesystem::path const& folder, std::string_view origin);
/// Writes both; makes the folder (0700). Throws Error where one is there already.
void write_key_pair(SigningKey const& key, std::filesystem::path const& folder);

}  // namespace izin::log
