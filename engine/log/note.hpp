// C2SP signed notes and checkpoints, as the writer makes them and receipts carry them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/log/keys.hpp"

namespace izin::log {

/// A note's text (which ends with a line feed) with the key's signature.
[[nodiscard]] std::string sign_note(std::string_view text, SigningKey const& key);
/// The text of a note that the key has signed; nothing where it has not, where one of its signatures is wrong, or where this is
/// no note. Signatures of other keys count for nothing.
[[nodiscard]] std::optional<std::string> open_note(std::string_view note, VerifierKey const& key);

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root{};
  /// The note's text.
  [[nodiscard]] std::string text() const;
  /// Without extension lines, which this program never writes.
  [[nodiscard]] static std::optional<Checkpoint> parse(std::string_view text);
};

/// The checkpoint in a note, whoever has signed it.
[[nodiscard]] std::optional<Checkpoint> unsigned_checkpoint(std::string_view note);
/// The checkpoint in a note that the key has signed, with the key's name as origin.
[[nodiscard]] std::optional<Checkpoint> open_checkpoint(std::string_view note, VerifierKey const& key);

/// The line by which a witness cosigns a checkpoint's text, as of a time: C2SP `tlog-cosignature`, `cosignature/v1`.
[[nodiscard]] std::string cosign_line(std::string_view text, std::uint64_t seconds, SigningKey const& key);
/// The checkpoint in a note that the witness has cosigned; nothing where it has not, or where one of its cosignatures is wrong.
[[nodiscard]] std::optional<Checkpoint> open_cosigned(std::string_view note, VerifierKey const& key);

}  // namespace izin::log
