#include "engine/log/note.hpp"

#include <algorithm>
#include <vector>

#include "engine/log/encode.hpp"
#include "grammar/source/utf8.hpp"

namespace izin::log {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";
constexpr std::size_t note_limit = 64 * 1024;
constexpr std::size_t signature_limit = 64;

/// Takes the first line off, without its line feed; nothing where there is no line feed.
std::optional<std::string_view> take_line(std::string_view& text) {
  std::size_t const end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::string_view const line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

bool is_note_text(std::string_view note) {
  return note.size() <= note_limit && !first_malformed(note) &&
         std::ranges::none_of(note, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

struct SignatureLine {
  std::string_view name;
  std::uint32_t id = 0;
  std::vector<std::uint8_t> bytes;
};

std::optional<SignatureLine> parse_signature(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  std::size_t const blank = line.find(' ');
  if (blank == 0 || blank == std::string_view::npos) return std::nullopt;
  SignatureLine read;
  read.name = line.substr(0, blank);
  auto const data = from_base64(line.substr(blank + 1));
  if (!data || data->size() < 5) return std::nullopt;
  for (std::size_t i = 0; i < 4; ++i) read.id = read.id << 8 | (*data)[i];
  read.bytes.assign(data->begin() + 4, data->end());
  return read;
}

/// A signature line: the key's id, big end first, then what it gives.
std::string signature_line(VerifierKey const& key, Bytes given) {
  std::vector<std::uint8_t> data;
  for (unsigned i = 0; i < 4; ++i) data.push_back(static_cast<std::uint8_t>(key.id() >> (24 - 8 * i) & 255));
  data.insert(data.end(), given.begin(), given.end());
  return std::string(dash) + key.name + " " + to_base64(data) + "\n";
}

/// What a cosignature signs.
std::string cosigned_text(std::string_view text, std::uint64_t seconds) {
  return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string(text);
}

/// Whether the bytes of a signature line are the key's signature of a text.
bool verifies(VerifierKey const& key, std::string_view text, Bytes given) {
  std::uint64_t seconds = 0;
  std::size_t const stamp = key.type == KeyType::cosignature ? 8 : 0;
  Signature signature{};
  if (given.size() != stamp + signature.size()) return false;
  for (std::uint8_t const byte : given.first(stamp)) seconds = seconds << 8 | byte;
  std::ranges::copy(given.subspan(stamp), signature.begin());
  return key.verifies(stamp == 0 ? std::string(text) : cosigned_text(text, seconds), signature);
}

}  // namespace

std::string sign_note(std::string_view text, SigningKey const& key) {
  return std::string(text) + "\n" + signature_line(key.verifier(), key.sign(text));
}

std::string cosign_line(std::string_view text, std::uint64_t seconds, SigningKey const& key) {
  std::vector<std::uint8_t> given;
  for (unsigned i = 0; i < 8; ++i) given.push_back(static_cast<std::uint8_t>(seconds >> (56 - 8 * i) & 255));
  Signature const signature = key.sign(cosigned_text(text, seconds));
  given.insert(given.end(), signature.begin(), signature.end());
  return signature_line(key.verifier(), given);
}

std::optional<std::string> open_note(std::string_view note, VerifierKey const& key) {
  if (!is_note_text(note)) return std::nullopt;
  std::size_t const split = note.rfind("\n\n");
  if (split == std::string_view::npos || !note.ends_with('\n')) return std::nullopt;
  std::string_view const text = note.substr(0, split + 1);
  std::string_view rest = note.substr(split + 2);
  bool signed_by_key = false;
  std::size_t count = 0;
  while (!rest.empty()) {
    auto const line = take_line(rest);
    auto const signature = line ? parse_signature(*line) : std::nullopt;
    if (!signature || ++count > signature_limit) return std::nullopt;
    if (signature->name != key.name || signature->id != key.id()) continue;
    if (!verifies(key, text, signature->bytes)) return std::nullopt;
    signed_by_key = true;
  }
  if (!signed_by_key) return std::nullopt;
  return std::string(text);
}

std::string Checkpoint::text() const { return origin + "\n" + std::to_string(size) + "\n" + to_base64(root) + "\n"; }

std::optional<Checkpoint> Checkpoint::parse(std::string_view text) {
  auto const origin = take_line(text);
  auto const size = origin ? take_line(text) : std::nullopt;
  auto const root = size ? take_line(text) : std::nullopt;
  if (!root || !text.empty() || origin->empty()) return std::nullopt;
  auto const number = number_from(*size);
  auto const hash = hash_from_base64(*root);
  if (!number || !hash) return std::nullopt;
  return Checkpoint{std::string(*origin), *number, *hash};
}

std::optional<Checkpoint> unsigned_checkpoint(std::string_view note) {
  std::size_t const split = note.find("\n\n");
  return split == std::string_view::npos ? std::nullopt : Checkpoint::parse(note.substr(0, split + 1));
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, VerifierKey const& key) {
  auto const text = open_note(note, key);
  auto checkpoint = text ? Checkpoint::parse(*text) : std::nullopt;
  if (!checkpoint || checkpoint->origin != key.name) return std::nullopt;
  return checkpoint;
}

std::optional<Checkpoint> open_cosigned(std::string_view note, VerifierKey const& key) {
  auto const text = open_note(note, key);
  return text ? Checkpoint::parse(*text) : std::nullopt;
}

}  // namespace izin::log
