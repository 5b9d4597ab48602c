// A decision in words that counsel understands, on one screen where it can be.
#pragma once

#include <string>

#include "engine/gate/gate.hpp"
#include "engine/gate/wording.hpp"
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

/// One rule of it; `others` are the rules that may set it aside or stand against it. In a language, with its sentence.
void show_rule(Page& page, Model const& model, Explanation const& explanation, std::vector<Explanation> const& others,
               std::size_t indent, std::string const& language = {});

/// The verdict in a sentence.
[[nodiscard]] std::string outcome(Decision const& decision);
/// What a rule says: its own sentence, or, of a default and of `izin.no_ground`, ours. Empty where there is none.
[[nodiscard]] std::string said(Named const& named, std::string const& language);
/// Clause, instrument, version, kind; empty for `izin.no_ground`.
[[nodiscard]] std::string source_text(Named const& named);
/// Who, about whom, and what: the parties of a flow, its person, the sets that no flow may leave empty. Nothing personal.
[[nodiscard]] std::string flow_text(Model const& model, Flow const& flow);

/// How a missing fact can be given, in one sentence.
[[nodiscard]] std::string remedy(Policy const& policy, Flow const& flow, MissingEntry const& missing,
                                 std::string const& language);

/// `A`, `A and B`, `A, B and C`; at most `most` of them, then how many more.
[[nodiscard]] std::string joined(std::vector<std::string> const& names, std::string_view last = "and", std::size_t most = 12);

}  // namespace izin::tool
