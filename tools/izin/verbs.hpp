// The verbs: each takes what was asked for and gives the exit code; each lives in a file cmd_VERB.cpp of its own. They throw
// Failure, Interrupted and what the libraries throw; main turns that into messages and exit codes.
#pragma once

#include "tools/izin/options.hpp"

namespace izin::tool {

[[nodiscard]] Exit run_gate(GateCommand const& command);
[[nodiscard]] Exit run_test(TestCommand const& command);
[[nodiscard]] Exit run_fmt(FmtCommand const& command);
[[nodiscard]] Exit run_explain(ExplainCommand const& command);
[[nodiscard]] Exit run_init(InitCommand const& command);
[[nodiscard]] Exit run_log(LogCommand const& command);

}  // namespace izin::tool
