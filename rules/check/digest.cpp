#include "rules/check/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace izin::check {
namespace {

/// One context for all files: OpenSSL's one-shot call fetches the algorithm anew each time.
/// What a configuration of OpenSSL says is not asked: nothing around the program changes a digest.
class Sha256 {
 public:
  Sha256()
      : configured_(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr)),
        context_(EVP_MD_CTX_new(), EVP_MD_CTX_free),
        method_(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free) {
    if (configured_ != 1 || !context_ || !method_) throw std::runtime_error("SHA-256 is not available");
  }

  std::string hex(std::string_view text) {
    std::array<unsigned char, 32> bytes{};
    unsigned int size = 0;
    if (EVP_DigestInit_ex2(context_.get(), method_.get(), nullptr) != 1 ||
        EVP_DigestUpdate(context_.get(), text.data(), text.size()) != 1 ||
        EVP_DigestFinal_ex(context_.get(), bytes.data(), &size) != 1 || size != bytes.size()) {
      throw std::runtime_error("SHA-256 failed");
    }
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(64);
    for (auto byte : bytes) {
      hex += digits[byte >> 4];
      hex += digits[byte & 15];
    }
    return hex;
  }

 private:
  int configured_;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method_;
};

}  // namespace

std::string bundle_digest(std::vector<DigestedFile> const& files) {
  Sha256 sha;
  std::string lines;
  for (auto const& file : files) {
    lines += sha.hex(file.text);
    lines += "  ";
    lines += file.path;
    lines += '\n';
  }
  return "sha256:" + sha.hex(lines);
}

}  // namespace izin::check
