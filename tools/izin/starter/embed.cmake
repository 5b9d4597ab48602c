# Writes OUTPUT, a C++ source that holds the files FILES of FOLDER as raw strings.
set(entries "")
foreach(file IN LISTS FILES)
  file(READ ${FOLDER}/${file} text)
  string(APPEND entries "    {\"${file}\", R\"izinfile(${text})izinfile\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Generated from tools/izin/starter.
#include <array>

#include \"tools/izin/starter.hpp\"

namespace izin::tool {

std::span<StarterFile const> starter_files() {
  static constexpr std::array files = std::to_array<StarterFile>({
${entries}  });
  return files;
}

}  // namespace izin::tool
")
