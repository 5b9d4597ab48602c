// Diagnostics as short lines: `IZ0203 policy.izin:21:24`.
#pragma once

#include <span>
#include <string>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::test {

[[nodiscard]] inline std::string codes_text(std::span<Diagnostic const> items, SourceMap const& sources) {
  std::string out;
  for (auto const& item : items) {
    out += code_text(item.code);
    if (item.primary.span.file != FileId{}) {
      auto const& file = sources.file(item.primary.span.file);
      auto const place = file.position(item.primary.span.begin);
      out += " " + file.path() + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    }
    out += "\n";
  }
  return out;
}

}  // namespace izin::test
