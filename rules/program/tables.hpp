// Look-ups of a program: what each literal set of terms says of every term of its taxonomy.
#pragma once

#include "rules/program/program.hpp"

namespace izin {

/// Fills Program::tables, comparison_tables and clause_tables from the model.
void make_tables(Program& program);

}  // namespace izin
