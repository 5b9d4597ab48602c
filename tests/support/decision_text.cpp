#include "tests/support/decision_text.hpp"

#include <algorithm>
#include <string_view>

namespace izin::test {
namespace {

class Writer {
 public:
  explicit Writer(Model const& model) : model_(model) {}

  void line(std::string_view kind, std::string_view rest) {
    out_ += "  ";
    out_ += kind;
    out_.append(kind.size() < 10 ? 10 - kind.size() : 0, ' ');
    out_ += ' ';
    out_ += rest;
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
  }
  void start(Verdict verdict) { out_ = std::string(verdict_text(verdict)) + "\n"; }

  void rules(std::string_view kind, std::vector<RuleEntry> const& entries) {
    for (auto const& entry : entries) {
      auto text = name(entry);
      if (!entry.because.empty()) text += " because " + joined(entry.because);
      line(entry.clause.valid() ? "grant" : kind, text + subjects(entry.subjects));
    }
  }

  void duty(DutyEntry const& duty) {
    auto text = rule_name(duty.rule) + " do " + duty.act;
    if (!duty.by.empty()) text += " by " + duty.by;
    if (!duty.to.empty()) text += " to " + duty.to;
    if (duty.due) text += " due " + *duty.due;
    if (duty.within) text += " within " + to_text(*duty.within);
    if (!duty.after.empty()) text += " after " + duty.after;
    if (duty.live_unknown) text += " unknown";
    if (duty.first) text += " first";
    line("duty", text + subjects(duty.subjects));
  }

  void missing(MissingEntry const& fact) {
    auto text = fact.path;
    if (!fact.vague.empty()) text += " vague " + fact.vague + " (" + joined(fact.narrower, " ") + ")";
    if (!fact.rules.empty()) text += " for " + joined(fact.rules);
    line("missing", text);
  }

  void ruling(RulingEntry const& entry) {
    auto const& ruling = model_.rulings[entry.ruling.value];
    line("ruling", ruling.name + " " + std::string(effect(ruling.effect)) + " of " + joined(entry.of));
  }

  void pool(PoolCounts const& n) {
    line("pool", "proposed " + std::to_string(n.proposed) + " permit " + std::to_string(n.permit) + " deny " +
                     std::to_string(n.deny) + " review " + std::to_string(n.review) + " incomplete " +
                     std::to_string(n.incomplete));
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

  static std::string joined(std::vector<std::string> const& names, std::string_view between = ", ") {
    std::string out;
    for (auto const& name : names) {
      if (!out.empty()) out += between;
      out += name;
    }
    return out;
  }

 private:
  static std::string_view effect(Ruling::Effect effect) {
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
    return "?";
  }
  static std::string subjects(std::optional<std::uint64_t> count) {
    return count ? " subjects " + std::to_string(*count) : std::string();
  }

  std::string versioned(std::string const& full, InstrumentId instrument) const {
    auto const& version = model_.instruments[instrument.value].version;
    return version ? full + " \"" + *version + "\"" : full;
  }
  std::string rule_name(RuleId id) const {
    auto const& rule = model_.rules[id.value];
    return versioned(rule.full_name, rule.instrument);
  }
  std::string name(RuleEntry const& entry) const {
    if (entry.rule.valid()) return rule_name(entry.rule);
    if (!entry.clause.valid()) return "izin.no_ground";
    auto const& clause = model_.clauses[entry.clause.value];
    return versioned(clause.full_name, clause.instrument);
  }

  Model const& model_;
  std::string out_;
};

}  // namespace

std::string decision_text(Decision const& decision, Model const& model, Flow const& flow) {
  Writer writer(model);
  writer.start(decision.verdict);
  writer.rules("by", decision.by);
  writer.rules("contested", decision.contested);
  writer.rules("defeated", decision.defeated);
  writer.rules("ground", decision.grounds);
  for (auto const& duty : decision.duties) writer.duty(duty);
  for (auto const& rule : decision.waiting) writer.line("waits", rule);
  for (auto const& fact : decision.missing) writer.missing(fact);
  if (!decision.exact) writer.line("inexact", "");
  for (auto const& ruling : decision.rulings) writer.ruling(ruling);
  if (decision.pool) writer.pool(*decision.pool);
  for (auto const& reason : decision.reasons) {
    writer.line("reason", reason.rule + " " + std::string(verdict_text(reason.verdict)) + " " + std::to_string(reason.subjects));
  }
  if (!decision.permitted.empty()) {
    std::vector<std::string> ids;
    for (auto position : decision.permitted) ids.push_back(flow.subjects[position]->id.value_or("-"));
    writer.line("permitted", Writer::joined(ids));
  }
  return writer.take();
}

}  // namespace izin::test
