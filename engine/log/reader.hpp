// A log opened for reading, with its keys file where that is at hand.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "engine/log/posix.hpp"
#include "engine/log/read.hpp"
#include "engine/log/store.hpp"
#include "engine/log/subject_keys.hpp"

namespace izin::log {

/// A sealed part, opened.
struct OpenedPart {
  std::vector<std::uint8_t> form;  ///< opening, length, padded text
  std::string text;                ///< canonical JSON
};

class LogReader {
 public:
  explicit LogReader(ReadOptions const& options);

  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] Opening const& opening() const { return opening_; }
  /// Null where there is no keys file that can be used.
  [[nodiscard]] SubjectKeys* keys() { return keys_ ? &*keys_ : nullptr; }
  [[nodiscard]] EntryRow entry(std::uint64_t sequence);
  /// The newest checkpoint, unchecked.
  [[nodiscard]] Checkpoint checkpoint();

  /// Where a sealed part stands.
  struct Place {
    std::uint64_t sequence = 0;
    std::int64_t member = -1;
    Hash leaf{};
    std::string decision, month;
  };
  /// `announcing` is the object with `commitment` and `pseudonym`: a record's `private`, or a pool's result. Nothing where the
  /// part or its key is not there, or is another's.
  [[nodiscard]] std::optional<OpenedPart> open(Place const& place, Json const& announcing);

 private:
  [[nodiscard]] std::optional<SecretKey> key_of(Place const& place, Json const& announcing);

  std::filesystem::path file_;
  Descriptor lock_;
  std::unique_ptr<Store> store_;
  Opening opening_;
  std::optional<SubjectKeys> keys_;
  std::map<std::string, std::map<Hash, SecretKey>> months_;  ///< keys by month and pseudonym
};

/// The policy files of a bundle as the log holds them, by path; empty where it holds none.
[[nodiscard]] std::vector<BundleFile> files_of(LogReader& reader, std::string const& digest);

/// Month of a record's `decided`.
[[nodiscard]] std::string month_of(Json const& record);

}  // namespace izin::log
