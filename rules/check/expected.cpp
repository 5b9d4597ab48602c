#include "rules/check/expected.hpp"

#include "rules/check/paths.hpp"
#include "rules/check/references.hpp"

namespace izin::check {
namespace {

bool is_one_rule(Context& context, ast::RuleRef const& reference) {
  if (!reference.all) return true;
  context.error(Code::wrong_reference, reference.span, "a test names single rules, not `.*`");
  return false;
}

/// A grant clause of some version, which a decision lists among its grounds.
bool names_grant(Context const& context, ast::RuleRef const& reference) {
  if (reference.segments.size() < 2) return false;
  std::string name = reference.segments.front().text;
  for (std::size_t i = 1; i + 1 < reference.segments.size(); ++i) name += "." + reference.segments[i].text;
  auto const versions = context.versions_of.find(name);
  if (versions == context.versions_of.end()) return false;
  for (auto const id : versions->second) {
    if (reference.version && context.model.instruments[id.value].version != reference.version->value) continue;
    auto const& clauses = context.clauses_of[id.value];
    auto const at = clauses.find(reference.segments.back().text);
    if (at != clauses.end() && !context.model.clauses[at->second.value].refuses) return true;
  }
  return false;
}

}  // namespace

void check_verdict(Context& context, ast::Name const& verdict) {
  static std::vector<std::string> const verdicts = {"permit", "deny", "review", "incomplete", "partial"};
  for (auto const& known : verdicts) {
    if (known == verdict.text) return;
  }
  context.unknown(
      Code::unknown_verdict, verdict.span, verdict.text, in_backticks(verdict.text) + " is no verdict", [] { return verdicts; },
      "a verdict is `permit`, `deny`, `review`, `incomplete` or `partial`");
}

void check_expected_rule(Context& context, ast::RuleRef const& reference) {
  if (!is_one_rule(context, reference) || names_grant(context, reference)) return;
  if (reference.text() == "izin.no_ground") return;
  (void)resolve_rules(context, reference, std::nullopt);
}

void check_expected_duty(Context& context, ast::RuleRef const& reference) {
  if (!is_one_rule(context, reference)) return;
  for (auto const id : resolve_rules(context, reference, std::nullopt)) {
    auto const& rule = context.model.rules[id.value];
    if (rule.kind == RuleKind::duty) continue;
    context.error(Code::wrong_rule_kind, reference.span, in_backticks(rule.full_name) + " is not a duty", {}, {},
                  {{rule.name_span, "declared here"}});
    return;
  }
}

void check_expected_path(Context& context, ast::Path const& path) {
  if (path.segments.size() == 1) {
    auto const& name = path.segments.front().text;
    if (name == "consent" || name == "subjects") return;
  }
  if (path.text() == "subject.id") return;  // a consent waits for it, also where `flow` declares no subject
  auto const meaning = resolve_path(context, path);
  if (meaning.kind != PathMeaning::Kind::define && meaning.kind != PathMeaning::Kind::pool) return;
  context.error(Code::not_a_field, path.span,
                in_backticks(path.text()) +
                    (meaning.kind == PathMeaning::Kind::define ? " is a definition" : " is a fact of the pool") +
                    ": a decision never lists it as missing",
                {}, "name what it reads: a field, a question, `consent` or `subjects`");
}

}  // namespace izin::check
