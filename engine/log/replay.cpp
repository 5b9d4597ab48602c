// The loop over a log's decisions, the bundles they were decided by, and what every entry has in common.
#include "engine/log/replay.hpp"

#include <set>

#include "engine/log/encode.hpp"
#include "engine/log/private_part.hpp"
#include "engine/log/replayer.hpp"
#include "grammar/syntax/literals.hpp"

namespace izin::log {
namespace {

[[noreturn]] void damaged(std::uint64_t sequence) {
  throw Error("the entry " + std::to_string(sequence) +
                  " is not a decision that this program has written: check the log with `izin log verify`",
              Code::log_damaged);
}

std::optional<Instant> instant_of(std::optional<std::string> const& text) {
  if (!text) return std::nullopt;
  auto const parsed = parse_instant(*text);
  Instant const* const instant = std::get_if<Instant>(&parsed);
  return instant == nullptr ? std::nullopt : std::optional(*instant);
}

}  // namespace

Logged read_logged(EntryRow row) {
  Logged logged{std::move(row), Json::object(), {}, {}, {}};
  logged.record = parse_record(logged.row.record);
  auto const text = [&](std::string_view name) { return logged.record.find_text(name).value_or(""); };
  auto const wall = instant_from(text("wall"));
  auto const monotonic = text("monotonic");
  if (!wall || !instant_from(text("decided")) || monotonic.empty()) damaged(logged.row.sequence);
  logged.stamp = {logged.row.sequence, *wall, std::strtoll(monotonic.c_str(), nullptr, 10), text("boot")};
  logged.decision = text("decision");
  logged.month = month_of(logged.record);
  return logged;
}

Replayer::Replayer(LogReader& reader, ReplayOptions const& options) : reader_(reader), options_(options) {}

ReplayPolicy& Replayer::policy_of(std::string const& digest) {
  std::string const name = options_.policies ? "" : digest;
  auto const [at, is_new] = policies_.try_emplace(name);
  if (!is_new) return *at->second;
  BuildResult built = build(options_.policies ? *options_.policies : files_of(reader_, digest));
  if (!built.ok)
    throw Error(options_.policies
                    ? "the policies given do not check: mend them first"
                    : "the policies in the log do not check with this version of the program: use the version that wrote them");
  std::shared_ptr<Program const> program = compile(std::move(built.model));
  FlowLayout layout(*program);
  at->second = std::make_unique<ReplayPolicy>(ReplayPolicy{program, std::move(layout), Evaluator(program)});
  return *at->second;
}

Outcome Replayer::replay(Logged const& logged) {
  ReplayPolicy& policy = policy_of(logged.record.find_text("bundle").value_or(""));
  try {
    return logged.record.find_text("kind") == "pool" ? pool(logged, policy) : decision(logged, policy);
  } catch (Error const&) {
    throw;
  } catch (std::runtime_error const& failure) {
    if (options_.stop && options_.stop()) throw;
    Outcome outcome;
    outcome.why = failure.what();
    return outcome;
  }
}

std::optional<OpenedPart> Replayer::own_part(Logged const& logged) {
  Json const* const sealed = logged.record.find("private");
  if (sealed == nullptr) return std::nullopt;
  return reader_.open({logged.row.sequence, -1, logged.row.leaf, logged.decision, logged.month}, *sealed);
}

std::optional<SealedPart> Replayer::seal_again(Logged const& logged, DecisionDraft const& draft,
                                               std::optional<OpenedPart> const& part) {
  std::optional<Json> const again = private_part(draft);
  if (!again) return std::nullopt;
  SealedPart sealed;
  sealed.holds = holds_of(*again);
  if (part) sealed.commitment = commitment_of(open_form(Bytes(part->form).first(opening_size), again->print()));
  Json const* const logged_part = logged.record.find("private");
  if (draft.flow->subject && draft.flow->subject->id && logged_part != nullptr)
    sealed.pseudonym = hash_from_hex(logged_part->find_text("pseudonym").value_or(""));
  return sealed;
}

Flow flow_of(Logged const& logged, ReplayPolicy const& policy, Json const* own_part) {
  Json const* const flow_json = logged.record.find("flow");
  Json const* const at_given = logged.record.find("at_given");
  if (flow_json == nullptr || at_given == nullptr) damaged(logged.row.sequence);
  auto const printed = [&](std::string_view name) {
    Json const* const member = own_part == nullptr ? nullptr : own_part->find(name);
    return member == nullptr ? std::nullopt : std::optional(member->print());
  };
  Flow flow = read_canonical_flow(*policy.program, policy.layout, flow_json->print(), printed("subject"), printed("personal"));
  flow.at_given = at_given->as_flag();
  return flow;
}

DecisionDraft draft_of(Logged const& logged, ReplayPolicy const& policy) {
  auto const text = [&](std::string_view name) { return logged.record.find_text(name).value_or(""); };
  DecisionDraft draft;
  draft.decision_id = logged.decision;
  draft.decided_micros = instant_from(text("decided")).value_or(0);
  draft.program = policy.program.get();
  draft.known_at = instant_of(logged.record.find_text("known_at"));
  draft.observed = text("mode") == "observe";
  draft.engine = text("engine");
  draft.consent_state = consent_state_of(logged.record);
  return draft;
}

ConsentView::State consent_state_of(Json const& record) {
  std::string const text = record.find_text("consent").value_or("");
  if (text == "known") return ConsentView::State::known;
  return text == "no_subject" ? ConsentView::State::no_subject : ConsentView::State::no_registry;
}

ConsentView consent_of(Json const* part, ReplayPolicy const& policy, ConsentView::State state, Instant at,
                       std::optional<Instant> known_at) {
  ConsentView view{state, {}};
  if (state != ConsentView::State::known || part == nullptr) return view;
  Model const& model = *policy.program->model;
  view.active = active_clauses(model, consents_of(model, *part), at, known_at);
  return view;
}

std::string difference(std::string const& logged, std::string const& again) {
  if (logged == again) return "";
  auto const a = Json::parse(logged);
  auto const b = Json::parse(again);
  if (!a || !b) return "the records differ";
  std::set<std::string> names;
  for (Json const* const record : {&*a, &*b})
    for (Json::Member const& member : record->members()) names.insert(member.name);
  std::string differing;
  std::size_t count = 0;
  for (std::string const& name : names) {
    Json const* const x = a->find(name);
    Json const* const y = b->find(name);
    if (x != nullptr && y != nullptr && x->print() == y->print()) continue;
    differing += (count++ == 0 ? "`" : ", `") + name + "`";
    if (x == nullptr) differing += " (new)";
    if (y == nullptr) differing += " (gone)";
  }
  if (count == 0) return "the records differ";
  return differing + (count == 1 ? " differs" : " differ");
}

Replayed replay(ReplayOptions const& options) {
  LogReader reader(options.log);
  Replayer replayer(reader, options);
  Replayed result;
  result.pruned =
      static_cast<std::uint64_t>(reader.store().database().ask_number("SELECT count(*) FROM entry WHERE kind = 'pruned'"));
  Statement rows = reader.store().database().prepare("SELECT seq FROM entry WHERE kind IN ('decision', 'pool') ORDER BY seq");
  while (rows.step()) {
    if (options.stop && options.stop()) throw std::runtime_error("stopped while the log was being replayed");
    Logged const logged = read_logged(reader.entry(static_cast<std::uint64_t>(rows.integer(0))));
    Outcome outcome = replayer.replay(logged);
    ++result.entries;
    result.same += outcome.same ? 1 : 0;
    result.from_valuation += outcome.same && outcome.from_valuation ? 1 : 0;
    if (!outcome.same && !result.first_different) {
      result.first_different = logged.row.sequence;
      result.why = outcome.why;
      if (!outcome.again.empty()) {
        result.logged = logged.row.record;
        result.again = std::move(outcome.again);
      }
    }
    if (options.progress) options.progress(result.entries);
  }
  return result;
}

}  // namespace izin::log
