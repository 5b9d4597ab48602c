// A folder, a machine whose clocks and chance are the test's, a small hand-made bundle, and drafts to log: for tests of the log
// that need no policy text and no evaluator.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/log/log.hpp"
#include "engine/log/verify.hpp"

namespace izin::log::test {

namespace fs = std::filesystem;

/// Removed with all that is in it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  [[nodiscard]] fs::path operator/(std::string const& name) const { return path_ / name; }
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

/// Clocks that stand still unless they are moved, and the same random bytes in every run.
struct Machine {
  std::int64_t wall = 1'767'614'400'000'000;  ///< 2026-01-05T12:00:00Z
  std::int64_t monotonic = 5'000'000;
  std::uint64_t chance = 1;
  [[nodiscard]] Environment environment();  ///< reads this machine, which must outlive it
};

/// A decision and everything its draft points to.
struct Case {
  Flow flow;
  Decision decision;
  Valuation subject_valuation, pool_valuation;
  std::shared_ptr<Program const> program;
  std::string id;
  std::int64_t decided = 0;
  std::vector<ConsentRecord> speaking;
  ConsentView::State consent = ConsentView::State::known;
  std::string facts = "sha256:1111111111111111111111111111111111111111111111111111111111111111";
  [[nodiscard]] DecisionDraft draft() const;
};

/// A bundle of one law with two rules, a consent form and three comparisons. `text` makes its digest.
[[nodiscard]] std::shared_ptr<Program const> small_program(std::string const& text = "law house { }\n");

/// The n-th of a series of decisions about a person (every fourth about nobody, every fifth about somebody without an id).
[[nodiscard]] Case small_case(std::shared_ptr<Program const> const& program, unsigned n);
/// About a person of this id.
[[nodiscard]] Case case_about(std::shared_ptr<Program const> const& program, unsigned n,
                              std::optional<std::string> const& subject);
/// A ULID that ends in n.
[[nodiscard]] std::string decision_id(unsigned n);

/// A pool of `size` people, some without an id.
struct PoolCase {
  Case common;
  std::vector<std::shared_ptr<Subject const>> subjects;
  std::vector<std::vector<ConsentRecord>> consents;
  [[nodiscard]] PoolDraft draft() const;
};
[[nodiscard]] PoolCase small_pool(std::shared_ptr<Program const> const& program, unsigned n, std::size_t size);

/// A log with its key and witness in a folder.
struct Site {
  Folder folder;
  Machine machine;
  std::shared_ptr<Program const> program = small_program();
  Initialised made;

  Site() : Site(1, "example.org/decisions") {}
  /// Somebody else's, where `chance` (of the machine) or the origin differs.
  Site(std::uint64_t chance, std::string const& origin);
  [[nodiscard]] fs::path file() const { return folder / "log.db"; }
  [[nodiscard]] fs::path witness() const { return folder / "witness.txt"; }
  [[nodiscard]] WriterOptions writing() const;
  [[nodiscard]] VerifyOptions verifying() const;  ///< with key and witness
  /// Logs the n-th small case in a commit of its own.
  Appended add(unsigned n);
};

[[nodiscard]] std::string read_file(fs::path const& file);
void write_file(fs::path const& file, std::string_view text);
/// Runs statements on any SQLite file.
void sql(fs::path const& file, std::string const& statements);
/// The first column of the rows of a query, as text.
[[nodiscard]] std::vector<std::string> ask(fs::path const& file, std::string const& query);

}  // namespace izin::log::test
