// A pool made again: everybody's result, line by line, then the pool's own record.
#include <algorithm>

#include "engine/log/encode.hpp"
#include "engine/log/private_part.hpp"
#include "engine/log/replayer.hpp"

namespace izin::log {
namespace {

/// A member as the log holds them.
struct Member {
  std::string line;
  Json result = Json::object();
  std::optional<OpenedPart> part;
  std::optional<Json> opened;
};

std::vector<Member> read_members(LogReader& reader, Logged const& logged) {
  Statement segments = reader.store().database().prepare("SELECT data FROM segment WHERE entry = ? ORDER BY first");
  segments.bind(1, static_cast<std::int64_t>(logged.row.sequence));
  std::vector<Member> members;
  while (segments.step()) {
    Bytes const data = segments.blob(0);
    std::string_view rest(reinterpret_cast<char const*>(data.data()), data.size());
    while (!rest.empty()) {
      std::string_view const line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      Member member;
      member.line = line;
      member.result = parse_record(member.line);
      auto const place = static_cast<std::int64_t>(members.size());
      member.part =
          reader.open({logged.row.sequence, place, leaf_hash(bytes(line)), logged.decision, logged.month}, member.result);
      if (member.part) member.opened = Json::parse(member.part->text);
      members.push_back(std::move(member));
    }
  }
  return members;
}

/// `deny` and the like of a line, for those whose facts are gone.
std::string line_difference(Program const& program, Instant at, Member const& member) {
  auto const truths = truths_of(member.result.find_text("valuation").value_or(""));
  if (!truths || truths->size() != program.model->comparisons.size()) return "`valuation` is not one of the policies";
  Decision const again = decide_from(program, at, *truths);
  if (verdict_text(again.verdict) != member.result.find_text("verdict")) return "`verdict` differs";
  // The rules of an incomplete verdict are those that wait for a fact, which is not in the truth values.
  if (again.verdict == Verdict::incomplete) return "";
  Json const* const rules = member.result.find("rules");
  return rules != nullptr && rules->print() == Json::texts(deciding_rules(*program.model, again)).print() ? ""
                                                                                                          : "`rules` differs";
}

Outcome from_valuations(Program const& program, Instant at, std::vector<Member> const& members, Json const& record) {
  Outcome outcome;
  outcome.from_valuation = true;
  if (record.find_text("bundle") != program.model->digest) outcome.why = "`bundle` differs";
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t i = 0; i < members.size() && outcome.why.empty(); ++i) {
    if (std::string const why = line_difference(program, at, members[i]); !why.empty())
      outcome.why = why + " for member " + std::to_string(i);
    ++counts[members[i].result.find_text("verdict").value_or("")];
  }
  Json const* const subjects = record.find("subjects");
  for (char const* const verdict : {"permit", "deny", "review", "incomplete"}) {
    Json const* const logged = subjects == nullptr ? nullptr : subjects->find(verdict);
    if (outcome.why.empty() && (logged == nullptr || logged->as_number() != static_cast<std::int64_t>(counts[verdict])))
      outcome.why = "`subjects` differs";
  }
  outcome.same = outcome.why.empty();
  return outcome;
}

/// As the writer keys it; nothing without the keys file.
std::optional<std::string> allow_list_again(LogReader& reader, Flow const& flow, Decision const& decision) {
  if (reader.keys() == nullptr) return std::nullopt;
  std::vector<std::string> ids;
  for (std::uint32_t const position : decision.permitted) ids.push_back(flow.subjects[position]->id.value_or(""));
  std::ranges::sort(ids);
  Frontier tree;
  std::string text;
  for (std::string const& id : ids) {
    tree.append(leaf_hash(bytes(id)));
    text += id + "\n";
  }
  Json list = Json::object();
  list.set("root", to_hex(tree.root())).set("sha256", to_hex(sha256({bytes(text)})));
  return reader.keys()->keyed_text(allow_list_domain, list.print());
}

/// A pool being decided again, with what its record needs.
class PoolAgain {
 public:
  PoolAgain(ReplayPolicy const& policy, std::vector<Member> const& members, Flow& flow, DecisionDraft const& draft)
      : policy_(policy), members_(members), flow_(flow), draft_(draft) {
    std::vector<std::shared_ptr<Subject const>> people;
    for (Member const& member : members) {
      Json const* const subject = member.opened->find("subject");
      people.push_back(read_canonical_subject(*policy.program, policy.layout, subject == nullptr ? "" : subject->print()));
      speaking_.push_back(consents_of(*policy.program->model, *member.opened));
    }
    set_pool(*policy.program, policy.layout, flow_, std::move(people));
  }

  Decision decide(ReplayOptions const& options) {
    PoolInput input;
    input.threads = options.threads;
    input.stop = options.stop;
    input.pool = [this](Valuation const& valuation) { pool_valuation_ = valuation; };
    input.consent = [this](std::size_t i) { return consent(i); };
    input.each = [this](std::size_t i, Decision const& decision, Valuation const& valuation) { add(i, decision, valuation); };
    return decide_pool(policy_.program, flow_, input);
  }

  [[nodiscard]] Valuation const& pool_valuation() const { return pool_valuation_; }
  [[nodiscard]] Hash results_root() const { return results_.root(); }
  /// What differs in the first result that does, in words; empty: nothing.
  [[nodiscard]] std::string const& first_difference() const { return first_difference_; }

 private:
  [[nodiscard]] ConsentView consent(std::size_t i) const {
    if (draft_.consent_state == ConsentView::State::no_registry) return {};
    if (!flow_.subjects[i]->id) return {ConsentView::State::no_subject, {}};
    return {ConsentView::State::known, active_clauses(*policy_.program->model, speaking_[i], flow_.at, draft_.known_at)};
  }

  /// Makes a member's line again, with the salt of the logged one.
  void add(std::size_t i, Decision const& decision, Valuation const& valuation) {
    Model const& model = *policy_.program->model;
    Member const& member = members_[i];
    PoolResult const result{flow_.subjects[i].get(), decision.verdict, deciding_rules(model, decision), valuation.comparisons,
                            speaking_[i]};
    ResultParts parts{i, {}, std::nullopt};
    Bytes const opening = Bytes(member.part->form).first(opening_size);
    parts.commitment = commitment_of(open_form(opening, private_part(model, result)));
    if (result.subject->id) parts.pseudonym = hash_from_hex(member.result.find_text("pseudonym").value_or(""));
    std::string line;
    append_result(line, result, parts);
    if (first_difference_.empty() && line != member.line)
      first_difference_ = "the result of member " + std::to_string(i) + ": " + difference(member.line, line);
    results_.append(leaf_hash(bytes(line)));
  }

  ReplayPolicy const& policy_;
  std::vector<Member> const& members_;
  Flow& flow_;
  DecisionDraft const& draft_;
  std::vector<std::vector<ConsentRecord>> speaking_;
  Valuation pool_valuation_;
  Frontier results_;
  std::string first_difference_;
};

}  // namespace

Outcome Replayer::pool(Logged const& logged, ReplayPolicy& policy) {
  Program const& program = *policy.program;
  std::vector<Member> const members = read_members(reader_, logged);
  std::optional<OpenedPart> const part = own_part(logged);
  std::optional<Json> const opened = part ? Json::parse(part->text) : std::nullopt;
  Flow flow = flow_of(logged, policy, opened ? &*opened : nullptr);
  bool const all_open = std::ranges::all_of(members, [](Member const& member) { return member.opened.has_value(); });
  bool const own_open = opened || logged.record.find("private") == nullptr;
  if (!all_open || !own_open) return from_valuations(program, flow.at, members, logged.record);

  DecisionDraft draft = draft_of(logged, policy);
  PoolAgain again(policy, members, flow, draft);
  Decision const decision = again.decide(options_);
  draft.flow = &flow;
  draft.decision = &decision;
  draft.pool_valuation = program.pool_rules.empty() ? nullptr : &again.pool_valuation();
  RecordParts parts;
  parts.facts = logged.record.find_text("facts");
  parts.sealed = seal_again(logged, draft, part);
  parts.results_root = again.results_root();
  parts.results_count = members.size();
  if (logged.record.find("allow_list") != nullptr) parts.allow_list = allow_list_again(reader_, flow, decision);
  Outcome outcome;
  outcome.again = pool_record(draft, logged.stamp, parts).print();
  outcome.why = again.first_difference().empty() ? difference(logged.row.record, outcome.again) : again.first_difference();
  outcome.same = outcome.why.empty();
  return outcome;
}

}  // namespace izin::log
