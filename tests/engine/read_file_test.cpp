// Files as the gate reads them, where a case of the corpus cannot show it.
#include <doctest/doctest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "engine/gate/files.hpp"

namespace {

namespace fs = std::filesystem;

std::string refusal(fs::path const& path) {
  try {
    static_cast<void>(izin::read_regular_file(path, 1u << 30));
  } catch (izin::FileError const& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("hostile input: a file that changes while it is being read is refused") {
  fs::path const path = fs::temp_directory_path() / ("izin_growing_" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary) << std::string(8u << 20, ' ');
  CHECK(refusal(path) == "");
  std::atomic<bool> done = false, begun = false;
  std::thread writer([&] {
    std::ofstream out(path, std::ios::binary | std::ios::app);
    while (!done) {
      out << ' ' << std::flush;
      begun = true;
    }
  });
  while (!begun) std::this_thread::yield();
  // It may happen that nothing is written during one reading; of a hundred, hardly.
  std::string said;
  for (int i = 0; i < 100 && said.empty(); ++i) said = refusal(path);
  done = true;
  writer.join();
  fs::remove(path);
  CHECK(said.find("changed while it was being read: try again") != std::string::npos);
}
