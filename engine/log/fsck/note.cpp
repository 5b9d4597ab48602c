#include "engine/log/fsck/note.hpp"

#include <sodium.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/log/log.hpp"

namespace izin::log::fsck {
namespace {

constexpr std::size_t note_limit = 64 << 10;
constexpr std::size_t signature_limit = 64;
constexpr std::size_t signature_size = 64;
constexpr std::size_t stamp_size = 8;  ///< of a cosignature: seconds, big end first
constexpr std::string_view em_dash = "\xE2\x80\x94 ";

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(em_dash)) return std::nullopt;
  line.remove_prefix(em_dash.size());
  std::size_t const blank = line.find(' ');
  if (blank == std::string_view::npos || blank == 0) return std::nullopt;
  auto data = of_base64(line.substr(blank + 1));
  if (!data || data->size() < 5) return std::nullopt;
  return NoteSignature{line.substr(0, blank), std::move(*data)};
}

bool is_of(NoteSignature const& signature, Key const& key) {
  return signature.name == key.name && std::equal(key.id.begin(), key.id.end(), signature.data.begin());
}

}  // namespace

std::optional<Key> parse_key(std::string_view line, std::uint8_t type) {
  // The base64 part may hold `+` itself: the name ends at the first one, eight digits and a `+` follow.
  std::size_t const first = line.find('+');
  if (first == std::string_view::npos || first == 0 || line.size() < first + 10 || line[first + 9] != '+') return std::nullopt;
  Key key;
  key.line = line;
  key.name = line.substr(0, first);
  auto const data = of_base64(line.substr(first + 10));
  if (!is_plain(key.name) || !data || data->size() != 33 || data->front() != type) return std::nullopt;
  std::copy(std::next(data->begin()), data->end(), key.key.begin());
  Hash const digest = sha256({bytes(key.name), bytes("\n"), *data});
  key.id.assign(digest.begin(), digest.begin() + 4);
  if (hex(key.id) != line.substr(first + 1, 8)) return std::nullopt;
  return key;
}

Key read_key(std::string const& file_or_line, std::uint8_t type) {
  std::string line = file_or_line;
  std::error_code ignored;
  if (!parse_key(line, type)) {
    if (!std::filesystem::is_regular_file(file_or_line, ignored) || std::filesystem::file_size(file_or_line, ignored) > 4096)
      throw Error("`" + file_or_line + "` is neither a `.pub` file nor a verifier key line `name+id+base64`", Code::log_key);
    std::ifstream in(file_or_line, std::ios::binary);
    line.assign(std::istreambuf_iterator<char>(in), {});
    if (line.ends_with('\n')) line.pop_back();
  }
  std::optional<Key> key = parse_key(line, type);
  if (!key) throw Error("the file `" + file_or_line + "` does not hold one verifier key line `name+id+base64`", Code::log_key);
  return std::move(*key);
}

std::optional<SignedCheckpoint> parse_checkpoint(std::string_view note) {
  if (note.size() > note_limit) return std::nullopt;
  SignedCheckpoint read;
  std::string_view rest = note;
  auto const origin = take_line(rest);
  auto const size = take_line(rest);
  auto const root = take_line(rest);
  read.text = note.substr(0, note.size() - rest.size());
  auto const empty = take_line(rest);
  if (!origin || !size || !root || !empty || !empty->empty() || origin->empty() || !is_plain(*origin)) return std::nullopt;
  auto const number = decimal(*size);
  auto const hash = hash_of_base64(*root);
  if (!number || !hash) return std::nullopt;
  read.origin = *origin;
  read.size = *number;
  read.root = *hash;
  while (!rest.empty()) {
    auto const line = take_line(rest);
    auto signature = line ? parse_signature(*line) : std::nullopt;
    if (!signature || read.signatures.size() == signature_limit) return std::nullopt;
    read.signatures.push_back(std::move(*signature));
  }
  if (read.signatures.empty()) return std::nullopt;
  return read;
}

bool is_signed_by(SignedCheckpoint const& checkpoint, Key const& key) {
  bool found = false;
  for (NoteSignature const& signature : checkpoint.signatures) {
    if (!is_of(signature, key)) continue;
    if (signature.data.size() != 4 + signature_size) return false;
    auto const* const text = reinterpret_cast<unsigned char const*>(checkpoint.text.data());
    if (crypto_sign_verify_detached(signature.data.data() + 4, text, checkpoint.text.size(), key.key.data()) != 0) return false;
    found = true;
  }
  return found;
}

Cosignature cosignature_of(SignedCheckpoint const& checkpoint, Key const& key) {
  Cosignature found = Cosignature::none;
  for (NoteSignature const& signature : checkpoint.signatures) {
    if (!is_of(signature, key)) continue;
    if (signature.data.size() != 4 + stamp_size + signature_size) return Cosignature::wrong;
    std::uint64_t seconds = 0;
    for (std::uint8_t const byte : Bytes(signature.data).subspan(4, stamp_size)) seconds = seconds << 8 | byte;
    std::string const text = "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(checkpoint.text);
    auto const* const message = reinterpret_cast<unsigned char const*>(text.data());
    if (crypto_sign_verify_detached(signature.data.data() + 4 + stamp_size, message, text.size(), key.key.data()) != 0)
      return Cosignature::wrong;
    found = Cosignature::right;
  }
  return found;
}

}  // namespace izin::log::fsck
