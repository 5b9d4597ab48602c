// Key files: read with suspicion, written once.
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <iterator>

#include "engine/log/encode.hpp"
#include "engine/log/keys.hpp"
#include "engine/log/posix.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_file_limit = 4096;
constexpr std::string_view private_prefix = "PRIVATE+KEY+";

fs::path file_of(fs::path const& folder, std::string_view origin, std::string_view ending) {
  std::string name(origin);
  std::ranges::replace(name, '/', '+');
  return folder / (name + std::string(ending));
}

std::string_view without_line_end(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

/// The key of `PRIVATE+KEY+name+id+base64`.
std::optional<SigningKey> parse_private(std::string_view line, KeyType type) {
  if (!line.starts_with(private_prefix)) return std::nullopt;
  line.remove_prefix(private_prefix.size());
  std::size_t const first = line.find('+');
  std::size_t const second = first == std::string_view::npos ? first : line.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  std::string const name(line.substr(0, first));
  auto data = from_base64(line.substr(second + 1));
  if (!is_origin(name) || !data || data->size() != 33 || data->front() != static_cast<std::uint8_t>(type)) return std::nullopt;
  Hash seed{};
  std::copy(std::next(data->begin()), data->end(), seed.begin());
  SigningKey key(name, seed, type);
  bool const fits = key.line() == std::string(private_prefix) + std::string(line);
  sodium_memzero(data->data(), data->size());
  sodium_memzero(seed.data(), seed.size());
  if (!fits) return std::nullopt;
  return key;
}

}  // namespace

VerifierKey read_verifier_key(std::string const& file_or_line) {
  if (auto const key = VerifierKey::parse(without_line_end(file_or_line))) return *key;
  std::error_code ignored;
  if (!fs::is_regular_file(file_or_line, ignored))
    throw Error("`" + file_or_line + "` is neither a `.pub` file nor a verifier key line `name+id+base64`", Code::log_key);
  Descriptor const file = open_file(fs::canonical(file_or_line), O_RDONLY, 0, "read");
  std::string const text = read_all(file, key_file_limit, file_or_line);
  auto const key = VerifierKey::parse(without_line_end(text));
  if (!key) throw Error("the file `" + file_or_line + "` does not hold one verifier key line `name+id+base64`", Code::log_key);
  return *key;
}

SigningKey read_signing_key(fs::path const& file, KeyType type) {
  Descriptor const opened = open_file(file, O_RDONLY | O_NONBLOCK, 0, "read as a private key");
  struct stat is {};
  if (::fstat(opened.get(), &is) != 0) fail_errno(file, "read as a private key");
  if (!S_ISREG(is.st_mode)) throw Error("the private key `" + file.string() + "` is not a regular file", Code::log_key);
  if ((is.st_mode & 077) != 0)
    throw Error("others may read the private key `" + file.string() + "`: make it private with `chmod 600`", Code::log_key);
  std::string text = read_all(opened, key_file_limit, file);
  std::optional<SigningKey> key = parse_private(without_line_end(text), type);
  sodium_memzero(text.data(), text.size());
  if (!key)
    throw Error("the file `" + file.string() + "` does not hold one private key line `PRIVATE+KEY+…` " +
                    (type == KeyType::note ? "of a log" : "of a cosigner, as `izin log keygen --cosigner` makes it"),
                Code::log_key);
  return std::move(*key);
}

fs::path key_file_of(fs::path const& folder, std::string_view origin) { return file_of(folder, origin, ".key"); }
fs::path public_file_of(fs::path const& folder, std::string_view origin) { return file_of(folder, origin, ".pub"); }

void write_key_pair(SigningKey const& key, fs::path const& folder) {
  std::error_code error;
  bool const made = fs::create_directories(folder, error);
  if (error) throw Error("the key folder `" + folder.string() + "` cannot be made: " + error.message(), Code::log_key);
  if (made) fs::permissions(folder, fs::perms::owner_all, error);
  std::string line = key.line() + "\n";
  create_file(key_file_of(folder, key.verifier().name), line, 0600);
  sodium_memzero(line.data(), line.size());
  // A stale public half of an interrupted run stands in nobody's way.
  fs::remove(public_file_of(folder, key.verifier().name), error);
  create_file(public_file_of(folder, key.verifier().name), key.verifier().line() + "\n", 0644);
}

}  // namespace izin::log
