#include "engine/log/fsck/rebuild.hpp"

#include <algorithm>

namespace izin::log::fsck {
namespace {

constexpr std::size_t width = 256;

/// The root of a full tile.
Hash fold(std::vector<Hash> hashes) {
  for (std::size_t count = hashes.size(); count > 1; count /= 2)
    for (std::size_t i = 0; i < count / 2; ++i) hashes[i] = node_hash(hashes[2 * i], hashes[2 * i + 1]);
  return hashes.front();
}

}  // namespace

void Range::add(Hash const& leaf) {
  Part part{1, leaf};
  while (!parts_.empty() && parts_.back().size == part.size) {
    part = {2 * part.size, node_hash(parts_.back().hash, part.hash)};
    parts_.pop_back();
  }
  parts_.push_back(part);
  ++size_;
}

Hash Range::root() const {
  if (parts_.empty()) return sha256({});
  Hash hash = parts_.back().hash;
  for (auto part = std::next(parts_.rbegin()); part != parts_.rend(); ++part) hash = node_hash(part->hash, hash);
  return hash;
}

TileCheck::TileCheck(File& file, Report& report)
    : report_(report),
      find_(file.rows("SELECT hashes FROM tile WHERE level = ? AND idx = ?")),
      count_(file.rows("SELECT count(*) FROM tile")) {}

void TileCheck::add(std::size_t level, Hash const& hash, bool doubtful) {
  if (level == levels_.size()) levels_.emplace_back();
  Level& tile = levels_[level];
  tile.hashes.push_back(hash);
  tile.doubtful.push_back(doubtful);
  if (tile.hashes.size() < width) return;
  bool const fits = compare(level, tile);
  Level full = std::move(tile);
  levels_[level] = {full.index + 1, {}, {}};
  add(level + 1, fold(std::move(full.hashes)), !fits);
}

void TileCheck::finish() {
  for (std::size_t level = 0; level < levels_.size(); ++level)
    if (!levels_[level].hashes.empty()) compare(level, levels_[level]);
  std::uint64_t const found = count_.next() ? static_cast<std::uint64_t>(count_.integer(0)) : 0;
  if (found != tiles_)
    report_.add(Code::tree_broken, std::nullopt,
                "the file has " + std::to_string(found) + " tiles, and its entries make " + std::to_string(tiles_));
}

Bytes TileCheck::row(std::size_t level, std::uint64_t index) {
  find_.reset();
  find_.bind(1, static_cast<std::int64_t>(level));
  find_.bind(2, static_cast<std::int64_t>(index));
  return find_.next() ? find_.blob(0) : Bytes();
}

std::optional<Hash> TileCheck::stored(std::uint64_t sequence) {
  Bytes const data = row(0, sequence / width);
  std::size_t const at = sequence % width * 32;
  if (data.size() < at + 32) return std::nullopt;
  Hash hash{};
  std::ranges::copy(data.subspan(at, 32), hash.begin());
  return hash;
}

bool TileCheck::compare(std::size_t level, Level const& tile) {
  ++tiles_;
  Bytes const data = row(level, tile.index);
  std::string const name = "tile " + std::to_string(level) + "/" + std::to_string(tile.index);
  auto const first_leaf = [&](std::size_t i) { return (tile.index * width + i) << (8 * level); };
  bool fits = true;
  for (std::size_t i = 0; i < tile.hashes.size(); ++i) {
    if (data.size() >= 32 * (i + 1) && std::ranges::equal(data.subspan(32 * i, 32), tile.hashes[i])) continue;
    fits = false;
    if (tile.doubtful[i] || report_.has(first_leaf(i))) continue;
    report_.add(Code::tree_broken, first_leaf(i),
                name + " does not hold the hash of the entries from " + std::to_string(first_leaf(i)) + " on");
    break;
  }
  if (fits && data.size() != 32 * tile.hashes.size()) {
    fits = false;
    report_.add(Code::tree_broken, std::nullopt, name + " is longer than its entries make it");
  }
  return fits;
}

}  // namespace izin::log::fsck
