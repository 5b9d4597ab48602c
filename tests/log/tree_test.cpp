// The Merkle tree against the published roots of transparency-dev/merkle (LOG.md section 6).
#include "engine/log/tree.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {
std::string hex(izin::log::Hash const& h) {
  std::string out;
  for (auto b : h) out += {"0123456789abcdef"[b >> 4], "0123456789abcdef"[b & 15]};
  return out;
}
}  // namespace

TEST_CASE("the roots of the trees of 0 to 8 published leaves") {
  using namespace std::string_literals;
  std::vector<std::string> const leaves{
      "", "\x00"s, "\x10"s, "\x20\x21"s, "\x30\x31", "\x40\x41\x42\x43", "PQRSTUVW"s, "`abcdefghijklmno"s};
  std::vector<std::string> const starts{"e3b0c442", "6e340b9c", "fac54203", "aeb6bcfe", "d37ee418",
                                        "4e3bbb1f", "76e67dad", "ddb89be4", "5dc9da79"};
  std::vector<izin::log::Hash> hashes;
  izin::log::Frontier frontier;
  for (std::size_t n = 0; n <= leaves.size(); ++n) {
    CHECK(hex(izin::log::root_of(hashes)).substr(0, 8) == starts[n]);
    CHECK(frontier.root() == izin::log::root_of(hashes));
    if (n == leaves.size()) break;
    hashes.push_back(izin::log::leaf_hash(izin::log::bytes(leaves[n])));
    frontier.append(hashes.back());
  }
}
