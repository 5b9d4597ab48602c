// A policy as pieces of text, any of which may be taken away: what the shrinker and the properties about layout work on.
#pragma once

#include <string>
#include <vector>

namespace izin::differential {

/// A declaration, a rule, a clause: `head parts tail`. A piece without parts is its head.
struct Piece {
  std::string head;
  std::vector<Piece> parts;
  std::string tail;
};

/// The text of a piece, a line for each part.
[[nodiscard]] std::string text(Piece const& piece, std::size_t depth = 0);

/// How many pieces may be taken away: the parts, and theirs, and so on.
[[nodiscard]] std::size_t count(std::vector<Piece> const& pieces);
/// The same pieces without the n-th (and what is in it).
[[nodiscard]] std::vector<Piece> without(std::vector<Piece> const& pieces, std::size_t n);

}  // namespace izin::differential
