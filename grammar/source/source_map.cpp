#include "grammar/source/source_map.hpp"

#include <algorithm>
#include <utility>

namespace izin {
namespace {

// A code point counts by its first byte; so a column is exact up to the first malformed byte of a line.
std::uint32_t count_points(std::string_view text) {
  std::uint32_t starts = 0;  // of 32 bits: so the loop becomes one over vectors
  for (char const c : text) starts += (static_cast<unsigned char>(c) & 0xC0u) != 0x80u ? 1u : 0u;
  return starts;
}

constexpr std::size_t block = 4096;

}  // namespace

SourceFile::SourceFile(FileId id, std::string path, std::string text) : id_(id), path_(std::move(path)), text_(std::move(text)) {
  starts_.push_back(0);
  for (auto at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  std::uint32_t points = 0;
  for (std::size_t at = 0; at < text_.size(); at += block) {
    points_before_.push_back(points);
    points += count_points(std::string_view(text_).substr(at, block));
  }
  points_before_.push_back(points);
}

std::uint32_t SourceFile::points_before(std::uint32_t offset) const {
  auto const start = offset / block * block;
  return points_before_[offset / block] + count_points(text().substr(start, offset - start));
}

Position SourceFile::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  auto const after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  auto const line = static_cast<std::uint32_t>(after - starts_.begin());
  return {line, points_before(offset) - points_before(starts_[line - 1]) + 1};
}

std::string_view SourceFile::line(std::uint32_t number) const {
  if (number == 0 || number > line_count()) return {};
  auto const begin = starts_[number - 1];
  auto const end = number == line_count() ? text_.size() : starts_[number] - 1;
  auto line = text().substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

FileId SourceMap::add(std::string path, std::string text) {
  FileId const id{static_cast<std::uint32_t>(files_.size())};
  files_.emplace_back(id, std::move(path), std::move(text));
  return id;
}

}  // namespace izin
