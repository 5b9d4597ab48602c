#include "engine/log/reader.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "engine/log/encode.hpp"
#include "engine/log/init.hpp"
#include "engine/log/stamp.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;

/// Whether nobody is writing, and then the shared lock; a log without a lock file has no writer.
bool is_at_rest(fs::path const& log, Descriptor& lock) {
  lock = Descriptor(::open(lock_file_of(log).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (lock.get() < 0) return errno == ENOENT;
  return ::flock(lock.get(), LOCK_SH | LOCK_NB) == 0;
}

bool has_wal(fs::path const& log) {
  std::error_code error;
  std::uintmax_t const size = fs::file_size(log.string() + "-wal", error);
  return !error && size > 0;
}

}  // namespace

LogReader::LogReader(ReadOptions const& options) : file_(options.file) {
  start_cryptography();
  std::error_code error;
  if (!fs::exists(file_, error)) throw Error("there is no log `" + file_.string() + "`: check the path");
  if (!fs::is_regular_file(file_, error))
    throw Error("`" + file_.string() + "` is not a regular file: name the log", Code::not_a_log);
  // With nobody writing and all in the main file, it is read without leaving a trace beside it.
  bool const still = is_at_rest(file_, lock_) && !has_wal(file_);
  store_ = std::make_unique<Store>(file_, still ? Database::Access::immutable : Database::Access::read);
  store_->database().run("BEGIN");  // one state of the log, whatever a writer adds
  opening_ = read_opening(*store_);
  fs::path const keys = keys_file_of(file_);
  if (!fs::exists(keys, error)) return;
  try {
    keys_.emplace(keys, opening_.log_id, Database::Access::read);
  } catch (Error const&) {
    keys_.reset();  // what is sealed stays so
  }
}

EntryRow LogReader::entry(std::uint64_t sequence) {
  std::optional<EntryRow> entry = sequence <= static_cast<std::uint64_t>(INT64_MAX) ? store_->entry(sequence) : std::nullopt;
  if (!entry)
    throw Error("the log has no entry " + std::to_string(sequence) + ": its last is " + std::to_string(store_->entry_count() - 1),
                Code::no_such_entry);
  return std::move(*entry);
}

Checkpoint LogReader::checkpoint() {
  std::optional<Store::Head> const head = store_->head();
  auto checkpoint = head ? unsigned_checkpoint(head->note) : std::nullopt;
  if (!checkpoint)
    throw Error("the newest checkpoint of the log is damaged: check it with `izin log verify`", Code::checkpoint_broken);
  return std::move(*checkpoint);
}

std::optional<OpenedPart> LogReader::open(Place const& place, Json const& announcing) {
  auto const box = store_->box(place.sequence, place.member);
  auto const key = box ? key_of(place, announcing) : std::nullopt;
  auto form = key ? unseal(*key, *box, place.leaf) : std::nullopt;
  if (!form || to_hex(commitment_of(*form)) != announcing.find_text("commitment")) return std::nullopt;
  auto text = private_of(*form);
  if (!text) return std::nullopt;
  return OpenedPart{std::move(*form), std::move(*text)};
}

std::optional<SecretKey> LogReader::key_of(Place const& place, Json const& announcing) {
  if (!keys_) return std::nullopt;
  auto const text = announcing.find_text("pseudonym");
  if (!text)
    return keys_->find(place.member < 0 ? keys_->entry_handle(place.decision)
                                        : keys_->member_handle(place.decision, static_cast<std::uint64_t>(place.member)));
  auto const pseudonym = hash_from_hex(*text);
  if (!pseudonym) return std::nullopt;
  auto const [month, is_new] = months_.try_emplace(place.month);
  auto& keys = month->second;
  if (is_new) keys_->for_each([&](SecretKey const& key) { keys.insert_or_assign(pseudonym_of(key, place.month), key); });
  auto const at = keys.find(*pseudonym);
  return at == keys.end() ? std::nullopt : std::optional(at->second);
}

std::string month_of(Json const& record) { return record.find_text("decided").value_or("").substr(0, 7); }

}  // namespace izin::log
