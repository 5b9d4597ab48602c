// C2SP tlog-tiles in a folder.
#include <fcntl.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "engine/log/encode.hpp"
#include "engine/log/export.hpp"
#include "engine/log/posix.hpp"
#include "engine/log/reader.hpp"
#include "engine/log/tiles.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_entry = 65535;
constexpr std::size_t checkpoint_limit = 64 << 10;

/// `x001/x234/067`, and `.p/WIDTH` for a tile that is not full.
std::string tile_name(std::uint64_t index, std::size_t width) {
  std::string name;
  for (std::uint64_t rest = index; name.empty() || rest > 0; rest /= 1000) {
    std::string const digits = std::to_string(rest % 1000);
    std::string const part = std::string(3 - digits.size(), '0') + digits;
    name = name.empty() ? part : "x" + part + "/" + name;
  }
  return width == tile_width ? name : name + ".p/" + std::to_string(width);
}

/// The folder, in which a file once written is never written otherwise, but for `checkpoint`.
class Folder {
 public:
  explicit Folder(fs::path path) : path_(std::move(path)) {}

  [[nodiscard]] bool has(std::string const& name) const {
    std::error_code ignored;
    return fs::exists(path_ / name, ignored);
  }
  void put(std::string const& name, std::string_view data) {
    fs::path const file = path_ / name;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) throw Error("the folder `" + file.parent_path().string() + "` cannot be made: " + error.message());
    fs::path const fresh = file.string() + ".new";
    write_all(open_file(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0644, "made"), data, fresh);
    if (std::rename(fresh.c_str(), file.c_str()) != 0) fail_errno(file, "put in place");
    ++written_;
  }
  [[nodiscard]] fs::path const& path() const { return path_; }
  [[nodiscard]] std::uint64_t written() const { return written_; }

 private:
  fs::path path_;
  std::uint64_t written_ = 0;
};

/// An earlier export must be one of this log, that is: its tree must be a beginning of this one.
void check_earlier(Folder const& folder, LogReader& reader, std::uint64_t size) {
  std::error_code ignored;
  if (!folder.has("checkpoint")) {
    if (fs::exists(folder.path(), ignored) && !fs::is_empty(folder.path(), ignored))
      throw Error("`" + folder.path().string() + "` is not empty, and no earlier export: name a new folder");
    return;
  }
  fs::path const file = folder.path() / "checkpoint";
  std::string const note = read_all(open_file(file, O_RDONLY, 0, "read"), checkpoint_limit, file);
  auto const earlier = unsigned_checkpoint(note);
  if (!earlier || earlier->size == 0 || earlier->size > size || earlier->origin != reader.opening().origin ||
      root_at(reader.store().nodes(), earlier->size) != earlier->root)
    throw Error("`" + folder.path().string() + "` holds another log, or more of this one than the log itself: name a new folder",
                Code::anchor_contradicts);
}

void put_hashes(Folder& folder, unsigned level, std::uint64_t index, std::vector<Hash> const& hashes) {
  std::string const name = "tile/" + std::to_string(level) + "/" + tile_name(index, hashes.size());
  if (folder.has(name)) return;
  std::string data;
  for (Hash const& hash : hashes) data.append(reinterpret_cast<char const*>(hash.data()), hash.size());
  folder.put(name, data);
}

/// Entries with their lengths; nothing where one of them was pruned.
std::optional<std::string> bundle_of(LogReader& reader, std::uint64_t first, std::size_t width) {
  std::string data;
  for (std::uint64_t sequence = first; sequence < first + width; ++sequence) {
    std::string const record = reader.entry(sequence).record;
    if (record.empty()) return std::nullopt;
    if (record.size() > longest_entry)
      throw Error("entry " + std::to_string(sequence) + " is longer than tiles can hold (65,535 bytes): export it as `jsonl`");
    data += static_cast<char>(record.size() >> 8);
    data += static_cast<char>(record.size() & 255);
    data += record;
  }
  return data;
}

}  // namespace

TilesExported export_tiles(ReadOptions const& options, fs::path const& path) {
  LogReader reader(options);
  std::optional<Store::Head> const head = reader.store().head();
  std::uint64_t const size = reader.checkpoint().size;
  Folder folder(path);
  check_earlier(folder, reader, size);
  Statement rows = reader.store().database().prepare("SELECT level, idx FROM tile ORDER BY level, idx");
  while (rows.step()) {
    auto const level = static_cast<unsigned>(rows.integer(0));
    auto const index = static_cast<std::uint64_t>(rows.integer(1));
    std::vector<Hash> const hashes = reader.store().tile(level, index);
    put_hashes(folder, level, index, hashes);
    std::string const entries = "tile/entries/" + tile_name(index, hashes.size());
    if (level != 0 || folder.has(entries)) continue;
    if (auto const bundle = bundle_of(reader, index * tile_width, hashes.size())) folder.put(entries, *bundle);
  }
  folder.put("checkpoint", head->note);  // last: what it speaks of is there
  return {size, folder.written()};
}

}  // namespace izin::log
