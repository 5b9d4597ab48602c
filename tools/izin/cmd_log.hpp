// The verbs of `izin log`, one function each; cmd_log.cpp chooses.
#pragma once

#include <string>

#include "engine/gate/json_text.hpp"
#include "engine/log/log.hpp"
#include "engine/log/read.hpp"
#include "tools/izin/console.hpp"
#include "tools/izin/options.hpp"

namespace izin::tool {

[[nodiscard]] Exit run_log_verify(LogCommand const& command);
[[nodiscard]] Exit run_log_replay(LogCommand const& command);
[[nodiscard]] Exit run_log_verify_receipt(LogCommand const& command);
[[nodiscard]] Exit run_log_show(LogCommand const& command);
[[nodiscard]] Exit run_log_search(LogCommand const& command);
[[nodiscard]] Exit run_log_prove(LogCommand const& command);
[[nodiscard]] Exit run_log_receipt(LogCommand const& command);
[[nodiscard]] Exit run_log_cosign(LogCommand const& command);
/// `prove --for-witness`.
[[nodiscard]] Exit run_log_request(LogCommand const& command);
[[nodiscard]] Exit run_log_prune(LogCommand const& command);
[[nodiscard]] Exit run_log_export(LogCommand const& command);
[[nodiscard]] Exit run_log_stats(LogCommand const& command);
[[nodiscard]] Exit run_log_erase(LogCommand const& command);
[[nodiscard]] Exit run_log_hold(LogCommand const& command);
[[nodiscard]] Exit run_log_rotate(LogCommand const& command);

[[nodiscard]] log::ReadOptions read_options(LogCommand const& command);
[[nodiscard]] log::WriterOptions writer_options(LogCommand const& command);
/// A number without sign or blanks, as an argument gives it. Throws Failure.
[[nodiscard]] std::uint64_t number_argument(std::string const& what, std::string const& text);
/// Indented for `json`, on one line for `jsonl`.
[[nodiscard]] JsonLayout layout_of(Common const& common);
/// The text and a line feed, and the end of the output.
void print_document(Console& console, std::string text);

/// The sentence of a rule, a form's clause or a ruling that an entry names.
struct EntrySentence {
  std::string name;
  std::optional<std::string> version;
  std::string say;
};
/// In a language, by the policies that the log holds; of a name without a version, those of all versions that differ. Nothing
/// where these policies are not to be had, which a note says.
[[nodiscard]] std::vector<EntrySentence> sentences_of(LogCommand const& command, log::EntryView const& entry, Console& console);

/// A JSON text as one value of a document: keys and values as they are, hidden characters escaped. Text that is not JSON becomes
/// a string.
void write_json(JsonText& out, std::string_view json);
/// A JSON text laid out for people, safe for a terminal.
[[nodiscard]] std::string json_for_people(std::string_view json);

}  // namespace izin::tool
