// SHA-256 of a bundle, so that a decision can name the texts it was made by.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace izin::check {

struct DigestedFile {
  std::string_view path;
  std::string_view text;
};

/// `sha256:` and the hexadecimal SHA-256 over the lines `sha256-hex  path`, in the order given (which is by path), each ended by
/// a line feed. LANGUAGE.md section 2.
[[nodiscard]] std::string bundle_digest(std::vector<DigestedFile> const& files);

}  // namespace izin::check
