// The files of tools/izin/starter, which `izin init` writes; they are part of the program.
#pragma once

#include <span>
#include <string_view>

namespace izin::tool {

struct StarterFile {
  std::string_view path;  ///< relative to the new folder
  std::string_view text;
};

/// In the order in which they are listed.
[[nodiscard]] std::span<StarterFile const> starter_files();

}  // namespace izin::tool
