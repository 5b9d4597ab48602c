// Random histories of a log: people with canaries in everything that is said of them, decided on alone and in pools, in several
// months, erased, and back again. What a log's files hold of somebody.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/gate/gate.hpp"
#include "tests/log/tampering.hpp"

namespace izin::log::test {

/// Somebody with nothing in common with others: each text about them holds their canary.
struct Person {
  std::string canary;  ///< within their id, e-mail address and note
  [[nodiscard]] std::string id() const { return canary + "-id"; }
  [[nodiscard]] std::string json() const;
};

/// What must be nowhere once they are erased: besides texts, the key and its handle as bytes.
struct Traces {
  std::vector<std::string> bytes;
};

class History {
 public:
  explicit History(std::uint64_t seed);

  [[nodiscard]] Site& site() { return site_; }
  [[nodiscard]] std::vector<Person> const& people() const { return people_; }
  /// A number below `bound`.
  [[nodiscard]] std::uint64_t next(std::uint64_t bound);
  /// Decides some random flows in one life of a writer; about `who` at least once.
  void decide_some(Person const& who);

 private:
  [[nodiscard]] std::string flow(std::vector<Person const*> const& who);

  Site site_;
  std::uint64_t chance_;
  std::vector<Person> people_;
  unsigned flows_ = 0;
};

/// What a log knows now of the person of an id: a text that is in all that is said of them, their key with its handle, and the
/// ends of their sealed boxes.
[[nodiscard]] Traces traces_of(fs::path const& log, std::string const& id, std::string const& canary);

/// Names of the files in a folder that hold one of the traces.
[[nodiscard]] std::vector<std::string> files_with(Traces const& traces, fs::path const& folder);

/// Every row of the log's tables but its settings, as text by table and key: to see what an erasure has changed.
[[nodiscard]] std::map<std::string, std::string> rows_of(fs::path const& log);

}  // namespace izin::log::test
