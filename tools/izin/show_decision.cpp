#include "tools/izin/show_decision.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

#include "engine/gate/wording.hpp"

namespace izin::tool {
namespace {

Ink ink_of(Verdict verdict) {
  return verdict == Verdict::permit ? Ink::green : verdict == Verdict::deny ? Ink::red : Ink::yellow;
}

std::string count_text(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

class Shower {
 public:
  Shower(Page& page, Gate const& gate, Flow const& flow, ShowOptions const& options)
      : page_(page), policy_(gate.policy()), model_(*policy_.model), flow_(flow), options_(options) {}

  void top(Decision const& decision) {
    std::string verdict(verdict_text(decision.verdict));
    std::ranges::transform(verdict, verdict.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    page_.line(0, fmt::format("{}  {}  at {}", page_.inked(verdict, ink_of(decision.verdict)), page_.inked(flow_.id, Ink::bold),
                              to_text(flow_.at)));
    page_.paragraph(0, outcome(decision));
    page_.paragraph(2, flow_text(model_, flow_), Ink::dim);
  }

  void rules(std::string_view heading, std::vector<RuleEntry> const& entries, std::string_view how) {
    if (entries.empty()) return;
    page_.heading(heading);
    for (RuleEntry const& entry : entries) rule(entry, how);
  }

  void missing(Decision const& decision) {
    if (decision.missing.empty()) return;
    page_.heading("Missing");
    std::size_t width = 0;
    for (MissingEntry const& entry : decision.missing) width = std::max(width, columns(Page::safe(entry.path)));
    for (MissingEntry const& entry : decision.missing) {
      page_.line(2, padded(Page::safe(entry.path), width) + "  " + Page::safe(remedy(policy_, flow_, entry, options_.language)));
      if (!entry.rules.empty()) page_.line(width + 4, page_.inked("for " + joined(entry.rules), Ink::dim));
    }
    if (!decision.exact) page_.line(2, "Some of these may turn out not to matter.");
  }

  void duties(std::vector<DutyEntry> const& entries) {
    if (entries.empty()) return;
    page_.heading("Duties if it moves");
    for (DutyEntry const& entry : entries) duty(entry);
  }

  void rulings(std::vector<RulingEntry> const& entries) {
    if (entries.empty()) return;
    page_.heading("Rulings that count here");
    for (RulingEntry const& entry : entries) {
      Ruling const& ruling = model_.rulings[entry.ruling.value];
      bool const answers = ruling.effect >= Ruling::Effect::answers_true;
      page_.line(2, Page::safe(fmt::format(
                        "{} {}", ruling.name,
                        answers ? fmt::format("answers {} with {}", joined(entry.of), effect_text(ruling.effect).substr(8))
                                : fmt::format("{} {}", effect_text(ruling.effect), joined(entry.of)))));
      page_.paragraph(4, sentence(ruling.says, options_.language));
      page_.line(4, page_.inked(fmt::format("by {} on {}, until {}", ruling.by, ruling.on, ruling.until), Ink::dim));
    }
  }

  void pool(Decision const& decision);

  void foot(Answer const& answer) {
    page_.blank();
    page_.line(0, page_.inked(fmt::format("decision {}, bundle {}", answer.decision_id, model_.digest), Ink::dim));
    if (answer.sequence)
      page_.line(0, page_.inked(fmt::format("recorded as entry {} of {}", *answer.sequence, options_.log), Ink::dim));
  }

 private:
  void rule(RuleEntry const& entry, std::string_view how) {
    Named const named = izin::named(model_, entry);
    std::string const people = entry.subjects ? fmt::format("  ({})", count_text(*entry.subjects, "person", "people")) : "";
    page_.line(2, page_.inked(named.name, Ink::cyan) + people);
    page_.paragraph(4, said(named, options_.language));
    if (named.instrument == nullptr) return;
    for (std::string const& name : entry.because)
      page_.paragraph(4, name == "claimed" ? claimed(*named.instrument) : fmt::format("{} {}.", how, name));
    page_.paragraph(4, source_of(named), Ink::dim);
  }

  std::string claimed(Instrument const& instrument) const {
    std::string const issuer = instrument.issuer ? ", @" + model_.schema.parties[instrument.issuer->value].name + "," : "";
    return fmt::format("Only its issuer{} claims that it reaches this.", issuer);
  }

  /// With file and line.
  std::string source_of(Named const& named) const {
    if (!named.span) return source_text(named);
    SourceFile const& file = model_.sources.file(named.span->file);
    return fmt::format("{} - {}:{}", source_text(named), policy_.shown_file(named.span->file),
                       file.position(named.span->begin).line);
  }

  void duty(DutyEntry const& entry) {
    std::string text = entry.act;
    if (!entry.by.empty()) text += " by " + entry.by;
    if (!entry.to.empty()) text += " to " + entry.to;
    if (entry.due) text += ", due " + *entry.due;
    if (!entry.due && entry.within) text += fmt::format(", within {} after {}", to_text(*entry.within), entry.after);
    if (entry.live_unknown) text += " (if it applies, which is not known)";
    if (entry.first) text += " (the earliest of its kind)";
    if (entry.subjects) text += fmt::format(" ({})", count_text(*entry.subjects, "person", "people"));
    page_.paragraph(2, text);
    Named const named = izin::named(model_, entry.rule);
    page_.paragraph(4, said(named, options_.language));
    page_.paragraph(4, fmt::format("{}, {}", named.name, source_of(named)), Ink::dim);
  }

  Page& page_;
  Policy const& policy_;
  Model const& model_;
  Flow const& flow_;
  ShowOptions const& options_;
};

void Shower::pool(Decision const& decision) {
  PoolCounts const& n = *decision.pool;
  page_.heading("People");
  std::size_t const width = grouped(n.proposed).size();
  auto const row = [&](std::string_view what, std::uint64_t count) {
    std::string const digits = grouped(count);
    page_.line(2, std::string(width - digits.size(), ' ') + digits + "  " + std::string(what));
  };
  row("proposed", n.proposed);
  row("permit", n.permit);
  row("deny", n.deny);
  row("review", n.review);
  row("incomplete", n.incomplete);
  if (decision.reasons.empty()) return;
  page_.heading("Reasons, by rule (a person may have several)");
  for (ReasonEntry const& reason : decision.reasons) {
    std::string const digits = grouped(reason.subjects);
    page_.line(2, std::string(width - std::min(width, digits.size()), ' ') + digits + "  " +
                      padded(verdict_text(reason.verdict), 10) + "  " + page_.inked(reason.rule, Ink::cyan));
    Named const named = izin::named(model_, reason.rule, flow_.at);
    page_.paragraph(width + 16, said(named, options_.language));
    page_.paragraph(width + 16, source_text(named), Ink::dim);
  }
}

constexpr std::string_view stands_against = "Against it stands", sets_aside = "Set aside by";

}  // namespace

void show_decision(Page& page, Gate const& gate, Flow const& flow, Answer const& answer, ShowOptions const& options) {
  Decision const& decision = answer.decision;
  Shower shower(page, gate, flow, options);
  shower.top(decision);
  if (decision.pool) shower.pool(decision);
  shower.rules("Denied by", decision.by, sets_aside);
  shower.rules("Disputed", decision.contested, stands_against);
  shower.missing(decision);
  shower.rules("Grounds", decision.grounds, sets_aside);
  shower.rules("Set aside", decision.defeated, sets_aside);
  shower.rulings(decision.rulings);
  shower.duties(decision.duties);
  if (answer.allow_list)
    page.heading("Allow list"), page.paragraph(2, fmt::format("{}, {}", answer.allow_list_file, answer.allow_list->sha256));
  if (options.explained == Explained::yes) show_trace(page, *gate.policy().model, answer.explanations);
  shower.foot(answer);
}

}  // namespace izin::tool
