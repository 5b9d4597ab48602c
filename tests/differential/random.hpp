// Random choices that are the same on every machine for the same seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

namespace izin::differential {

class Random {
 public:
  /// The seed is mixed first: the streams of neighbouring seeds would otherwise be one stream, shifted.
  explicit Random(std::uint64_t seed) : state_(mix(seed * 0x9E37'79B9'7F4A'7C15 + 1)) {}

  std::uint64_t next() { return mix(state_ += 0x9E37'79B9'7F4A'7C15); }  // SplitMix64
  /// 0 to n - 1; n is not 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
  [[nodiscard]] bool chance(std::size_t percent) { return below(100) < percent; }
  template <class T>
  T const& pick(std::vector<T> const& from) {
    return from[below(from.size())];
  }
  template <class T>
  T pick(std::initializer_list<T> from) {
    return *(from.begin() + below(from.size()));
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (auto i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EB;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace izin::differential
