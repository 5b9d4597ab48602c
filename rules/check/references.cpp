#include "rules/check/references.hpp"

#include <algorithm>

namespace izin::check {
namespace {

std::string join(std::vector<ast::Name> const& segments, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? "." : "") + segments[i].text;
  return text;
}

std::vector<std::string> instrument_names(Context const& context) {
  std::vector<std::string> names;
  for (auto const& instrument : context.model.instruments) {
    if (names.empty() || names.back() != instrument.name) names.push_back(instrument.name);
  }
  return names;
}

/// What grants or refuses is no rule.
bool names_a_clause(Context& context, ast::RuleRef const& reference, std::vector<InstrumentId> const& versions) {
  auto const& name = reference.segments.back().text;
  for (auto const version : versions) {
    auto const& clauses = context.clauses_of[version.value];
    auto const at = clauses.find(name);
    if (at == clauses.end()) continue;
    auto const& form = context.model.instruments[version.value].name;
    context.error(Code::unknown_rule, reference.span,
                  in_backticks(name) + " is a clause of the consent form " + in_backticks(form) + ", not a rule", {},
                  "only rules can be named here", {{context.model.clauses[at->second.value].span, "declared here"}});
    return true;
  }
  return false;
}

std::vector<RuleId> own_rule(Context& context, ast::RuleRef const& reference, std::optional<InstrumentId> home) {
  auto const& name = reference.segments.front().text;
  if (!home) {
    context.error(Code::wrong_reference, reference.span, in_backticks(name) + " is not a full name", {},
                  "write the instrument's name before the rule's: " + in_backticks("instrument." + name));
    return {};
  }
  auto const& rules = context.rules_of[home->value];
  if (auto const at = rules.find(name); at != rules.end()) return {at->second};
  if (names_a_clause(context, reference, {*home})) return {};
  auto const names = [&] { return sorted_names(rules); };
  context.unknown(Code::unknown_rule, reference.span, name,
                  in_backticks(context.model.instruments[home->value].name) + " has no rule " + in_backticks(name), names,
                  "a rule of another instrument is named in full");
  return {};
}

/// A full name that no version has.
void unknown_rule(Context& context, ast::RuleRef const& reference, std::string const& instrument,
                  std::vector<InstrumentId> const& versions) {
  auto const& name = reference.segments.back().text;
  if (names_a_clause(context, reference, versions)) return;
  auto const names = [&] {
    std::vector<std::string> all;
    for (auto const version : versions) {
      for (auto const& [own, id] : context.rules_of[version.value]) all.push_back(instrument + "." + std::string(own));
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  if (context.doubt.mentions(name)) return;
  auto const& first = context.model.instruments[versions.front().value];
  bool const one_of_several = versions.size() == 1 && context.versions_of.at(instrument).size() > 1;
  context.unknown(Code::unknown_rule, reference.span, instrument + "." + name,
                  (one_of_several ? "version \"" + first.version.value_or("") + "\" of " : std::string()) +
                      in_backticks(instrument) + " has no rule " + in_backticks(name),
                  names);
}

/// `eu.gdpr` where a rule is due.
bool names_an_instrument(Context& context, ast::RuleRef const& reference, std::string const& instrument) {
  auto const whole = join(reference.segments, reference.segments.size());
  if (reference.all || context.versions_of.contains(instrument) || !context.versions_of.contains(whole)) return false;
  context.error(Code::wrong_reference, reference.span, in_backticks(whole) + " is an instrument, not a rule", {},
                "name one of its rules, or write " + in_backticks(whole + ".*"));
  return true;
}

/// Where the version stands must be after the instrument's name.
bool is_well_formed(Context& context, ast::RuleRef const& reference, std::size_t instrument_segments) {
  if (!reference.version || reference.version_after == instrument_segments) return true;
  context.error(Code::wrong_reference, reference.span, "a version stands between the instrument's name and the rule's", {},
                "write `instrument@\"1\".rule`, or `instrument@\"1\".*`");
  return false;
}

}  // namespace

std::vector<InstrumentId> find_versions(Context& context, std::string const& name, Span span,
                                        ast::OptionalBox<ast::Quoted> const& version) {
  auto const at = context.versions_of.find(name);
  if (at == context.versions_of.end()) {
    context.unknown(Code::unknown_instrument, span, name, "there is no instrument " + in_backticks(name),
                    [&] { return instrument_names(context); });
    return {};
  }
  if (!version) return at->second;
  std::vector<std::string> names;
  for (auto const id : at->second) {
    auto const& own = context.model.instruments[id.value].version;
    if (own == version->value) return {id};
    if (own) names.push_back(*own);
  }
  context.unknown(
      Code::unknown_version, version->span, version->value, in_backticks(name) + " has no version \"" + version->value + "\"",
      [&] { return names; }, names.empty() ? "it has no version: leave `@\"…\"` out" : std::string());
  return {};
}

std::vector<RuleId> resolve_rules(Context& context, ast::RuleRef const& reference, std::optional<InstrumentId> home) {
  auto const& segments = reference.segments;
  if (segments.size() == 1 && !reference.all && !reference.version) return own_rule(context, reference, home);
  auto const instrument_segments = reference.all ? segments.size() : segments.size() - 1;
  if (!is_well_formed(context, reference, instrument_segments)) return {};
  auto const name = join(segments, instrument_segments);
  if (names_an_instrument(context, reference, name)) return {};
  auto versions = find_versions(context, name, reference.span, reference.version);
  if (versions.empty()) return {};
  if (home && !reference.version && context.model.instruments[home->value].name == name) versions = {*home};
  std::vector<RuleId> found;
  for (auto const version : versions) {
    if (reference.all) {
      auto const& rules = context.model.instruments[version.value].rules;
      found.insert(found.end(), rules.begin(), rules.end());
    } else {
      auto const& rules = context.rules_of[version.value];
      if (auto const at = rules.find(segments.back().text); at != rules.end()) found.push_back(at->second);
    }
  }
  if (found.empty() && !reference.all) unknown_rule(context, reference, name, versions);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace izin::check
