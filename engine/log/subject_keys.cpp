#include "engine/log/subject_keys.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "engine/log/encode.hpp"
#include "engine/log/posix.hpp"
#include "engine/log/schema.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr std::size_t key_size = 32;

Database open_keys(fs::path const& file, std::string const& log_id, Database::Access access) {
  std::error_code ignored;
  if (!fs::exists(file, ignored))
    throw Error(
        "the keys file `" + file.string() + "` is missing: put it back beside the log, from where it was moved or backed up",
        Code::log_key);
  Database database(file, access);
  check_kind(database, keys_kind());
  if (access == Database::Access::write) {
    // DELETE, so that a key that is erased stays in no journal; EXTRA, so that the journal's removal is durable too.
    if (database.ask("PRAGMA journal_mode=DELETE") != "delete")
      throw Error("the keys file `" + file.string() + "` is in another mode", Code::log_key);
    database.run("PRAGMA synchronous=EXTRA; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY");
  }
  Statement id = database.prepare("SELECT value FROM secret WHERE name = 'log'");
  if (!id.step() || to_hex(id.blob(0)) != log_id)
    throw Error("the keys file `" + file.string() + "` belongs to another log: put the right one back", Code::log_key);
  return database;
}

SecretKey read_secret(Database& database) {
  Statement secret = database.prepare("SELECT value FROM secret WHERE name = 'secret'");
  if (!secret.step())
    throw Error("the keys file `" + database.file().string() + "` has lost its secret: restore it", Code::log_key);
  return SecretKey(secret.blob(0));
}

template <std::size_t N>
std::array<std::uint8_t, N> big_endian(std::uint64_t number) {
  std::array<std::uint8_t, N> out{};
  for (std::size_t i = N; i-- > 0; number >>= 8) out[i] = static_cast<std::uint8_t>(number & 255);
  return out;
}

}  // namespace

fs::path keys_file_of(fs::path const& log) { return log.string() + ".keys"; }

void SubjectKeys::create(fs::path const& file, std::string const& log_id, Environment const& environment) {
  create_file(file, "", 0600);
  Database database(file, Database::Access::write);
  database.run("PRAGMA journal_mode=DELETE");
  database.run("PRAGMA synchronous=EXTRA");
  make_tables(database, keys_kind());
  std::array<std::uint8_t, key_size> secret{};
  environment.random(secret);
  Statement insert = database.prepare("INSERT INTO secret(name, value) VALUES (?, ?)");
  insert.bind(1, std::string("log")).bind_blob(2, from_hex(log_id).value()).run();
  insert.bind(1, std::string("secret")).bind_blob(2, secret).run();
  sodium_memzero(secret.data(), secret.size());
}

SubjectKeys::SubjectKeys(fs::path const& file, std::string const& log_id, Database::Access access)
    : database_(open_keys(file, log_id, access)),
      find_(database_.prepare("SELECT value FROM key WHERE handle = ?")),
      secret_(read_secret(database_)) {}
SubjectKeys::~SubjectKeys() = default;

Hash SubjectKeys::keyed(std::string_view domain, Bytes data) const { return hmac_sha256(secret_.view(), {bytes(domain), data}); }

std::string SubjectKeys::keyed_text(std::string_view domain, std::string_view data) const {
  return "hmac-sha256:" + to_hex(keyed(domain, bytes(data)));
}

Hash SubjectKeys::subject_handle(std::string_view subject_id) const { return keyed("izin subject 1\0"sv, bytes(subject_id)); }
Hash SubjectKeys::entry_handle(std::string_view decision_id) const { return keyed("izin entry 1\0"sv, bytes(decision_id)); }
Hash SubjectKeys::member_handle(std::string_view decision_id, std::uint64_t member) const {
  return hmac_sha256(secret_.view(), {bytes("izin member 1\0"sv), bytes(decision_id), big_endian<4>(member)});
}

std::optional<SecretKey> SubjectKeys::find(Hash const& handle) {
  std::optional<SecretKey> key;
  if (find_.bind_blob(1, handle).step()) key.emplace(find_.blob(0));
  find_.reset();
  return key;
}

void SubjectKeys::for_each(std::function<void(SecretKey const&)> const& each) {
  Statement keys = database_.prepare("SELECT value FROM key");
  while (keys.step()) each(SecretKey(keys.blob(0)));
}

std::vector<SecretKey> SubjectKeys::find_or_make(std::span<Hash const> handles, Environment const& environment) {
  std::vector<SecretKey> keys(handles.size());
  database_.run("BEGIN");  // looked up one by one, each would lock and check the file anew
  try {
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < handles.size(); ++i) {
      if (auto const key = find(handles[i]))
        keys[i] = *key;
      else
        missing.push_back(i);
    }
    std::ranges::sort(missing, {}, [&](std::size_t i) { return handles[i]; });  // neighbours share pages
    if (!missing.empty()) make(handles, missing, keys, environment);
    database_.run("COMMIT");
  } catch (...) {
    database_.roll_back();
    throw;
  }
  return keys;
}

void SubjectKeys::erase(Hash const& handle) {
  database_.prepare("DELETE FROM key WHERE handle = ?").bind_blob(1, handle).run();
  // Rows come in no order, so their pages are rebuilt now and then, which can leave old bytes where nothing stands.
  database_.run("VACUUM");
}

/// Keys for the handles at these places, in their order; the same person twice is one.
void SubjectKeys::make(std::span<Hash const> handles, std::span<std::size_t const> places, std::vector<SecretKey>& keys,
                       Environment const& environment) {
  Statement insert = database_.prepare("INSERT INTO key(handle, value) VALUES (?, ?)");
  std::vector<std::uint8_t> random(places.size() * key_size);
  environment.random(random);
  for (std::size_t k = 0; k < places.size(); ++k) {
    std::size_t const place = places[k];
    if (k > 0 && handles[places[k - 1]] == handles[place]) {
      keys[place] = keys[places[k - 1]];
      continue;
    }
    keys[place] = SecretKey(Bytes(random).subspan(k * key_size, key_size));
    insert.bind_blob(1, handles[place]).bind_blob(2, keys[place].view()).run();
  }
  sodium_memzero(random.data(), random.size());
}

}  // namespace izin::log
