// Which nodes, comparisons and questions the parts of a program read.
#pragma once

#include "rules/program/program.hpp"

namespace izin {

/// Fills subject_rules, pool_rules, pool_judged, questions_read, and the lists of nodes and comparisons to compute. The graph is
/// complete.
void find_reads(Program& program);

}  // namespace izin
