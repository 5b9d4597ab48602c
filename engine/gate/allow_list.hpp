// The permitted subjects of a pool as a file that others can check: CONTRACTS.md section 3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace izin {

/// The permitted subjects of a pool, as a file.
struct AllowList {
  std::string text;    ///< one id a line, sorted by bytes
  std::string sha256;  ///< of the text, in hexadecimal
  std::string root;    ///< of the RFC 6962 tree over its lines (without their line feeds), in hexadecimal
};

/// Of ids without line breaks, in any order.
[[nodiscard]] AllowList make_allow_list(std::vector<std::string> ids);

/// `{"file":…,"root":…,"sha256":…}` in canonical JSON (RFC 8785): what the log keeps of it. `file` is its name.
[[nodiscard]] std::string allow_list_json(AllowList const& list, std::string_view file);

}  // namespace izin
