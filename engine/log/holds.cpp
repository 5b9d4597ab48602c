// Legal holds, and what a reason may say.
#include "engine/log/holds.hpp"

#include <algorithm>
#include <set>

#include "engine/log/encode.hpp"
#include "engine/log/erase.hpp"
#include "engine/log/writer_state.hpp"
#include "grammar/source/utf8.hpp"

namespace izin::log {
namespace {

constexpr std::size_t longest_reason = 500;

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string month_of_wall(Json const& record) { return record.find_text("wall").value_or("").substr(0, 7); }

}  // namespace

std::vector<std::uint64_t> standing_holds(Store& store, SecretKey const& key) {
  std::set<std::uint64_t> standing;
  Statement rows = store.database().prepare("SELECT seq, record FROM entry WHERE kind IN ('hold', 'release') ORDER BY seq");
  while (rows.step()) {
    Json const record = parse_record(rows.text(1));
    if (Json const* const ended = record.find("hold"))
      standing.erase(static_cast<std::uint64_t>(ended->as_number()));
    else if (record.find_text("pseudonym") == to_hex(pseudonym_of(key, month_of_wall(record))))
      standing.insert(static_cast<std::uint64_t>(rows.integer(0)));
  }
  return {standing.begin(), standing.end()};
}

void check_reason(std::string const& because, std::string const& subject) {
  auto const is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (because.empty() || because.size() > longest_reason || first_malformed(because) || std::ranges::any_of(because, is_control))
    throw Error("a reason is a line of text of at most 500 bytes: give one like `GDPR Art. 17(1)(b)`", Code::reason_unfit);
  if (subject.empty()) throw Error("nobody is named: give the person's id", Code::reason_unfit);
  if (lower_case(because).find(lower_case(subject)) != std::string::npos)
    throw Error("the reason holds the person's id, and it would stay in the log for good: say it without", Code::reason_unfit);
}

std::uint64_t hold(WriterOptions const& options, Environment const& environment, std::string const& subject,
                   std::string const& because) {
  check_reason(because, subject);
  Writer::State state(options, environment);
  Hash const handle = state.keys->subject_handle(subject);
  SecretKey const key = state.keys->find_or_make(std::span(&handle, 1), environment).front();
  std::uint64_t sequence = 0;
  state.commit({}, [&](Batch& batch) {
    Stamp const stamp = batch.next();
    sequence = stamp.sequence;
    static_cast<void>(batch.add(hold_record(stamp, because, pseudonym_of(key, month_text(stamp.wall)))));
  });
  return sequence;
}

std::vector<std::uint64_t> release(WriterOptions const& options, Environment const& environment, std::string const& subject,
                                   std::string const& because) {
  check_reason(because, subject);
  Writer::State state(options, environment);
  std::optional<SecretKey> const key = state.keys->find(state.keys->subject_handle(subject));
  std::vector<std::uint64_t> const standing = key ? standing_holds(*state.store, *key) : std::vector<std::uint64_t>();
  if (standing.empty())
    throw Error("no hold stands on this person, as far as the keys file tells: there is nothing to release", Code::no_such_entry);
  std::vector<std::uint64_t> releases;
  state.commit({}, [&](Batch& batch) {
    for (std::uint64_t const entry : standing) {
      releases.push_back(batch.next().sequence);
      static_cast<void>(batch.add(release_record(batch.next(), because, entry)));
    }
  });
  return releases;
}

}  // namespace izin::log
