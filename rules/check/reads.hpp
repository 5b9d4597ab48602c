// What a condition reads beyond plain fields: the pool, the subject, consent, questions. Decides which rules are pool rules.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/model/model.hpp"

namespace izin::check {

/// What one or more conditions read by themselves; what their definitions and questions read is looked up there.
struct Reads {
  std::vector<Span> pool;     ///< `pool.size` and the like
  std::vector<Span> subject;  ///< `subject` and below
  std::vector<Span> consent;  ///< `consent covers flow` and its kin
  std::vector<std::pair<DefineId, Span>> defines;
  std::vector<std::pair<QuestionId, Span>> questions;
};

}  // namespace izin::check
