# Writes OUTPUT, a C++ source that holds every page of FOLDER as a raw string.
file(GLOB pages ${FOLDER}/IZ*.md)
list(SORT pages)
set(entries "")
foreach(page IN LISTS pages)
  get_filename_component(code ${page} NAME_WE)
  file(READ ${page} text)
  string(APPEND entries "    {\"${code}\", R\"izinpage(${text})izinpage\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Generated from rules/explain/*.md.
#include <map>

#include \"rules/explain/pages.hpp\"

namespace izin {

std::string_view explain_page(std::string_view code) {
  static std::map<std::string_view, std::string_view> const pages = {
${entries}  };
  auto const at = pages.find(code);
  return at == pages.end() ? std::string_view() : at->second;
}

}  // namespace izin
")
