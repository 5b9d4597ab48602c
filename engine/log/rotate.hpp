// `izin log rotate`: a new signing key, for which the old one vouches before it is destroyed. README.md section 11.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/log/log.hpp"

namespace izin::log {

struct Rotated {
  std::uint64_t entry = 0;            ///< the `key` entry
  std::string old_key, new_key;       ///< verifier key lines
  std::filesystem::path key_file;     ///< where the new private key is, in the place of the old one
  std::filesystem::path public_file;  ///< its verifier key line
};
/// Makes a key, has the old one sign it over, and destroys the old private key once that is durable. Interrupted, the next writer
/// completes it, or the old key goes on.
[[nodiscard]] Rotated rotate(WriterOptions const& options, Environment const& environment);

/// Puts the key of a rotation that is in the log in its place, if that was interrupted: the file beside `key_file` whose key has
/// signed `newest_note`. The old private key is overwritten first.
void finish_rotation(std::filesystem::path const& key_file, std::string_view newest_note);

}  // namespace izin::log
