#include "engine/gate/decision_json.hpp"

#include "engine/gate/wording.hpp"

namespace izin {
namespace {

/// Writes the lists of one decision.
class DecisionWriter {
 public:
  DecisionWriter(JsonText& out, Policy const& policy, DecisionView const& view) : out_(out), policy_(policy), view_(view) {}

  void rules(std::string_view key, std::vector<RuleEntry> const& entries) {
    list(key, entries, [this](RuleEntry const& entry) { rule(entry); });
  }
  void missing(std::vector<MissingEntry> const& entries) {
    list("missing", entries, [this](MissingEntry const& entry) {
      out_.text("path", entry.path);
      if (!entry.vague.empty()) out_.text("vague", entry.vague).key("narrower").texts(entry.narrower);
      out_.key("rules").texts(entry.rules);
    });
  }
  void duties(std::vector<DutyEntry> const& entries) {
    list("duties", entries, [this](DutyEntry const& entry) { duty(entry); });
  }
  void rulings(std::vector<RulingEntry> const& entries) {
    list("rulings", entries, [this](RulingEntry const& entry) {
      Ruling const& ruling = policy_.model->rulings[entry.ruling.value];
      out_.text("ruling", ruling.name).text("effect", effect_text(ruling.effect)).key("of").texts(entry.of);
      out_.text("by", ruling.by).text("on", ruling.on).text("until", ruling.until);
    });
  }
  void pool(Decision const& decision) {
    PoolCounts const& n = *decision.pool;
    out_.key("subjects").open_object_line();
    out_.number("proposed", n.proposed).number("permit", n.permit).number("deny", n.deny).number("review", n.review);
    out_.number("incomplete", n.incomplete).close();
    list("reasons", decision.reasons, [this](ReasonEntry const& reason) {
      out_.text("rule", reason.rule).text("verdict", verdict_text(reason.verdict)).number("subjects", reason.subjects);
    });
  }

 private:
  template <class Entry, class Write>
  void list(std::string_view key, std::vector<Entry> const& entries, Write const& write) {
    out_.key(key).open_list();
    for (Entry const& entry : entries) {
      out_.open_object();
      write(entry);
      out_.close();
    }
    out_.close();
  }

  void rule(RuleEntry const& entry) {
    Named const named = izin::named(*policy_.model, entry);
    out_.text("rule", named.name);
    if (named.instrument != nullptr) {
      if (named.instrument->version) out_.text("version", *named.instrument->version);
      out_.text("kind", kind_text(named.instrument->kind)).text("modality", named.modality);
    }
    out_.key("cite").open_list_line();
    if (named.cites != nullptr)
      for (Citation const& cite : *named.cites) out_.text(cite.text);
    out_.close();
    if (std::string_view const say = named.says == nullptr ? std::string_view() : sentence(*named.says, view_.language);
        !say.empty())
      out_.text("say", say);
    if (named.span) {
      out_.text("file", policy_.shown_file(named.span->file));
      out_.number("line", policy_.model->sources.file(named.span->file).position(named.span->begin).line);
    }
    if (!entry.because.empty()) out_.key("because").texts(entry.because);
    if (entry.subjects) out_.number("subjects", *entry.subjects);
  }

  void duty(DutyEntry const& entry) {
    out_.text("rule", policy_.model->rules[entry.rule.value].full_name).text("do", entry.act);
    if (!entry.by.empty()) out_.text("by", entry.by);
    if (!entry.to.empty()) out_.text("to", entry.to);
    if (entry.due) out_.text("due", *entry.due);
    if (!entry.due && entry.within) out_.text("within", to_text(*entry.within));
    if (!entry.due && !entry.after.empty()) out_.text("after", entry.after);
    if (entry.live_unknown) out_.text("live", "unknown");
    if (entry.first) out_.word("first", JsonWord::yes);
    if (entry.subjects) out_.number("subjects", *entry.subjects);
  }

  JsonText& out_;
  Policy const& policy_;
  DecisionView const& view_;
};

}  // namespace

void write_decision(JsonText& out, Gate const& gate, Flow const& flow, Answer const& answer, DecisionView const& view) {
  Decision const& decision = answer.decision;
  Policy const& policy = gate.policy();
  DecisionWriter writer(out, policy, view);
  out.open_object();
  out.text("decision", answer.decision_id).text("flow", flow.id).text("verdict", verdict_text(decision.verdict));
  out.text("at", to_text(flow.at)).text("decided", clock_text(answer.decided_micros));
  writer.rules("by", decision.by);
  writer.rules("defeated", decision.defeated);
  writer.rules("grounds", decision.grounds);
  writer.rules("contested", decision.contested);
  writer.missing(decision.missing);
  out.word("exact", json_word(decision.exact));
  writer.duties(decision.duties);
  writer.rulings(decision.rulings);
  if (decision.pool) writer.pool(decision);
  if (answer.allow_list) {
    AllowList const& list = *answer.allow_list;
    out.key("allow_list")
        .open_object()
        .text("file", answer.allow_list_file)
        .text("sha256", list.sha256)
        .text("root", list.root)
        .close();
  }
  if (gate.options().tracing == Tracing::on) {
    out.key("trace");
    write_trace(out, *policy.model, answer.explanations);
  }
  out.text("bundle", policy.model->digest);
  if (gate.facts().is_registry()) out.text("facts", gate.facts().digest());
  out.text("engine", engine_name()).close();
}

std::string Gate::to_json(Flow const& flow, Answer const& answer) const {
  JsonText out;
  write_decision(out, *this, flow, answer, {});
  return out.take();
}

}  // namespace izin
