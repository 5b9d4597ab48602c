// What must hold of every text, for the fuzz targets: a broken property ends the program.
#pragma once

#include <string>

namespace izin::fuzz {

enum class Expect : unsigned char {
  anything,     ///< the text may be wrong
  well_formed,  ///< an error in it is a fault
};

/// Places lie within the text, messages are sorted and show; and what parses without an error is laid out to what means the same,
/// keeps its comments and is a fixed point (P16).
void check_text(std::string text, Expect expect);

}  // namespace izin::fuzz
