// Any bytes as a policy file.
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/property.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  izin::fuzz::check_text(std::string(reinterpret_cast<char const*>(data), size), izin::fuzz::Expect::anything);
  return 0;
}
