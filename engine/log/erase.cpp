// Erasing a person. The order makes it safe to stop anywhere: first one commit that takes the parts away and says so, together
// with what is still to do; then the key, then the WAL. Before the commit nothing has happened; after it, the next writer goes
// on.
#include "engine/log/erase.hpp"

#include <algorithm>

#include "engine/log/encode.hpp"
#include "engine/log/holds.hpp"
#include "engine/log/places.hpp"
#include "engine/log/writer_state.hpp"

namespace izin::log {
namespace {

void refuse_held(Store& store, SecretKey const& key) {
  std::vector<std::uint64_t> const standing = standing_holds(store, key);
  if (!standing.empty())
    throw Error("a legal hold stands on this person since entry " + std::to_string(standing.front()) +
                    ": once it may end, release it with `izin log hold --release`",
                Code::on_hold);
}

/// Those that are still there.
std::vector<Place> sealed_places(Store& store, SecretKey const& key) {
  std::vector<Place> places = places_of(store, key);
  std::erase_if(places, [&](Place const& place) { return !store.box(place.sequence, place.member); });
  return places;
}

}  // namespace

Erased erase(WriterOptions const& options, Environment const& environment, std::string const& subject,
             std::string const& because) {
  check_reason(because, subject);
  Writer::State state(options, environment);
  Erased erased;
  erased.completed = state.erasure_pending;
  Hash const handle = state.keys->subject_handle(subject);
  if (std::optional<SecretKey> const key = state.keys->find(handle)) {
    refuse_held(*state.store, *key);
    std::vector<Place> const places = sealed_places(*state.store, *key);
    erased.parts = places.size();
    state.commit({}, [&](Batch& batch) {
      for (Place const& place : places) state.store->erase_box(place.sequence, place.member);
      Stamp const stamp = batch.next();
      erased.entry = stamp.sequence;
      static_cast<void>(batch.add(erasure_record(stamp, because, places.size(), places_root(places))));
      if (!places.empty()) state.store->insert_segment(stamp.sequence, 0, places.size(), places_text(places));
      state.store->set(erasing_setting, to_hex(handle));
    });
  }
  if (!state.finish_erasure())
    throw Error(
        "the person's key is gone, and a reader of the log still holds sealed parts that only it could open: once the reader is "
        "done, the next `izin log erase` or decision removes them",
        Code::log_busy);
  return erased;
}

std::vector<std::string> not_reached() {
  return {
      "backups and copies of the log and of its keys file",
      "exports, allow lists and answers that were given out, and receipts that show the person's part",
      "parts that do not name the person by this id: decisions about nobody, people without an id, fields about others",
      "what the file system or the disk keeps of bytes that were overwritten or freed",
      "the facts, flows and subject files that decisions are made from, and the history of the shell that this was typed in",
  };
}

}  // namespace izin::log
