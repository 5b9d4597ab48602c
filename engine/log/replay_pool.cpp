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
  Json const* const rules = member.result.find("rules");
  return rules != nullptr && rules->print() == Json::texts(deciding_rules(*program.model, again)).print() ? ""
                                                                                                          : "`rules` differs";
}

Outcome from_valuations(Program const& program, Instant at, std::vector<Member> const& members, Json const& record) {
  Outcome outcome;
  outcome.from_valuation = true;
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
  list.set("root", "sha256:" + to_hex(tree.root())).set("sha256", "sha256:" + to_hex(sha256({bytes(text)})));
  return reader.keys()->keyed_text(allow_list_domain, list.print());
}

}  // namespace

Outcome Replayer::pool(Logged const& logged, ReplayPolicy& policy) {
  Program const& program = *policy.program;
  std::vector<Member> const members = read_members(reader_, logged);
  std::optional<OpenedPart> const part = own_part(logged);
  bool const is_sealed = logged.record.find("private") != nullptr;
  std::optional<Json> const opened = part ? Json::parse(part->text) : std::nullopt;
  Flow flow = flow_of(logged, policy, opened ? &*opened : nullptr);
  flow.about = About::pool;
  bool const all_open = std::ranges::all_of(members, [](Member const& member) { return member.opened.has_value(); });
  if (!all_open || (is_sealed && !opened)) return from_valuations(program, flow.at, members, logged.record);

  DecisionDraft draft = draft_of(logged, policy);
  std::vector<std::vector<ConsentRecord>> speaking;
  std::vector<std::shared_ptr<Subject const>> people;
  for (Member const& member : members) {
    Json const* const subject = member.opened->find("subject");
    people.push_back(read_canonical_subject(program, policy.layout, subject == nullptr ? "" : subject->print()));
    speaking.push_back(consents_of(*program.model, *member.opened));
  }
  set_pool(program, policy.layout, flow, std::move(people));
  std::string first_line;
  Valuation pool_valuation;
  Frontier results;
  PoolInput input;
  input.threads = options_.threads;
  input.stop = options_.stop;
  input.pool = [&](Valuation const& valuation) { pool_valuation = valuation; };
  input.consent = [&](std::size_t i) {
    bool const registry = draft.consent_state != ConsentView::State::no_registry;
    ConsentView::State const state = !registry              ? ConsentView::State::no_registry
                                     : flow.subjects[i]->id ? ConsentView::State::known
                                                            : ConsentView::State::no_subject;
    ConsentView view{state, {}};
    if (state == ConsentView::State::known) view.active = active_clauses(*program.model, speaking[i], flow.at, draft.known_at);
    return view;
  };
  input.each = [&](std::size_t i, Decision const& decision, Valuation const& valuation) {
    PoolResult const result{flow.subjects[i].get(), decision.verdict, deciding_rules(*program.model, decision),
                            valuation.comparisons, speaking[i]};
    ResultParts parts{i, {}, std::nullopt};
    parts.commitment =
        commitment_of(open_form(Bytes(members[i].part->form).first(opening_size), private_part(*program.model, result)));
    if (result.subject->id) parts.pseudonym = hash_from_hex(members[i].result.find_text("pseudonym").value_or(""));
    std::string line;
    append_result(line, result, parts);
    if (first_line.empty() && line != members[i].line)
      first_line = "the result of member " + std::to_string(i) + ": " + difference(members[i].line, line);
    results.append(leaf_hash(bytes(line)));
  };
  Decision const decision = decide_pool(policy.program, flow, input);
  draft.flow = &flow;
  draft.decision = &decision;
  draft.pool_valuation = program.pool_rules.empty() ? nullptr : &pool_valuation;
  RecordParts parts;
  parts.facts = logged.record.find_text("facts");
  parts.sealed = seal_again(logged, draft, part);
  parts.results_root = results.root();
  parts.results_count = members.size();
  if (logged.record.find("allow_list") != nullptr) parts.allow_list = allow_list_again(reader_, flow, decision);
  Outcome outcome;
  outcome.again = pool_record(draft, logged.stamp, parts).print();
  outcome.why = first_line.empty() ? difference(logged.row.record, outcome.again) : first_line;
  outcome.same = outcome.why.empty();
  return outcome;
}

}  // namespace izin::log
