// What the verifier has found so far.
#pragma once

#include <string>

#include "engine/log/verify.hpp"

namespace izin::log::fsck {

class Report {
 public:
  void add(Code code, std::optional<std::uint64_t> sequence, std::string text);
  void note(std::string text) { notes_.push_back(std::move(text)); }
  [[nodiscard]] bool is_clean() const { return count_ == 0; }
  /// Whether something was found at this entry already: one fault is told once.
  [[nodiscard]] bool has(std::uint64_t sequence) const;
  /// Whether something was found at an entry before this one.
  [[nodiscard]] bool has_below(std::uint64_t sequence) const { return first_ && *first_ < sequence; }
  /// Moves everything into the answer, by sequence.
  void finish(Verification& verification);

 private:
  static constexpr std::size_t limit = 100;
  std::vector<Problem> problems_;
  std::vector<std::string> notes_;
  std::optional<std::uint64_t> first_;
  std::uint64_t count_ = 0;
};

}  // namespace izin::log::fsck
