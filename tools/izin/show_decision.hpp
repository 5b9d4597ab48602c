// A decision in words that counsel understands, on one screen where it can be.
#pragma once

#include <string>

#include "engine/gate/gate.hpp"
#include "tools/izin/page.hpp"

namespace izin::tool {

enum class Explained : std::uint8_t { no, yes };

struct ShowOptions {
  std::string language;  ///< of the rules' sentences; empty: the policy's own
  std::string log;       ///< the log's name, where the answer was recorded
  Explained explained = Explained::no;
};

void show_decision(Page& page, Gate const& gate, Flow const& flow, Answer const& answer, ShowOptions const& options);

/// The trace, rule by rule.
void show_trace(Page& page, Model const& model, std::vector<Explanation> const& explanations);

/// One rule of it.
void show_rule(Page& page, Model const& model, Explanation const& explanation, std::size_t indent);

/// How a missing fact can be given, in one sentence.
[[nodiscard]] std::string remedy(Policy const& policy, Flow const& flow, MissingEntry const& missing);

/// `A`, `A and B`, `A, B and C`; at most `most` of them, then how many more.
[[nodiscard]] std::string joined(std::vector<std::string> const& names, std::string_view last = "and", std::size_t most = 12);

}  // namespace izin::tool
