// Opening a log for writing, and the two ways to append. What happens around a commit is writer_commit.cpp.
#include <sys/stat.h>

#include <set>

#include "engine/log/encode.hpp"
#include "engine/log/private_part.hpp"
#include "engine/log/writer_state.hpp"

namespace izin::log {
namespace {

bool is_decision_id(std::string_view id) {
  return id.size() == 26 && id.front() <= '7' &&
         id.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string_view::npos;
}

/// A decision with what of it is to be sealed.
struct Sealing {
  std::optional<Json> part;
  std::optional<SecretKey> key;
  bool named = false;  ///< the subject has an id: the key is theirs
};

std::vector<Sealing> make_sealings(std::span<DecisionDraft const> drafts, Writer::State& state) {
  std::vector<Sealing> sealings(drafts.size());
  std::vector<Hash> handles;
  std::vector<std::size_t> sealed;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    sealings[i].part = private_part(drafts[i]);
    if (!sealings[i].part) continue;
    std::shared_ptr<Subject const> const& subject = drafts[i].flow->subject;
    sealings[i].named = subject && subject->id;
    handles.push_back(sealings[i].named ? state.keys->subject_handle(*subject->id)
                                        : state.keys->entry_handle(drafts[i].decision_id));
    sealed.push_back(i);
  }
  std::vector<SecretKey> const keys = state.keys->find_or_make(handles, state.environment);
  for (std::size_t k = 0; k < sealed.size(); ++k) sealings[sealed[k]].key = keys[k];
  return sealings;
}

std::uint64_t add_decision(Batch& batch, DecisionDraft const& draft, Sealing const& sealing) {
  RecordParts parts;
  parts.facts = batch.prepare(draft);
  std::vector<std::uint8_t> form;
  if (sealing.part) {
    std::array<std::uint8_t, opening_size> opening{};
    batch.state().environment.random(opening);
    form = open_form(opening, sealing.part->print());
    parts.sealed = SealedPart{commitment_of(form), holds_of(*sealing.part), std::nullopt};
    if (sealing.named) parts.sealed->pseudonym = pseudonym_of(*sealing.key, month_text(draft.decided_micros));
  }
  Stamp const stamp = batch.next();
  Hash const leaf = batch.add(decision_record(draft, stamp, parts));
  if (sealing.part) {
    std::array<std::uint8_t, nonce_size> nonce{};
    batch.state().environment.random(nonce);
    batch.state().store->insert_box(stamp.sequence, -1, seal(*sealing.key, nonce, form, leaf));
  }
  return stamp.sequence;
}

}  // namespace

Candidate candidate_of(DecisionDraft const& draft) {
  if (!is_decision_id(draft.decision_id))
    throw Error("the decision id `" + draft.decision_id +
                "` is not a ULID: give 26 characters of 0-9 and A-Z without I, L, O, U");
  std::string const decided = std::to_string(draft.decided_micros);
  std::string_view const subject = draft.flow->subject ? std::string_view(draft.flow->subject->canonical) : std::string_view();
  Hash const flow = sha256({bytes(draft.flow->canonical)});
  Hash const person = sha256({bytes(subject)});
  return {draft.decision_id, sha256({flow, person, bytes(draft.program->model->digest),
                                     bytes(verdict_text(draft.decision->verdict)), bytes(decided)})};
}

Writer::Writer(WriterOptions const& options, Environment const& environment)
    : state_(std::make_unique<State>(options, environment)) {}
Writer::~Writer() = default;

std::string const& Writer::origin() const { return state_->opening.origin; }

std::vector<Appended> Writer::append(std::span<DecisionDraft const> drafts) {
  std::vector<Appended> appended;
  if (drafts.empty()) return appended;
  state_->settle();
  std::vector<DecisionDraft> fresh;
  std::vector<Candidate> candidates;
  std::set<std::string> ids;
  for (DecisionDraft const& draft : drafts) {
    Candidate candidate = candidate_of(draft);
    if (!ids.insert(draft.decision_id).second)
      throw Error("the decision id `" + draft.decision_id + "` is given to two decisions: give each its own",
                  Code::decision_taken);
    std::optional<std::uint64_t> const landed = state_->landed_at(candidate);
    appended.push_back({landed.value_or(0), draft.decision_id});
    if (landed) continue;
    fresh.push_back(draft);
    candidates.push_back(std::move(candidate));
  }
  if (fresh.empty()) return appended;
  std::vector<Sealing> const sealings = make_sealings(fresh, *state_);
  std::map<std::string, std::uint64_t> sequences;
  state_->commit(candidates, [&](Batch& batch) {
    for (std::size_t i = 0; i < fresh.size(); ++i) sequences[fresh[i].decision_id] = add_decision(batch, fresh[i], sealings[i]);
  });
  for (Appended& entry : appended)
    if (auto const at = sequences.find(entry.decision_id); at != sequences.end()) entry.sequence = at->second;
  return appended;
}

}  // namespace izin::log
