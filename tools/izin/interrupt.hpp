// Signals: SIGINT and SIGTERM ask the program to stop at the next safe place; SIGXFSZ and SIGPIPE become errors of a write.
#pragma once

namespace izin::tool {

/// Call once, first.
void handle_signals();
/// Call before any file is opened: a standard stream that is closed is replaced by one that fails, so that no file takes its
/// place.
void guard_standard_streams();
/// Whether the user asked to stop. A second SIGINT ends the program at once.
[[nodiscard]] bool stop_requested();
/// Throws Interrupted if so.
void check_interrupt();

}  // namespace izin::tool
