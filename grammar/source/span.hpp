// A place in a text: byte offsets into one file of a SourceMap.
#pragma once

#include <cstdint>

namespace izin {

/// Index of a file in its SourceMap.
struct FileId {
  std::uint32_t value = UINT32_MAX;
  friend bool operator==(FileId, FileId) = default;
  friend auto operator<=>(FileId, FileId) = default;
};

/// Half-open byte range [begin, end) of one file.
struct Span {
  FileId file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(Span const&, Span const&) = default;
};

/// The smallest span that holds both; both are of one file.
[[nodiscard]] constexpr Span join(Span a, Span b) {
  return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

}  // namespace izin
