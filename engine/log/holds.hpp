// What erasures and holds share: the holds that stand on a person, and what a reason may say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/log/seal.hpp"
#include "engine/log/store.hpp"

namespace izin::log {

/// Entries of the holds on the owner of a key that were not released.
[[nodiscard]] std::vector<std::uint64_t> standing_holds(Store& store, SecretKey const& key);

/// A reason goes into the log for good. Throws Error(reason_unfit) for one that names the person, is empty, longer than 500 bytes
/// or not one line of text. The message repeats nothing of it.
void check_reason(std::string const& because, std::string const& subject);

}  // namespace izin::log
