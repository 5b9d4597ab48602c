#include "engine/log/fsck/sealed.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "engine/log/fsck/text.hpp"

namespace izin::log::fsck {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t around = 24 + 32 + 4 + 16;  // nonce, opening, length, tag

bool is_padded_size(std::size_t size) { return size == 64 || size == 256 || (size > 0 && size % 1024 == 0); }

std::optional<Hash> hash_of(Bytes data) {
  Hash hash{};
  if (data.size() != hash.size()) return std::nullopt;
  std::ranges::copy(data, hash.begin());
  return hash;
}

/// Whether length and padding of an opened part are right, and what it holds is canonical.
bool is_well_formed(Bytes opened) {
  std::size_t const length =
      std::size_t{opened[32]} << 24 | std::size_t{opened[33]} << 16 | std::size_t{opened[34]} << 8 | opened[35];
  Bytes const padded = opened.subspan(36);
  if (length > padded.size()) return false;
  std::size_t const due = length <= 64 ? 64 : length <= 256 ? 256 : (length + 1023) / 1024 * 1024;
  if (padded.size() != due) return false;
  if (std::ranges::any_of(padded.subspan(length), [](std::uint8_t byte) { return byte != 0; })) return false;
  return scan_object({reinterpret_cast<char const*>(padded.data()), length}).has_value();
}

/// Of a file that has our tables.
Rows key_query(File& file) {
  if (schema_text(file) != expected_keys_schema()) throw Damaged("its tables are not those of a keys file");
  file.restrict_to_reads();
  return file.rows("SELECT value FROM key WHERE handle = ?");
}

}  // namespace

std::size_t KeyRing::HashOfHash::operator()(Hash const& hash) const {
  std::size_t value = 0;
  std::memcpy(&value, hash.data(), sizeof value);
  return value;
}

KeyRing::KeyRing(std::filesystem::path const& file, std::string const& log_id) : file_(file), find_(key_query(file_)) {
  Rows id = file_.rows("SELECT value FROM secret WHERE name = 'log'");
  if (!id.next() || hex(id.blob(0)) != log_id) throw Damaged("it belongs to another log");
  Rows secret = file_.rows("SELECT value FROM secret WHERE name = 'secret'");
  auto const read = secret.next() ? hash_of(secret.blob(0)) : std::nullopt;
  if (!read) throw Damaged("it has lost its secret");
  secret_ = *read;
}

std::optional<Hash> KeyRing::by_pseudonym(Hash const& pseudonym, std::string const& month) {
  auto const [at, is_new] = months_.try_emplace(month);
  if (is_new) {
    Rows all = file_.rows("SELECT value FROM key");
    while (all.next())
      if (auto const key = hash_of(all.blob(0)))
        at->second[hmac_sha256(*key, {bytes("izin pseudonym 1\0"sv), bytes(month)})] = *key;
  }
  auto const found = at->second.find(pseudonym);
  return found == at->second.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Hash> KeyRing::by_place(std::string const& decision, std::int64_t member) {
  auto const place = static_cast<std::uint32_t>(member);
  std::array<std::uint8_t, 4> const number{static_cast<std::uint8_t>(place >> 24), static_cast<std::uint8_t>(place >> 16),
                                           static_cast<std::uint8_t>(place >> 8), static_cast<std::uint8_t>(place)};
  Hash const handle = member < 0 ? hmac_sha256(secret_, {bytes("izin entry 1\0"sv), bytes(decision)})
                                 : hmac_sha256(secret_, {bytes("izin member 1\0"sv), bytes(decision), number});
  find_.reset();
  find_.bind_blob(1, handle);
  return find_.next() ? hash_of(find_.blob(0)) : std::nullopt;
}

SealedCheck::SealedCheck(File& file, KeyRing* keys, ErasureCheck& erasures, Report& report)
    : rows_(file.rows("SELECT seq, member, box FROM private ORDER BY seq, member")),
      keys_(keys),
      erasures_(erasures),
      report_(report) {
  advance();
}

void SealedCheck::advance() { has_row_ = rows_.next(); }

void SealedCheck::expect(Place const& place, Announced const& announced) {
  auto const at = [&] { return std::pair(rows_.integer(0), rows_.integer(1)); };
  std::pair const due(static_cast<std::int64_t>(place.sequence), place.member);
  for (; has_row_ && at() < due; advance())
    report_.add(Code::private_missing, static_cast<std::uint64_t>(std::max<std::int64_t>(rows_.integer(0), 0)),
                "a sealed part stands beside the entry that its record does not name");
  std::string const whose = member_text(place.member);
  if (!has_row_ || at() != due) {
    erasures_.gone({place.sequence, place.member});
    return;
  }
  Bytes const box = rows_.blob(2);
  if (std::ranges::all_of(box, [](std::uint8_t byte) { return byte == 0; }))
    erasures_.gone({place.sequence, place.member});  // what an erasure leaves
  else if (box.size() < around || !is_padded_size(box.size() - around))
    report_.add(Code::private_missing, place.sequence, "the sealed part" + whose + " does not have the size of one");
  else if (keys_ != nullptr)
    open(place, announced, box);
  advance();
}

void SealedCheck::open(Place const& place, Announced const& announced, Bytes box) {
  std::string const whose = member_text(place.member);
  std::optional<Hash> const key = announced.pseudonym ? keys_->by_pseudonym(*announced.pseudonym, std::string(place.month))
                                                      : keys_->by_place(std::string(place.decision), place.member);
  if (!key) {
    report_.add(Code::private_missing, place.sequence, "the key of the sealed part" + whose + " is not in the keys file");
    return;
  }
  std::vector<std::uint8_t> opened(box.size() - 24 - 16);
  int const failed = crypto_aead_xchacha20poly1305_ietf_decrypt(opened.data(), nullptr, nullptr, box.data() + 24, box.size() - 24,
                                                                place.leaf.data(), place.leaf.size(), box.data(), key->data());
  if (failed != 0)
    report_.add(Code::private_missing, place.sequence, "the sealed part" + whose + " was changed, or is that of another entry");
  else if (hmac_sha256(bytes("izin commit 1"), {opened}) != announced.commitment || !is_well_formed(opened))
    report_.add(Code::private_missing, place.sequence, "the sealed part" + whose + " is not the one that the record commits to");
}

void SealedCheck::finish() {
  for (; has_row_; advance())
    report_.add(Code::private_missing, static_cast<std::uint64_t>(std::max<std::int64_t>(rows_.integer(0), 0)),
                "a sealed part stands beside the entry that its record does not name");
}

}  // namespace izin::log::fsck
