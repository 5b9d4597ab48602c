#include "engine/gate/wording.hpp"

#include <algorithm>
#include <cctype>

namespace izin {
namespace {

bool same_tag(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

std::string_view kind_text(InstrumentKind kind) {
  switch (kind) {
    case InstrumentKind::law:
      return "law";
    case InstrumentKind::terms:
      return "terms";
    case InstrumentKind::charter:
      return "charter";
    case InstrumentKind::consent:
      return "consent";
  }
  return {};
}

std::string_view modality_text(RuleKind kind) {
  switch (kind) {
    case RuleKind::forbid:
    case RuleKind::by_default:
      return "forbid";
    case RuleKind::require:
      return "require";
    case RuleKind::permit:
      return "permit";
    case RuleKind::right:
      return "right";
    case RuleKind::duty:
      return "duty";
  }
  return {};
}

std::string_view effect_text(Ruling::Effect effect) {
  switch (effect) {
    case Ruling::Effect::dismisses:
      return "dismisses";
    case Ruling::Effect::upholds:
      return "upholds";
    case Ruling::Effect::answers_true:
      return "answers true";
    case Ruling::Effect::answers_false:
      return "answers false";
  }
  return {};
}

std::string_view truth_text(Truth truth) { return truth == Truth::yes ? "true" : truth == Truth::no ? "false" : "unknown"; }

std::string_view sentence(std::vector<Saying> const& says, std::string_view language) {
  for (std::string_view wanted = language; !wanted.empty(); wanted = wanted.substr(0, wanted.find_last_of('-'))) {
    auto const at = std::ranges::find_if(says, [&](Saying const& say) { return same_tag(say.language, wanted); });
    if (at != says.end()) return at->text;
    if (wanted.find('-') == std::string_view::npos) break;
  }
  auto const own = std::ranges::find(says, std::string(), &Saying::language);
  if (own != says.end()) return own->text;
  return says.empty() ? std::string_view() : std::string_view(says.front().text);
}

Named named(Model const& model, RuleId id) {
  Rule const& rule = model.rules[id.value];
  return {rule.full_name, &model.instruments[rule.instrument.value], modality_text(rule.kind), &rule.cites, &rule.says,
          rule.span,      rule.kind == RuleKind::by_default};
}

Named named(Model const& model, ClauseId id) {
  ConsentClause const& clause = model.clauses[id.value];
  return {clause.full_name,
          &model.instruments[clause.instrument.value],
          clause.refuses ? "refuse" : "grant",
          &clause.cites,
          &clause.says,
          clause.span};
}

Named named(Model const& model, RuleEntry const& entry) {
  if (entry.rule.valid()) return named(model, entry.rule);
  if (entry.clause.valid()) return named(model, entry.clause);
  return {.name = "izin.no_ground"};
}

Named named(Model const& model, std::string const& full_name, Instant at) {
  auto const found = std::ranges::find_if(model.rules, [&](Rule const& rule) {
    return rule.full_name == full_name && model.instruments[rule.instrument.value].in_force.holds(at.micros);
  });
  if (found == model.rules.end()) return {.name = full_name};
  return named(model, RuleId{static_cast<std::uint32_t>(found - model.rules.begin())});
}

std::string clock_text(std::int64_t wall_micros) {
  std::int64_t const millis = wall_micros / 1000;
  std::string text = to_text(Instant{millis / 1000 * 1'000'000});
  text.pop_back();
  std::string fraction = std::to_string(millis % 1000);
  return text + "." + std::string(3 - fraction.size(), '0') + fraction + "Z";
}

}  // namespace izin
