// A pool in one entry: everybody's result in segments, a box each, their tree's root in the record.
#include "engine/log/encode.hpp"
#include "engine/log/private_part.hpp"
#include "engine/log/writer_state.hpp"

namespace izin::log {
namespace {

constexpr std::size_t segment_size = 1024;
constexpr std::size_t salt_size = opening_size + nonce_size;

struct PoolKeys {
  std::vector<SecretKey> members;
  std::optional<Json> own_part;
  std::optional<SecretKey> own;
};

PoolKeys make_keys(PoolDraft const& draft, Writer::State& state) {
  PoolKeys keys;
  std::vector<Hash> handles;
  handles.reserve(draft.results.size() + 1);
  for (std::size_t i = 0; i < draft.results.size(); ++i) {
    std::optional<std::string> const& id = draft.results[i].subject->id;
    handles.push_back(id ? state.keys->subject_handle(*id) : state.keys->member_handle(draft.common.decision_id, i));
  }
  keys.own_part = private_part(draft.common);
  if (keys.own_part) handles.push_back(state.keys->entry_handle(draft.common.decision_id));
  keys.members = state.keys->find_or_make(handles, state.environment);
  if (keys.own_part) {
    keys.own = keys.members.back();
    keys.members.pop_back();
  }
  return keys;
}

/// Its digests alone: where the file lies is nobody's business.
std::string keyed_allow_list(SubjectKeys const& keys, std::string const& text) {
  std::optional<Json> const list = Json::parse(text);
  auto const root = list ? list->find_text("root") : std::nullopt;
  auto const sha256 = list ? list->find_text("sha256") : std::nullopt;
  if (!root || !sha256) throw Error("the allow list of a pool is not described as it should be");
  return keys.keyed_text(allow_list_domain, Json::object().set("root", *root).set("sha256", *sha256).print());
}

/// Inserts the results as segments and the members' boxes. Gives the root over the results.
Hash add_results(Batch& batch, PoolDraft const& draft, std::vector<SecretKey> const& keys) {
  Writer::State& state = batch.state();
  std::uint64_t const sequence = batch.next().sequence;
  std::string const month = month_text(draft.common.decided_micros);
  Model const& model = *draft.common.program->model;
  Frontier tree;
  std::string data;
  std::vector<std::uint8_t> salts;
  for (std::size_t first = 0; first < draft.results.size(); first += segment_size) {
    std::size_t const count = std::min(segment_size, draft.results.size() - first);
    salts.resize(count * salt_size);
    state.environment.random(salts);
    data.clear();
    for (std::size_t k = 0; k < count; ++k) {
      PoolResult const& result = draft.results[first + k];
      SecretKey const& key = keys[first + k];
      Bytes const salt = Bytes(salts).subspan(k * salt_size, salt_size);
      std::vector<std::uint8_t> const form = open_form(salt.first(opening_size), private_part(model, result));
      ResultParts parts{first + k, commitment_of(form), std::nullopt};
      if (result.subject->id) parts.pseudonym = pseudonym_of(key, month);
      std::size_t const begin = data.size();
      append_result(data, result, parts);
      Hash const leaf = leaf_hash(bytes(std::string_view(data).substr(begin)));
      data += '\n';
      tree.append(leaf);
      state.store->insert_box(sequence, static_cast<std::int64_t>(first + k), seal(key, salt.subspan(opening_size), form, leaf));
    }
    state.store->insert_segment(sequence, first, count, data);
  }
  return tree.root();
}

}  // namespace

Appended Writer::append(PoolDraft const& draft) {
  state_->settle();
  DecisionDraft const& common = draft.common;
  Candidate const candidate = candidate_of(common);
  if (auto const landed = state_->landed_at(candidate)) return {*landed, common.decision_id};
  PoolKeys const keys = make_keys(draft, *state_);
  std::uint64_t sequence = 0;
  state_->commit({candidate}, [&](Batch& batch) {
    RecordParts parts;
    parts.facts = batch.prepare(common);
    sequence = batch.next().sequence;
    parts.results_root = add_results(batch, draft, keys.members);
    parts.results_count = draft.results.size();
    if (!draft.allow_list_json.empty()) parts.allow_list = keyed_allow_list(*state_->keys, draft.allow_list_json);
    std::vector<std::uint8_t> form;
    std::array<std::uint8_t, salt_size> salt{};
    if (keys.own_part) {
      state_->environment.random(salt);
      form = open_form(Bytes(salt).first(opening_size), keys.own_part->print());
      parts.sealed = SealedPart{commitment_of(form), holds_of(*keys.own_part), std::nullopt};
    }
    Hash const leaf = batch.add(pool_record(common, batch.next(), parts));
    if (keys.own_part) state_->store->insert_box(sequence, -1, seal(*keys.own, Bytes(salt).subspan(opening_size), form, leaf));
  });
  return {sequence, common.decision_id};
}

}  // namespace izin::log
