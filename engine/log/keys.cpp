// Names, key lines and signatures. Files are key_files.cpp.
#include "engine/log/keys.hpp"

#include <sodium.h>

#include <algorithm>
#include <iterator>

#include "engine/log/encode.hpp"

namespace izin::log {
namespace {

/// `type || key` in base64, as both kinds of lines have it.
std::string key_text(KeyType type, Bytes key) {
  std::vector<std::uint8_t> data{static_cast<std::uint8_t>(type)};
  data.insert(data.end(), key.begin(), key.end());
  return to_base64(data);
}

std::string id_text(std::uint32_t id) {
  std::array<std::uint8_t, 4> data{};
  for (std::size_t i = 0; i < 4; ++i) data[i] = static_cast<std::uint8_t>(id >> (24 - 8 * i) & 255);
  return to_hex(data);
}

}  // namespace

void start_cryptography() {
  static bool const ready = sodium_init() >= 0;
  if (!ready) throw Error("the cryptographic library does not start: check the installation of libsodium");
}

bool is_origin(std::string_view name) {
  auto const is_alphanumeric = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return !name.empty() && name.size() <= 200 && is_alphanumeric(name.front()) && name.find("..") == std::string_view::npos &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f' && c != '+'; });
}

void check_origin(std::string const& name) {
  if (!is_origin(name))
    throw Error(
        "an origin is 1 to 200 printable ASCII characters without blanks, `+` and `..`, and begins with a letter or a digit: "
        "give one like `example.org/decisions`",
        Code::log_key);
}

std::uint32_t VerifierKey::id() const {
  std::array<std::uint8_t, 2> const between{'\n', static_cast<std::uint8_t>(type)};
  Hash const hash = sha256({bytes(name), between, key});
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < 4; ++i) id = id << 8 | hash[i];
  return id;
}

std::string VerifierKey::line() const { return name + "+" + id_text(id()) + "+" + key_text(type, key); }

std::optional<VerifierKey> VerifierKey::parse(std::string_view line, KeyType type) {
  std::size_t const first = line.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  std::size_t const second = line.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  VerifierKey verifier;
  verifier.type = type;
  verifier.name = line.substr(0, first);
  auto const data = from_base64(line.substr(second + 1));
  if (!is_origin(verifier.name) || !data || data->size() != 33 || data->front() != static_cast<std::uint8_t>(type))
    return std::nullopt;
  std::copy(std::next(data->begin()), data->end(), verifier.key.begin());
  if (line.substr(first + 1, second - first - 1) != id_text(verifier.id())) return std::nullopt;
  return verifier;
}

bool VerifierKey::verifies(std::string_view text, Signature const& signature) const {
  Bytes const message = bytes(text);
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

SigningKey::SigningKey(std::string name, Hash const& seed, KeyType type) {
  start_cryptography();
  verifier_.type = type;
  verifier_.name = std::move(name);
  crypto_sign_seed_keypair(verifier_.key.data(), secret_.data(), seed.data());
}
SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }
SigningKey::SigningKey(SigningKey&& other) noexcept : verifier_(std::move(other.verifier_)), secret_(other.secret_) {
  sodium_memzero(other.secret_.data(), other.secret_.size());
}

Signature SigningKey::sign(std::string_view text) const {
  Signature signature{};
  Bytes const message = bytes(text);
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
  return signature;
}

std::string SigningKey::line() const {
  return "PRIVATE+KEY+" + verifier_.name + "+" + id_text(verifier_.id()) + "+" +
         key_text(verifier_.type, Bytes(secret_).first(32));
}

SigningKey make_signing_key(std::string name, Environment const& environment, KeyType type) {
  check_origin(name);
  Hash seed{};
  environment.random(seed);
  SigningKey key(std::move(name), seed, type);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

}  // namespace izin::log
