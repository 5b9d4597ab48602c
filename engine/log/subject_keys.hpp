// The keys file: a random key for each person (or entry, where nobody is named), and the log's secret for keyed digests.
// README.md section 6.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/database.hpp"
#include "engine/log/seal.hpp"

namespace izin::log {

/// `LOG.keys` of a log.
[[nodiscard]] std::filesystem::path keys_file_of(std::filesystem::path const& log);

class SubjectKeys {
 public:
  /// A new file with a new secret; throws where one is there.
  static void create(std::filesystem::path const& file, std::string const& log_id, Environment const& environment);
  /// Throws Error(log_key) where it is missing, or is that of another log.
  SubjectKeys(std::filesystem::path const& file, std::string const& log_id, Database::Access access);
  ~SubjectKeys();

  /// HMAC-SHA-256 under the log's secret.
  [[nodiscard]] Hash keyed(std::string_view domain, Bytes data) const;
  /// The same as `hmac-sha256:` and hexadecimal.
  [[nodiscard]] std::string keyed_text(std::string_view domain, std::string_view data) const;

  [[nodiscard]] Hash subject_handle(std::string_view subject_id) const;
  [[nodiscard]] Hash member_handle(std::string_view decision_id, std::uint64_t member) const;
  [[nodiscard]] Hash entry_handle(std::string_view decision_id) const;

  [[nodiscard]] std::optional<SecretKey> find(Hash const& handle);
  /// Every key there is.
  void for_each(std::function<void(SecretKey const&)> const& each);
  /// A key for each handle; new ones are made and durable before it returns, in one commit.
  [[nodiscard]] std::vector<SecretKey> find_or_make(std::span<Hash const> handles, Environment const& environment);
  /// Removes a key and writes the file anew, so that no page keeps a copy. Again does nothing more.
  void erase(Hash const& handle);

 private:
  void make(std::span<Hash const> handles, std::span<std::size_t const> places, std::vector<SecretKey>& keys,
            Environment const& environment);

  Database database_;
  Statement find_;
  SecretKey secret_;
};

inline constexpr std::string_view facts_domain{"izin facts 1\0", 13};
inline constexpr std::string_view allow_list_domain{"izin allow list 1\0", 18};

}  // namespace izin::log
