// Shows diagnostics to people (text with a snippet) and to programs (JSON). Pure: returns strings, prints nothing.
#pragma once

#include <span>
#include <string>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin {

enum class Colour : unsigned char { off, on };

/// The shape of CONTRACTS.md section 5. No raw control character of the input reaches the result: they are
/// written `\u{..}`.
[[nodiscard]] std::string render_text(std::span<Diagnostic const> items, SourceMap const& sources, Colour colour);

/// A JSON array of `{code, name, severity, message, file, line, column, end_line, end_column, pointer?, help?}`.
[[nodiscard]] std::string render_json(std::span<Diagnostic const> items, SourceMap const& sources);

/// Text made safe for a terminal: C0 (but `\n`, `\t` when `keep_layout`), C1, DEL, bidirectional and invisible
/// characters and malformed UTF-8 become `\u{..}` or `\x..`.
enum class Layout : unsigned char { keep, escape };
[[nodiscard]] std::string terminal_safe(std::string_view text, Layout layout = Layout::escape);

}  // namespace izin
