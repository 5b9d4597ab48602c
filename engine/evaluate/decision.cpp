#include "engine/evaluate/decision.hpp"

namespace izin {

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::permit:
      return "permit";
    case Verdict::deny:
      return "deny";
    case Verdict::review:
      return "review";
    case Verdict::incomplete:
      return "incomplete";
    case Verdict::partial:
      return "partial";
  }
  return {};
}

}  // namespace izin
