// The log of a command: where its keys are, and making it when it is not there yet.
#pragma once

#include <memory>

#include "engine/log/log.hpp"
#include "tools/izin/console.hpp"
#include "tools/izin/options.hpp"

namespace izin::tool {

/// `$XDG_CONFIG_HOME/izin/keys`, else `~/.config/izin/keys`. Throws Failure where neither is known.
[[nodiscard]] fs::path default_key_folder();

/// Opens the log for writing; one that does not exist is made with the defaults, and said so on standard error.
[[nodiscard]] std::unique_ptr<log::Writer> open_log(GateCommand const& command, log::Environment const& environment,
                                                    Console& console);

/// What `log init` and a log made on the way say: where the keys are, and a warning where there is no witness.
void tell_made(log::Initialised const& made, std::optional<fs::path> const& witness, Console& console);

}  // namespace izin::tool
