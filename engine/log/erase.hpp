// A person's right to be forgotten, and what may stand against it. design: LOG.md section 3; README.md section 10.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/log/log.hpp"

namespace izin::log {

struct Erased {
  std::optional<std::uint64_t> entry;  ///< that records it; nothing: the log knows nobody of this id
  std::uint64_t parts = 0;             ///< sealed parts that are gone
  bool completed = false;              ///< an earlier erasure, half done when the program was stopped, is complete now
};
/// Forgets a person: their sealed parts, the openings in them, and their key, in every file of the log. Everything else stays as
/// it is. Interrupted, it is completed by the next writer. Throws Error(on_hold) while a legal hold stands, Error(reason_unfit)
/// where the reason will not do, Error(log_busy) where a reader keeps the WAL from being emptied (which the next writer does).
[[nodiscard]] Erased erase(WriterOptions const& options, Environment const& environment, std::string const& subject,
                           std::string const& because);
/// What no erasure can reach, in sentences for people.
[[nodiscard]] std::vector<std::string> not_reached();

/// Forbids erasing a person until it is released; gives the entry. Also for a person whom the log does not know yet.
[[nodiscard]] std::uint64_t hold(WriterOptions const& options, Environment const& environment, std::string const& subject,
                                 std::string const& because);
/// Ends every hold on a person; gives the entries of the releases. Throws Error(no_such_entry) where there is none.
[[nodiscard]] std::vector<std::uint64_t> release(WriterOptions const& options, Environment const& environment,
                                                 std::string const& subject, std::string const& because);

}  // namespace izin::log
