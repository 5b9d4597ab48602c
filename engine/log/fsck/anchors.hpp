// What others have kept, held against the log: the witness file (L1), receipts (L2), cosigned checkpoints (L3).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/log/fsck/key_chain.hpp"
#include "engine/log/fsck/report.hpp"
#include "engine/log/fsck/sqlite.hpp"
#include "engine/log/receipt.hpp"

namespace izin::log::fsck {

/// Roots of the rebuilt tree at the sizes that an anchor asks for; filled while it grows.
using Roots = std::map<std::uint64_t, std::optional<Hash>>;

/// The log, as far as anchors ask about it.
struct Walked {
  std::uint64_t entries = 0;
  Roots const* roots = nullptr;
  KeyChain const* keys = nullptr;  ///< null: no key was given, and signatures are not checked
};

class WitnessCheck {
 public:
  /// Reads the file; what in it is no checkpoint is reported.
  WitnessCheck(std::filesystem::path const& file, Report& report);

  void want(Roots& roots) const;
  /// After the walk. Gives how many entries the witness vouches for.
  std::uint64_t compare(File& log, Walked const& walked);

 private:
  struct Note {
    std::string_view text;
    std::uint64_t size;
    Hash root;
  };
  void parse();
  /// Whether the rest begins with a note that a crash has cut; moves past it and the mark after it.
  bool skip_cut_note(std::string_view& rest);
  void compare(Note const& note, std::string_view logged, Walked const& walked);

  std::string name_, text_;
  Report& report_;
  std::vector<Note> notes_;
  std::uint64_t agreed_ = 0;
  bool contradicted_ = false;
};

class ReceiptChecks {
 public:
  ReceiptChecks(std::vector<std::filesystem::path> const& files, Report& report);

  void want(Roots& roots) const;
  /// After the walk. Gives how many entries the receipts vouch for.
  std::uint64_t compare(File& log, Walked const& walked);

 private:
  struct Kept {
    std::string name, text;
    std::uint64_t size = 0;  ///< of the tree in it
  };
  Report& report_;
  std::vector<Kept> receipts_;
};

/// A receipt by itself; `key` gives the key that signs checkpoints of a size, or null.
[[nodiscard]] ReceiptView check_receipt(std::string const& text, std::function<Key const*(std::uint64_t size)> const& key);
/// Checkpoints that witnesses have cosigned (L3).
class CosignedChecks {
 public:
  CosignedChecks(std::vector<std::filesystem::path> const& files, std::vector<std::string> const& cosigners);

  void want(Roots& roots) const;
  /// After the walk. Gives for how many entries every one of the witnesses vouches.
  std::uint64_t compare(Walked const& walked, Report& report) const;

 private:
  struct Kept {
    std::string name, note;
    std::uint64_t size = 0;  ///< 0: it is no checkpoint
  };
  /// What is wrong with one as a checkpoint of the log, as far as the witnesses and the keys can tell; empty: nothing.
  [[nodiscard]] std::string problem_of(Kept const& kept, KeyChain const& keys) const;

  std::vector<Key> cosigners_;
  std::vector<Kept> kept_;
};

[[nodiscard]] std::string read_anchor(std::filesystem::path const& file, std::uintmax_t limit, std::string const& what);
[[nodiscard]] std::string entries_text(std::uint64_t count);

/// Whether a text is the beginning of a note of this log that was not written to its end.
[[nodiscard]] bool is_cut_note(std::string_view text);

}  // namespace izin::log::fsck
