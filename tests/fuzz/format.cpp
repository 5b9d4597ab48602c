// Policy files grown from bytes: each is well formed, and its layout is put to the test.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/property.hpp"
#include "tests/grammar/grow.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  izin::fuzz::check_text(izin::test::grow({data, size}), izin::fuzz::Expect::well_formed);
  return 0;
}
