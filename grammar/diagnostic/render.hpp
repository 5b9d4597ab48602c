// Shows diagnostics to people (text with a snippet) and to programs (JSON). Pure: returns strings, prints nothing.
#pragma once

#include <span>
#include <string>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"
#include "grammar/source/utf8.hpp"

namespace izin {

enum class Colour : unsigned char { off, on };

/// The shape of CONTRACTS.md section 5, a blank line between two, a line feed at the end. A long line is cut around its
/// mark. No raw control character of the input reaches the result: they are
/// written `\u{..}`.
[[nodiscard]] std::string render_text(std::span<Diagnostic const> items, SourceMap const& sources, Colour colour);

/// A JSON array of `{code, name, severity, message, file, line, column, end_line, end_column, pointer?, help?}`. `end_column` is
/// one past the last. What has no place in a file has an empty `file`. Safe for a terminal: hidden characters are `\\uXXXX`.
[[nodiscard]] std::string render_json(std::span<Diagnostic const> items, SourceMap const& sources);

/// Text made safe for a terminal: C0 (but `\n`, `\t` when `keep_layout`), C1, DEL, bidirectional and invisible
/// characters and malformed UTF-8 become `\u{..}` or `\x..`.
enum class Layout : unsigned char { keep, escape };
[[nodiscard]] std::string terminal_safe(std::string_view text, Layout layout = Layout::escape);

/// The first character of `bytes`, decoded as `next`, as terminal_safe writes it.
[[nodiscard]] std::string visible(Decoded const& next, std::string_view bytes);

/// A JSON string, quotes included, valid whatever the bytes (malformed UTF-8 becomes U+FFFD) and safe for a terminal.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace izin
