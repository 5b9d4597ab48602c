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
  if (levels_[level].hashes.empty()) open(level, levels_[level].index);
  compare(level, hash, doubtful);
  levels_[level].hashes.push_back(hash);
  if (levels_[level].hashes.size() < width) return;
  check_length(level);
  Level full = std::move(levels_[level]);
  levels_[level] = {full.index + 1, {}, {}, true};
  add(level + 1, fold(std::move(full.hashes)), !full.fits);
}

void TileCheck::open(std::size_t level, std::uint64_t index) {
  ++tiles_;
  levels_[level] = {index, {}, read(level, index), true};
}

void TileCheck::compare(std::size_t level, Hash const& hash, bool doubtful) {
  Level& tile = levels_[level];
  std::size_t const at = tile.hashes.size();
  if (tile.row.size() >= 32 * (at + 1) && std::ranges::equal(Bytes(tile.row).subspan(32 * at, 32), hash)) return;
  bool const first = tile.fits;
  tile.fits = false;
  std::uint64_t const leaf = (tile.index * width + at) << (8 * level);
  if (doubtful || !first || report_.has(leaf)) return;
  report_.add(Code::tree_broken, leaf,
              "tile " + std::to_string(level) + "/" + std::to_string(tile.index) +
                  " does not hold the hash of the entries from " + std::to_string(leaf) + " on");
}

void TileCheck::check_length(std::size_t level) {
  Level& tile = levels_[level];
  if (!tile.fits || tile.row.size() == 32 * tile.hashes.size()) return;
  tile.fits = false;
  report_.add(Code::tree_broken, std::nullopt,
              "tile " + std::to_string(level) + "/" + std::to_string(tile.index) + " is longer than its entries make it");
}

void TileCheck::finish() {
  for (std::size_t level = 0; level < levels_.size(); ++level)
    if (!levels_[level].hashes.empty()) check_length(level);
  std::uint64_t const found = count_.next() ? static_cast<std::uint64_t>(count_.integer(0)) : 0;
  if (found != tiles_)
    report_.add(Code::tree_broken, std::nullopt,
                "the file has " + std::to_string(found) + " tiles, and its entries make " + std::to_string(tiles_));
}

Buffer TileCheck::read(std::size_t level, std::uint64_t index) {
  find_.reset();
  find_.bind(1, static_cast<std::int64_t>(level));
  find_.bind(2, static_cast<std::int64_t>(index));
  if (!find_.next()) return {};
  Bytes const data = find_.blob(0);
  return Buffer(data.begin(), data.end());
}

std::optional<Hash> TileCheck::stored(std::uint64_t sequence) {
  bool const at_hand = !levels_.empty() && !levels_[0].hashes.empty() && levels_[0].index == sequence / width;
  Buffer const read_anew = at_hand ? Buffer() : read(0, sequence / width);
  Bytes const data = at_hand ? Bytes(levels_[0].row) : Bytes(read_anew);
  std::size_t const at = sequence % width * 32;
  if (data.size() < at + 32) return std::nullopt;
  Hash hash{};
  std::ranges::copy(data.subspan(at, 32), hash.begin());
  return hash;
}

}  // namespace izin::log::fsck
