// Grows a policy file from bytes: each byte is a choice, and when they run out the shortest way is taken to the end. Whatever
// the bytes, the text parses without an error. For property tests and fuzzing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace izin::test {

[[nodiscard]] std::string grow(std::span<std::uint8_t const> choices);

}  // namespace izin::test
