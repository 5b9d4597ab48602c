// Receipts: what a caller or a person can keep, and check later without the log. C2SP `tlog-proof@v1`; its `extra` line carries
// what the leaf is made of. engine/log/README.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/log/read.hpp"

namespace izin::log {

/// The receipt of an entry in the newest checkpoint. With a subject: that person's part of it too, opened; for a pool, their
/// result and its path to the pool's root. Throws Error when there is no such entry, or the person is not in it as far as the
/// keys file tells.
[[nodiscard]] std::string receipt(ReadOptions const& options, std::uint64_t sequence, std::optional<std::string> const& subject);

/// What a receipt shows, once checked. Nothing in it may be believed unless `problems` is empty.
struct ReceiptView {
  std::vector<std::string> problems;  ///< lower case, no full stop; empty: everything fits together and the key has signed it
  std::string origin;
  std::uint64_t sequence = 0, size = 0;     ///< of the entry; of the tree that was signed
  std::string root;                         ///< base64, of that tree
  std::string leaf;                         ///< hexadecimal
  std::string record;                       ///< of the entry, canonical JSON
  std::optional<std::string> result;        ///< of a pool, this person's: canonical JSON with `verdict`, `rules`, `valuation`
  std::optional<std::string> private_part;  ///< canonical JSON, when it was opened for the receipt; matches its commitment
};

/// Checks the text of a receipt against a verifier key line or `.pub` file. Throws Error only when the key cannot be read.
[[nodiscard]] ReceiptView verify_receipt(std::string const& text, std::string const& key);

}  // namespace izin::log
