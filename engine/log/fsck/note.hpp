// Checkpoints and keys as the verifier reads them. Written apart from the writer's code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/fsck/text.hpp"

namespace izin::log::fsck {

/// C2SP's byte for what an Ed25519 key signs: notes, or checkpoints as their witness.
inline constexpr std::uint8_t signs_notes = 1;
inline constexpr std::uint8_t cosigns = 4;

/// A C2SP verifier key of Ed25519.
struct Key {
  std::string name;
  Hash key{};
  Buffer id;         ///< four bytes
  std::string line;  ///< as it was read
};
[[nodiscard]] std::optional<Key> parse_key(std::string_view line, std::uint8_t type = signs_notes);
/// From a `.pub` file or the line itself. Throws Error(log_key).
[[nodiscard]] Key read_key(std::string const& file_or_line, std::uint8_t type = signs_notes);

struct NoteSignature {
  std::string_view name;
  Buffer data;  ///< key id and signature
};
/// A signed checkpoint; views into its text.
struct SignedCheckpoint {
  std::string_view text;  ///< what is signed
  std::string_view origin;
  std::uint64_t size = 0;
  Hash root{};
  std::vector<NoteSignature> signatures;
};
/// Nothing for what is no signed note of exactly origin, size and root.
[[nodiscard]] std::optional<SignedCheckpoint> parse_checkpoint(std::string_view note);
/// Whether the key has signed it, and none of its signatures is wrong.
[[nodiscard]] bool is_signed_by(SignedCheckpoint const& checkpoint, Key const& key);

/// What a witness says of a checkpoint.
enum class Cosignature : std::uint8_t { none, right, wrong };
[[nodiscard]] Cosignature cosignature_of(SignedCheckpoint const& checkpoint, Key const& key);

}  // namespace izin::log::fsck
