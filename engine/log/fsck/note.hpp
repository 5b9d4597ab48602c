// Checkpoints and keys as the verifier reads them. Written apart from the writer's code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/log/fsck/text.hpp"

namespace izin::log::fsck {

/// A C2SP verifier key of type Ed25519.
struct Key {
  std::string name;
  Hash key{};
  Buffer id;         ///< four bytes
  std::string line;  ///< as it was read
};
[[nodiscard]] std::optional<Key> parse_key(std::string_view line);
/// From a `.pub` file or the line itself. Throws Error(log_key).
[[nodiscard]] Key read_key(std::string const& file_or_line);

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

}  // namespace izin::log::fsck
