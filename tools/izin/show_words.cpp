// The sentences and phrases of a decision: what came of it, what a rule says where it has no words of its own, where it stands.
#include <fmt/core.h>

#include "tools/izin/show_decision.hpp"

namespace izin::tool {
namespace {

std::string people(std::uint64_t count) { return fmt::format("{} {}", grouped(count), count == 1 ? "person" : "people"); }

/// Of a pool of which nobody is permitted, or not yet.
std::string nobody_yet(PoolCounts const& pool, std::uint64_t waiting, std::string_view why) {
  std::string text = fmt::format("Nobody's data may move yet: for {} of {} {}.", grouped(waiting), people(pool.proposed), why);
  if (pool.deny != 0) text += fmt::format(" For {} it is denied.", people(pool.deny));
  return text;
}

std::string denied(Decision const& decision) {
  std::size_t const rules = decision.by.size();
  if (rules == 0) return "The data may not move: it is permitted for nobody.";
  bool const no_ground = !decision.by.front().rule.valid() && !decision.by.front().clause.valid();
  if (no_ground) return "The data may not move: nothing permits it.";
  return fmt::format("The data may not move: {} it.", rules == 1 ? "a rule forbids" : fmt::format("{} rules forbid", rules));
}

/// What a default says, which in the language has no sentence of its own.
std::string default_text(InstrumentKind kind) {
  if (kind == InstrumentKind::terms) return "Nothing in these terms permits it, and what they do not permit they forbid.";
  std::string_view const what = kind == InstrumentKind::consent ? "form" : kind_text(kind);
  return fmt::format("Nothing in this {} permits it, and what it does not permit it forbids.", what);
}

}  // namespace

std::string outcome(Decision const& decision) {
  PoolCounts const pool = decision.pool.value_or(PoolCounts{});
  bool const nobody = decision.pool && pool.permit == 0;
  switch (decision.verdict) {
    case Verdict::permit:
      return decision.pool ? fmt::format("The data of all {} may move.", people(pool.proposed)) : "The data may move.";
    case Verdict::partial:
      return fmt::format("The data of {} of {} may move, and nobody else's.", grouped(pool.permit), people(pool.proposed));
    case Verdict::review:
      if (nobody && pool.review != 0) return nobody_yet(pool, pool.review, "a person has to settle what is disputed");
      return "The data may not move yet: a person has to settle what is disputed.";
    case Verdict::incomplete:
      if (nobody && pool.incomplete != 0) return nobody_yet(pool, pool.incomplete, "facts are missing that decide it");
      return "The data may not move yet: facts are missing that decide it.";
    case Verdict::deny:
      break;
  }
  return denied(decision);
}

std::string said(Named const& named, std::string const& language) {
  if (named.instrument == nullptr)
    return named.name == "izin.no_ground" ? "No permit and no right applies, and no consent covers it." : "";
  std::string_view const own = sentence(*named.says, language);
  return own.empty() && named.by_default ? default_text(named.instrument->kind) : std::string(own);
}

std::string source_text(Named const& named) {
  if (named.instrument == nullptr) return {};
  std::string text;
  for (Citation const& cite : *named.cites) text += (text.empty() ? "" : "; ") + cite.text;
  Instrument const& instrument = *named.instrument;
  text += fmt::format("{}{}", text.empty() ? "" : ", ", instrument.title.empty() ? instrument.name : instrument.title);
  if (instrument.version) text += fmt::format(", version {}", *instrument.version);
  return text + fmt::format(" ({})", kind_text(instrument.kind));
}

}  // namespace izin::tool
