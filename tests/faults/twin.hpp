// A log to be copied, copies to go wrong with, and doing something to one while its n-th system call fails.
#pragma once

#include <functional>
#include <string>

#include "tests/faults/faulty_calls.hpp"
#include "tests/log/tampering.hpp"

namespace izin::log::test {

/// Somebody in the log, whose id is in nothing else.
inline constexpr char const* canary = "somebody-who-leaves";

/// A log with some people; one of them, `canary`, in three decisions and a pool.
class Settled {
 public:
  Settled();
  [[nodiscard]] Site const& site() const { return site_; }

 private:
  Site site_;
};

/// The same log in a folder of its own.
class Twin {
 public:
  explicit Twin(Settled const& settled);
  [[nodiscard]] WriterOptions writing() const;
  /// With the key given, the witness, and nothing else.
  [[nodiscard]] Verification verified(std::string const& key) const;
  /// Logs a decision about somebody else.
  void write_on();
  [[nodiscard]] Environment environment() { return machine_.environment(); }
  [[nodiscard]] fs::path file() const { return folder_ / "log.db"; }
  [[nodiscard]] fs::path const& folder() const { return folder_.path(); }

 private:
  std::shared_ptr<Program const> program_;
  Folder folder_;
  Machine machine_;
};

/// Runs `act` with the n-th call going wrong, in a process of its own where it dies of that. An Error is fine where the fault has
/// struck, which is what is given.
[[nodiscard]] bool run_with(Fault const& fault, std::function<void()> const& act);

}  // namespace izin::log::test
