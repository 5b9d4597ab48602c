#include "engine/log/tiles.hpp"

#include <bit>
#include <memory>

#include "engine/log/log.hpp"

namespace izin::log {
namespace {

[[noreturn]] void damaged() { throw Error("the log's hash tree is damaged: check it with `izin log verify`", Code::log_damaged); }

}  // namespace

TileEdge::TileEdge(std::uint64_t size, TileSource const& tiles) : size_(size) {
  for (unsigned level = 0; level < 8 && size >> (8 * level) != 0; ++level) {
    std::uint64_t const hashes = size >> (8 * level);
    std::vector<Hash> tile;
    if (hashes % tile_width != 0) tile = tiles(level, hashes / tile_width);
    if (tile.size() != hashes % tile_width) damaged();
    partial_.push_back(std::move(tile));
    changed_.push_back(false);
  }
}

void TileEdge::append(Hash const& leaf) {
  ++size_;
  Hash hash = leaf;
  for (unsigned level = 0;; ++level) {
    if (level == partial_.size()) {
      partial_.emplace_back();
      changed_.push_back(false);
    }
    std::vector<Hash>& tile = partial_[level];
    tile.push_back(hash);
    changed_[level] = true;
    if (tile.size() < tile_width) return;
    hash = root_of(tile);
    std::uint64_t const index = (size_ >> (8 * level)) / tile_width - 1;
    filled_.push_back({level, index, std::move(tile)});
    tile = {};
    changed_[level] = false;
  }
}

Hash TileEdge::root() const {
  std::vector<Hash> peaks;
  for (std::size_t level = partial_.size(); level-- > 0;) {
    std::span<Hash const> rest = partial_[level];
    while (!rest.empty()) {
      std::size_t const count = std::bit_floor(rest.size());
      peaks.push_back(root_of(rest.first(count)));
      rest = rest.subspan(count);
    }
  }
  return Frontier(size_, std::move(peaks)).root();
}

std::vector<TileRow> TileEdge::take_changes() {
  std::vector<TileRow> rows = std::move(filled_);
  filled_.clear();
  for (unsigned level = 0; level < partial_.size(); ++level) {
    if (!changed_[level]) continue;
    rows.push_back({level, (size_ >> (8 * level)) / tile_width, partial_[level]});
    changed_[level] = false;
  }
  return rows;
}

NodeSource nodes_of(TileSource tiles) {
  // Paths ask for neighbours: the last tile read is kept.
  struct Kept {
    unsigned level = UINT32_MAX;
    std::uint64_t index = 0;
    std::vector<Hash> hashes;
  };
  auto const kept = std::make_shared<Kept>();
  return [tiles = std::move(tiles), kept](unsigned level, std::uint64_t index) {
    unsigned const tile_level = level / 8;
    std::uint64_t const first = index << (level % 8);
    std::size_t const count = std::size_t{1} << (level % 8);
    if (kept->level != tile_level || kept->index != first / tile_width) {
      kept->hashes = tiles(tile_level, first / tile_width);
      kept->level = tile_level;
      kept->index = first / tile_width;
    }
    if (first % tile_width + count > kept->hashes.size()) damaged();
    return root_of(std::span(kept->hashes).subspan(first % tile_width, count));
  };
}

}  // namespace izin::log
