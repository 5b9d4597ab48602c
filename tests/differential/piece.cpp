#include "tests/differential/piece.hpp"

namespace izin::differential {
namespace {

bool remove(std::vector<Piece>& pieces, std::size_t& n) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (n-- == 0) {
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    }
    if (remove(pieces[i].parts, n)) return true;
  }
  return false;
}

}  // namespace

std::string text(Piece const& piece, std::size_t depth) {
  auto const indent = std::string(2 * depth, ' ');
  auto result = indent + piece.head + "\n";
  for (auto const& part : piece.parts) result += text(part, depth + 1);
  if (!piece.tail.empty()) result += indent + piece.tail + "\n";
  return result;
}

std::size_t count(std::vector<Piece> const& pieces) {
  auto result = pieces.size();
  for (auto const& piece : pieces) result += count(piece.parts);
  return result;
}

std::vector<Piece> without(std::vector<Piece> const& pieces, std::size_t n) {
  auto result = pieces;
  remove(result, n);
  return result;
}

}  // namespace izin::differential
