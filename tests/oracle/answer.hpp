// What the oracle answers: the lists of a decision by name. Its text is that of the corpus (tests/corpus/README.md).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace izin::oracle {

/// A rule, a grant or `izin.no_ground`.
struct Entry {
  std::string name, version;
  bool grant = false;
  std::set<std::string> because;
  std::optional<std::size_t> subjects;
};

struct Duty {
  std::string name, version, act, by, to;
  std::optional<std::string> due;
  std::string within, after;
  bool unknown = false, first = false;
  std::optional<std::size_t> subjects;
};

struct Counts {
  std::map<std::string, std::size_t> by_verdict;
  std::size_t proposed = 0;
};

struct Answer {
  std::string verdict;
  std::vector<Entry> by, contested, defeated, grounds;
  std::vector<Duty> duties;
  std::set<std::string> waiting;
  std::map<std::string, std::set<std::string>> missing;  ///< path, and the rules that wait for it
  bool exact = true;
  std::map<std::string, std::pair<std::string, std::set<std::string>>> rulings;  ///< name, effect, of what
  std::optional<Counts> pool;
  std::map<std::pair<std::string, std::string>, std::size_t> reasons;  ///< rule, verdict
  std::vector<std::string> permitted;
};

[[nodiscard]] std::string text(Answer const& answer);

}  // namespace izin::oracle
