// `izin log cosign`: this program as the witness of somebody else's log. C2SP `tlog-witness` (the request) and `tlog-cosignature`
// (the answer), over files instead of HTTP. Of each log it keeps the newest checkpoint that it has cosigned, and cosigns only
// what begins with that: so nobody can be shown another history that it would vouch for.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/log/log.hpp"
#include "engine/log/read.hpp"

namespace izin::log {

struct CosignOptions {
  std::string request;                   ///< as witness_request() writes it
  std::string log_key;                   ///< of the log: a `.pub` file or the verifier key line
  std::filesystem::path key_file;        ///< the witness' own private key, of KeyType::cosignature
  std::filesystem::path memory;          ///< a folder, made where it is not there; losing it is losing the promise
  std::chrono::milliseconds wait{5000};  ///< for another run with the same memory
};

/// Either `refused` says why not, lower case, no full stop, or the checkpoint was cosigned.
struct Cosigned {
  std::string refused;
  std::string origin;      ///< the log's
  std::uint64_t size = 0;  ///< of the tree that this witness has cosigned last; 0: none
  std::string signature;   ///< the signature line
  std::string checkpoint;  ///< the request's, with that line added
};

/// What was cosigned is durable in the memory before this returns. Throws Error where key or memory cannot be used.
[[nodiscard]] Cosigned cosign(CosignOptions const& options, Environment const& environment);

/// What a log asks a witness: `old SIZE`, a consistency proof, an empty line, the checkpoint of the new size. From size 0, for a
/// witness that has seen nothing of the log, without a proof. Throws Error where the log has no checkpoint of the new size.
[[nodiscard]] std::string witness_request(ReadOptions const& options, std::uint64_t old_size, std::uint64_t new_size);

}  // namespace izin::log
