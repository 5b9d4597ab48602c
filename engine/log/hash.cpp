// SHA-256 through OpenSSL: the algorithm is fetched once and a thread's context is used again (the one-shot call costs several
// hundred nanoseconds more). HMAC is RFC 2104 over it.
#include "engine/log/hash.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace izin::log {
namespace {

constexpr std::size_t block_size = 64;

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

EVP_MD const* algorithm() {
  static EVP_MD const* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return fetched;
}

EVP_MD_CTX* thread_context() {
  thread_local std::unique_ptr<EVP_MD_CTX, FreeContext> const context(EVP_MD_CTX_new());
  return context.get();
}

[[noreturn]] void fail() { throw std::runtime_error("SHA-256 is not available from the cryptographic library"); }

/// One running digest on this thread's context: never two at a time.
class Digest {
 public:
  Digest() {
    if (context_ == nullptr || algorithm() == nullptr || EVP_DigestInit_ex2(context_, algorithm(), nullptr) != 1) fail();
  }
  void add(Bytes part) {
    if (EVP_DigestUpdate(context_, part.data(), part.size()) != 1) fail();
  }
  Hash finish() {
    Hash hash;
    unsigned length = 0;
    if (EVP_DigestFinal_ex(context_, hash.data(), &length) != 1 || length != hash.size()) fail();
    return hash;
  }

 private:
  EVP_MD_CTX* context_ = thread_context();
};

}  // namespace

Hash sha256(std::initializer_list<Bytes> parts) {
  Digest digest;
  for (Bytes const part : parts) digest.add(part);
  return digest.finish();
}

Hash hmac_sha256(Bytes key, std::initializer_list<Bytes> parts) {
  std::array<std::uint8_t, block_size> inner{};
  if (key.size() > block_size) {
    Hash const shortened = sha256({key});
    std::copy(shortened.begin(), shortened.end(), inner.begin());
  } else {
    std::copy(key.begin(), key.end(), inner.begin());
  }
  std::array<std::uint8_t, block_size> outer = inner;
  for (auto& byte : inner) byte ^= 0x36;
  for (auto& byte : outer) byte ^= 0x5c;
  Digest digest;
  digest.add(inner);
  for (Bytes const part : parts) digest.add(part);
  Hash const middle = digest.finish();
  return sha256({outer, middle});
}

Hash leaf_hash(Bytes record) {
  static constexpr std::array<std::uint8_t, 1> prefix{0};
  return sha256({prefix, record});
}

Hash node_hash(Hash const& left, Hash const& right) {
  static constexpr std::array<std::uint8_t, 1> prefix{1};
  return sha256({prefix, left, right});
}

Hash empty_root() { return sha256({}); }

}  // namespace izin::log
