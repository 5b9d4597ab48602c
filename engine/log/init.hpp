// Names of a log's files, and which key is its own.
#pragma once

#include <filesystem>

#include "engine/log/keys.hpp"
#include "engine/log/store.hpp"

namespace izin::log {

[[nodiscard]] std::filesystem::path lock_file_of(std::filesystem::path const& log);
/// The lock is found by the log's name: throws Error where it has two (a link).
void check_names(std::filesystem::path const& log);
/// Where the private key of a log is: the file given, or that of its origin in the key folder. Throws Error(log_key).
[[nodiscard]] std::filesystem::path log_key_file(WriterOptions const& options, Opening const& opening);
/// The key with which the log's newest checkpoint is signed. Throws Error(log_key).
[[nodiscard]] SigningKey read_log_key(WriterOptions const& options, Opening const& opening, Store& store);

}  // namespace izin::log
