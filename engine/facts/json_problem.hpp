// What is wrong with a text that is no JSON, in words of our own.
#pragma once

#include "engine/facts/json_tape.hpp"

namespace izin::input {

/// The token at which a parser gave up.
struct BadToken {
  std::string_view text;      ///< the whole file
  std::uint32_t begin, end;   ///< of the document
  std::uint32_t first, last;  ///< bytes of the token; `last` is `end` where the document ended too early
};

/// `id` and `what` are those of nlohmann/json's exception.
[[nodiscard]] JsonProblem syntax_problem(BadToken const& token, int id, std::string_view what);

/// What no parser needs to see: a document over the limit, a byte order mark, U+0000.
[[nodiscard]] std::optional<JsonProblem> unfit_document(std::string_view text, std::uint32_t begin, std::uint32_t end);

/// Adds a step to an RFC 6901 pointer.
void append_step(std::string& pointer, std::string_view key);

}  // namespace izin::input
