// Making a log: everything is made beside it and renamed into place last, so that a log that is there is whole.
#include "engine/log/init.hpp"

#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>

#include "engine/log/encode.hpp"
#include "engine/log/posix.hpp"
#include "engine/log/records.hpp"
#include "engine/log/rotate.hpp"
#include "engine/log/schema.hpp"
#include "engine/log/subject_keys.hpp"
#include "engine/log/witness.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;

bool is_there(fs::path const& file) {
  struct stat is {};
  return ::lstat(file.c_str(), &is) == 0;
}

void rename_file(fs::path const& from, fs::path const& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail_errno(to, "made");
  sync_folder_of(to);
}

/// An interrupted init may have left a keys file in which nobody has a key yet.
void remove_unused_keys(fs::path const& keys) {
  if (!is_there(keys)) return;
  bool unused = false;
  try {
    Database database(keys, Database::Access::read);
    check_kind(database, keys_kind());
    unused = database.ask_number("SELECT count(*) FROM key") == 0;
  } catch (Error const&) {
    unused = false;
  }
  if (!unused)
    throw Error("`" + keys.string() + "` holds the keys of a log that is not here: put the log back, or move the keys away",
                Code::log_key);
  fs::remove(keys);
}

/// What SQLite would take for the newest pages of the file that is made now.
void refuse_leftovers(fs::path const& file) {
  for (char const* const ending : {"-wal", "-journal"}) {
    fs::path const rest = file.string() + ending;
    std::error_code error;
    if (is_there(rest) && (fs::file_size(rest, error) > 0 || error))
      throw Error("`" + rest.string() + "` is left of a file that is not here: put that back, or move this away");
  }
}

struct ChosenKey {
  SigningKey key;
  bool is_new = false;
};

/// The key of an origin: the one in the folder where the origin was chosen by the user, else a new one.
ChosenKey choose_key(std::optional<std::string> const& chosen, std::string const& origin, fs::path const& folder,
                     Environment const& environment) {
  fs::path const file = key_file_of(folder, origin);
  if (!is_there(file)) return {make_signing_key(origin, environment), true};
  if (!chosen)
    throw Error("the key `" + file.string() + "` is there already: give its origin with `--origin` to use it again",
                Code::log_key);
  SigningKey key = read_signing_key(file);
  if (key.verifier().name != origin) throw Error("the key `" + file.string() + "` is that of another origin", Code::log_key);
  fs::path const public_file = public_file_of(folder, origin);
  if (!is_there(public_file)) create_file(public_file, key.verifier().line() + "\n", 0644);
  return {std::move(key)};
}

std::string new_log_id(Environment const& environment) {
  std::array<std::uint8_t, 16> id{};
  environment.random(id);
  return to_hex(id);
}

struct Plan {
  fs::path file;
  std::optional<std::string> origin;
  std::optional<fs::path> key_file;  ///< a key that is there, used instead of the folder's
  fs::path key_folder;
  std::optional<fs::path> witness;
  std::chrono::milliseconds wait{5000};
};

/// Before anything is made, so that a witness that will not do leaves no log without one.
std::optional<Witness> open_witness(Plan const& plan, VerifierKey const& key) {
  if (!plan.witness) return std::nullopt;
  std::optional<Witness> witness;
  auto const read = [&](std::string_view note) { return open_checkpoint(note, key); };
  witness.emplace(fs::absolute(*plan.witness), read, Witness::Open::or_make);
  if (witness->newest())
    throw Error("the witness `" + plan.witness->string() + "` has seen another log of this origin: name a new one");
  return witness;
}

/// Entry 0 and its checkpoint in a new file, which remembers the witness. Gives the note.
std::string write_first(fs::path const& file, std::string const& log_id, SigningKey const& key,
                        std::optional<Witness> const& witness, Environment const& environment) {
  create_file(file, "", 0600);
  {
    Database database(file, Database::Access::write);
    database.run("PRAGMA encoding='UTF-8'; PRAGMA journal_mode=WAL");
    database.run("PRAGMA synchronous=FULL");
    make_tables(database, log_kind());
  }
  Store store(file, Database::Access::write);
  Stamp const stamp{0, environment.wall_micros(), environment.monotonic_micros(), environment.boot_id};
  store.database().run("BEGIN IMMEDIATE");
  TileEdge tree;
  tree.append(store.insert_entry(0, open_record(stamp, log_id, key.verifier())));
  for (TileRow const& row : tree.take_changes()) store.put_tile(row);
  std::string const note = sign_note(Checkpoint{key.verifier().name, 1, tree.root()}.text(), key);
  store.insert_checkpoint(1, note);
  if (witness) store.set("witness", witness->file().string());
  store.database().run("COMMIT");
  return note;
}

/// Nothing where the log was made by somebody else in the meantime.
std::optional<Initialised> make_log(Plan const& plan, Environment const& environment) {
  start_cryptography();
  Descriptor const lock = lock_file(lock_file_of(plan.file), LockKind::exclusive, plan.wait);
  if (is_there(plan.file)) return std::nullopt;
  fs::path const keys = keys_file_of(plan.file);
  remove_unused_keys(keys);
  refuse_leftovers(plan.file);
  refuse_leftovers(keys);
  std::string const log_id = new_log_id(environment);
  std::string const origin = plan.origin.value_or("izin/" + log_id);
  ChosenKey const chosen =
      plan.key_file ? ChosenKey{read_signing_key(*plan.key_file)} : choose_key(plan.origin, origin, plan.key_folder, environment);
  SigningKey const& key = chosen.key;
  std::optional<Witness> witness = open_witness(plan, key.verifier());
  if (chosen.is_new) write_key_pair(key, plan.key_folder);
  Initialised made;
  made.origin = key.verifier().name;
  made.verifier_key = key.verifier().line();
  made.key_file = plan.key_file.value_or(key_file_of(plan.key_folder, origin));
  made.public_file = plan.key_file ? fs::path() : public_file_of(plan.key_folder, origin);

  fs::path const new_file = plan.file.string() + ".new";
  fs::path const new_keys = keys.string() + ".new";
  for (std::string const rest : {"", "-wal", "-shm", "-journal"}) {
    fs::remove(new_file.string() + rest);
    fs::remove(new_keys.string() + rest);
  }
  SubjectKeys::create(new_keys, log_id, environment);
  std::string const note = write_first(new_file, log_id, key, witness, environment);
  rename_file(new_keys, keys);
  rename_file(new_file, plan.file);
  if (witness) witness->append(note, *open_checkpoint(note, key.verifier()));
  return made;
}

}  // namespace

fs::path lock_file_of(fs::path const& log) { return log.string() + ".lock"; }

void check_names(fs::path const& log) {
  struct stat is {};
  if (::lstat(log.c_str(), &is) != 0) {
    if (errno == ENOENT) return;
    fail_errno(log, "opened");
  }
  if (!S_ISREG(is.st_mode) || is.st_nlink > 1)
    throw Error("`" + log.string() + "` is not a regular file of one name: name the log itself, not a link to it",
                Code::not_a_log);
}

fs::path log_key_file(WriterOptions const& options, Opening const& opening) {
  if (!options.key_file && !options.key_folder)
    throw Error("no key was given for the log: give one with `--log-key`", Code::log_key);
  return options.key_file ? *options.key_file : key_file_of(*options.key_folder, opening.origin);
}

SigningKey read_log_key(WriterOptions const& options, Opening const& opening, Store& store) {
  fs::path const file = log_key_file(options, opening);
  std::optional<Store::Head> const head = store.head();
  std::string const note = head ? head->note : "";
  finish_rotation(file, note);
  if (!is_there(file))
    throw Error("the key of the log, `" + file.string() + "`, is not there: put it back, or name it with `--log-key`",
                Code::log_key);
  SigningKey key = read_signing_key(file);
  // A log that was never rotated has the key of entry 0; a checkpoint that it has not signed is another matter.
  bool const is_first = key.verifier().line() == opening.key_line && !store.newest_key();
  if (!is_first && !open_checkpoint(note, key.verifier()))
    throw Error("the key `" + file.string() + "` is not the one of this log: name the right one with `--log-key`", Code::log_key);
  return key;
}

Initialised init(InitOptions const& options, Environment const& environment) {
  if (options.origin) check_origin(*options.origin);
  std::optional<Initialised> made =
      make_log({options.file, options.origin, std::nullopt, options.key_folder, options.witness}, environment);
  if (!made) throw Error("`" + options.file.string() + "` is there already: name a new file");
  return std::move(*made);
}

Initialised keygen(KeygenOptions const& options, Environment const& environment) {
  check_origin(options.origin);
  fs::path const file = key_file_of(options.key_folder, options.origin);
  if (is_there(file)) throw Error("the key `" + file.string() + "` is there already: choose another origin", Code::log_key);
  SigningKey const key = make_signing_key(options.origin, environment, options.type);
  write_key_pair(key, options.key_folder);
  return {key.verifier().name, key.verifier().line(), file, public_file_of(options.key_folder, options.origin)};
}

Opened open_or_init(WriterOptions const& options, Environment const& environment) {
  Opened opened;
  if (!is_there(options.file)) {
    if (!options.key_file && !options.key_folder)
      throw Error("no key folder was given for the new log: give one with `--key-dir`", Code::log_key);
    opened.made = make_log(
        {options.file, std::nullopt, options.key_file, options.key_folder.value_or(fs::path()), options.witness, options.wait},
        environment);
  }
  opened.writer = std::make_unique<Writer>(options, environment);
  return opened;
}

}  // namespace izin::log
