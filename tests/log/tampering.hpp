// A log that holds every kind of entry, copies of it to spoil, and what the verifier says of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/log/fixture.hpp"

namespace izin::log::test {

/// A log of about thirty entries: decisions with and without people, two bundles, two sets of facts, a clock that went back, a
/// pool.
class Original {
 public:
  Original();
  [[nodiscard]] Site const& site() const { return site_; }
  [[nodiscard]] std::uint64_t entries() const { return entries_; }
  [[nodiscard]] std::uint64_t pool() const { return pool_; }  ///< sequence of the pool
  /// Sequence of the n-th entry of a kind.
  [[nodiscard]] std::uint64_t find(std::string const& kind, std::size_t n = 0) const;

 private:
  Site site_;
  std::uint64_t entries_ = 0, pool_ = 0;
};
/// Made once for all tests.
[[nodiscard]] Original const& original();

/// A copy of a log's files in a folder of its own.
class Copy {
 public:
  explicit Copy(Site const& site);
  [[nodiscard]] fs::path file() const { return folder_ / "log.db"; }
  [[nodiscard]] fs::path keys() const { return folder_ / "log.db.keys"; }
  [[nodiscard]] fs::path witness() const { return folder_ / "witness.txt"; }
  void run(std::string const& statements) const { sql(file(), statements); }
  [[nodiscard]] std::string one(std::string const& query) const { return ask(file(), query).at(0); }

  [[nodiscard]] Verification at_l0() const;  ///< key only
  [[nodiscard]] Verification at_l1() const;  ///< key and witness

 private:
  [[nodiscard]] VerifyOptions options() const;
  Folder folder_;
  std::string key_;
};

/// Puts a record in an entry's place, with its leaf and columns right, as somebody would who knows the format but has no key.
void put_record(Copy const& copy, std::uint64_t sequence, std::string const& record);
/// Makes all tiles anew from the leaves.
void rebuild_tiles(Copy const& copy);
/// `text` with the first occurrence of a part replaced; fails the test where there is none.
[[nodiscard]] std::string replaced(std::string text, std::string const& part, std::string const& by);

/// What a verification said, for a failing test.
[[nodiscard]] std::string told(Verification const& verification);

}  // namespace izin::log::test
