// Rotation in an order that can stop anywhere: the new key is durable beside the old one; one commit hands over, signed by both;
// then the old key is overwritten and the new one takes its name. Which of the two is the log's is what the newest checkpoint
// says.
#include "engine/log/rotate.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include "engine/log/encode.hpp"
#include "engine/log/init.hpp"
#include "engine/log/posix.hpp"
#include "engine/log/writer_state.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;

fs::path next_file_of(fs::path const& key_file) { return key_file.string() + ".next"; }

/// `NAME.pub` of `NAME.key`.
fs::path public_file_beside(fs::path const& key_file) {
  fs::path file = key_file;
  return key_file.extension() == ".key" ? file.replace_extension(".pub") : fs::path(key_file.string() + ".pub");
}

bool is_there(fs::path const& file) {
  struct stat is {};
  return ::lstat(file.c_str(), &is) == 0;
}

/// Zeros over what a file holds, durably. Its name stays.
void overwrite(fs::path const& file) {
  Descriptor const opened = open_file(file, O_WRONLY, 0, "overwritten");
  struct stat is {};
  if (::fstat(opened.get(), &is) != 0) fail_errno(file, "overwritten");
  write_all(opened, std::string(static_cast<std::size_t>(is.st_size), '\0'), file);
  sync_file(opened, file);
}

void rename_file(fs::path const& from, fs::path const& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail_errno(to, "put in place");
  sync_folder_of(to);
}

void remove_key(fs::path const& file) {
  if (!is_there(file)) return;
  overwrite(file);
  if (::unlink(file.c_str()) != 0) fail_errno(file, "removed");
  sync_folder_of(file);
}

/// A `.pub` file in the place of an older one.
void put_public(fs::path const& file, VerifierKey const& key) {
  fs::path const fresh = file.string() + ".next";
  std::error_code ignored;
  fs::remove(fresh, ignored);
  create_file(fresh, key.line() + "\n", 0644);
  rename_file(fresh, file);
}

std::string statement(std::uint64_t sequence, Hash const& root, VerifierKey const& old_key, VerifierKey const& new_key) {
  return "izin key 1\n" + old_key.name + "\n" + std::to_string(sequence) + "\n" + to_base64(root) + "\n" + old_key.line() + "\n" +
         new_key.line() + "\n";
}

/// Nothing where the file does not hold a whole key: it was being written when the program was stopped.
std::optional<SigningKey> read_next(fs::path const& file) {
  if (!is_there(file)) return std::nullopt;
  try {
    return read_signing_key(file);
  } catch (Error const&) {
    return std::nullopt;
  }
}

}  // namespace

void finish_rotation(fs::path const& key_file, std::string_view newest_note) {
  fs::path const next_file = next_file_of(key_file);
  std::optional<SigningKey> const next = read_next(next_file);
  if (!next || !open_checkpoint(newest_note, next->verifier())) return;
  put_public(public_file_beside(key_file), next->verifier());
  if (is_there(key_file)) overwrite(key_file);
  rename_file(next_file, key_file);
}

Rotated rotate(WriterOptions const& options, Environment const& environment) {
  Writer::State state(options, environment);
  fs::path const key_file = log_key_file(options, state.opening);
  fs::path const next_file = next_file_of(key_file);
  remove_key(next_file);  // of a rotation that never came into the log
  state.next_key.emplace(make_signing_key(state.opening.origin, environment));
  std::string line = state.next_key->line() + "\n";
  create_file(next_file, line, 0600);
  sodium_memzero(line.data(), line.size());
  Rotated rotated;
  rotated.old_key = state.key->verifier().line();
  rotated.new_key = state.next_key->verifier().line();
  rotated.key_file = key_file;
  rotated.public_file = public_file_beside(key_file);
  state.commit({}, [&](Batch& batch) {
    Stamp const stamp = batch.next();
    rotated.entry = stamp.sequence;
    std::string const text = statement(stamp.sequence, batch.root(), state.key->verifier(), state.next_key->verifier());
    static_cast<void>(
        batch.add(key_record(stamp, state.next_key->verifier(), state.key->sign(text), state.next_key->sign(text))));
  });
  finish_rotation(key_file, state.head.note);
  return rotated;
}

}  // namespace izin::log
