// Arguments to a command. The one way in: parse_command_line.
#pragma once

#include <string>
#include <vector>

#include "tools/izin/options.hpp"

namespace izin::tool {

/// Throws Failure (failure.hpp) for a verb, flag or value that is not one, with a suggestion.
[[nodiscard]] Command parse_command_line(std::vector<std::string> const& arguments);

/// Whether the arguments ask for JSON, told before they are known to be right: so that a usage error is JSON too.
[[nodiscard]] Format wanted_format(std::vector<std::string> const& arguments);

}  // namespace izin::tool
