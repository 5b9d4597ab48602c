// verify_receipt: a receipt by itself, without its log.
#include <algorithm>
#include <array>

#include "engine/log/fsck/anchors.hpp"
#include "engine/log/fsck/note.hpp"
#include "engine/log/fsck/record.hpp"
#include "engine/log/fsck/scan.hpp"
#include "engine/log/proof.hpp"
#include "engine/log/receipt.hpp"

namespace izin::log {
namespace {

using namespace fsck;

constexpr std::size_t path_limit = 63;

/// The parts of a `tlog-proof@v1`.
struct Proof {
  Buffer extra;
  std::uint64_t index = 0;
  std::vector<Hash> path;
  std::string_view note;
};

std::optional<Proof> parse_proof(std::string_view text) {
  Proof proof;
  if (take_line(text) != "c2sp.org/tlog-proof@v1") return std::nullopt;
  auto line = take_line(text);
  if (line && line->starts_with("extra ")) {
    auto extra = of_base64(line->substr(6));
    if (!extra) return std::nullopt;
    proof.extra = std::move(*extra);
    line = take_line(text);
  }
  auto const index = line && line->starts_with("index ") ? decimal(line->substr(6)) : std::nullopt;
  if (!index) return std::nullopt;
  proof.index = *index;
  for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
    auto const hash = hash_of_base64(*line);
    if (!hash || proof.path.size() == path_limit) return std::nullopt;
    proof.path.push_back(*hash);
  }
  if (!line) return std::nullopt;
  proof.note = text;
  return proof;
}

std::string_view view_of(Buffer const& data) { return {reinterpret_cast<char const*>(data.data()), data.size()}; }

/// A pool's result: that its path leads to the root that the record names. Gives what it announces.
std::optional<Announced> check_result(ReceiptView& view, std::vector<Member> const& extra, std::vector<Member> const& record) {
  auto const result = scan_object(*view.result);
  auto const results = find_object(record, "results");
  Value const* const path = find(extra, "path");
  auto const member = result ? find_count(*result, "member") : std::nullopt;
  auto const count = results ? find_count(*results, "count") : std::nullopt;
  auto const root = results ? hash_of_hex(find_text(*results, "root").value_or("")) : std::nullopt;
  std::vector<Hash> hashes;
  if (path != nullptr && path->kind == Kind::array)
    for (Value const& item : scan_array(path->raw).value_or(std::vector<Value>{}))
      if (item.kind == Kind::text) hashes.push_back(hash_of_base64(text_of(item.raw)).value_or(Hash{}));
  bool const fits = member && count && root && hashes.size() <= path_limit &&
                    is_included(leaf_hash(bytes(*view.result)), *member, *count, hashes, *root);
  if (!fits) {
    view.problems.emplace_back("the result is not one of the pool's");
    return std::nullopt;
  }
  return announced_by(*result);
}

/// The opened private part: that it is the one committed to.
void check_opened(ReceiptView& view, std::string const& opened_text, std::optional<Announced> const& announced) {
  auto const opened = of_base64(opened_text);
  bool const fits =
      opened && opened->size() > 36 && announced && hmac_sha256(bytes("izin commit 1"), {*opened}) == announced->commitment;
  std::size_t const length =
      fits ? std::size_t{(*opened)[32]} << 24 | std::size_t{(*opened)[33]} << 16 | std::size_t{(*opened)[34]} << 8 | (*opened)[35]
           : 0;
  if (!fits || length > opened->size() - 36) {
    view.problems.emplace_back("the private part is not the one that was committed to");
    return;
  }
  view.private_part = std::string(view_of(*opened).substr(36, length));
}

/// What the `extra` line carries.
void check_extra(ReceiptView& view, Proof const& proof) {
  auto const extra = scan_object(view_of(proof.extra));
  auto const record = extra ? find_text(*extra, "record") : std::nullopt;
  auto const members = record ? scan_object(*record) : std::nullopt;
  if (!members) {
    view.problems.emplace_back("it does not carry the record of its entry");
    return;
  }
  static constexpr std::array<std::string_view, 4> known{"opened", "path", "record", "result"};
  for (Member const& member : *extra)
    if (std::ranges::find(known, member.name) == known.end())
      view.problems.emplace_back("it carries something that a receipt does not have");
  view.record = *record;
  view.leaf = hex(leaf_hash(bytes(view.record)));
  if (find_count(*members, "sequence") != proof.index) view.problems.emplace_back("its record is that of another entry");
  view.result = find_text(*extra, "result");
  std::optional<Announced> announced;
  if (view.result)
    announced = check_result(view, *extra, *members);
  else if (auto const sealed = find_object(*members, "private"))
    announced = announced_by(*sealed);
  if (auto const opened = find_text(*extra, "opened")) check_opened(view, *opened, announced);
}

}  // namespace

ReceiptView fsck::check_receipt(std::string const& text, std::function<Key const*(std::uint64_t)> const& key_at) {
  ReceiptView view;
  std::optional<Proof> const proof = parse_proof(text);
  if (!proof) {
    view.problems.emplace_back("it is not a receipt in the form of c2sp.org/tlog-proof@v1");
    return view;
  }
  view.sequence = proof->index;
  check_extra(view, *proof);
  auto const checkpoint = parse_checkpoint(proof->note);
  if (!checkpoint) {
    view.problems.emplace_back("its checkpoint is not one");
    return view;
  }
  view.origin = checkpoint->origin;
  view.size = checkpoint->size;
  view.root = base64(checkpoint->root);
  Key const* const key = key_at(view.size);
  if (key != nullptr && checkpoint->origin != key->name)
    view.problems.emplace_back("it comes from the log `" + view.origin + "`, and the key is that of `" + key->name + "`");
  else if (key == nullptr || !is_signed_by(*checkpoint, *key))
    view.problems.emplace_back("its checkpoint is not signed by the key");
  if (!is_included(leaf_hash(bytes(view.record)), proof->index, view.size, proof->path, checkpoint->root))
    view.problems.emplace_back("its entry is not in the tree that was signed");
  return view;
}

ReceiptView verify_receipt(std::string const& text, std::string const& key_or_file) {
  Key const key = read_key(key_or_file);
  return check_receipt(text, [&](std::uint64_t) { return &key; });
}

}  // namespace izin::log
