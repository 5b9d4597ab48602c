// Which files a bundle is: walks the folders given, without recursion, and never leaves them.
#include <algorithm>
#include <map>
#include <set>

#include "engine/gate/files.hpp"

namespace izin {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t file_limit = 64u << 20;  // far above what the parser takes, whose message has a place

struct Found {
  std::string path;  ///< in the bundle
  fs::path file;
  bool by_link = false;
  std::string real;  ///< the path without links, by which one file is known
};

constexpr std::string_view policy_ending = ".izin";

bool is_passed_over(fs::path const& folder) {
  std::string const name = folder.filename().string();
  return name.starts_with('.') || name == "cases";
}

bool lies_within(fs::path const& file, fs::path const& root) {
  auto const [end, _] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
  return end == root.end();
}

std::string real_path(fs::path const& file) {
  std::error_code error;
  fs::path const real = fs::canonical(file, error);
  return error ? file.string() : real.string();
}

/// The walk of one folder given: first all that lies in it, then what links to folders add, each folder once.
class Walk {
 public:
  Walk(fs::path given, std::string_view ending, std::vector<Found>& found)
      : given_(std::move(given)), root_(fs::canonical(given_)), ending_(ending), found_(found) {}

  void run() {
    folders_.push_back({"", given_, false, root_.string()});
    drain();
    while (!linked_.empty()) {
      std::ranges::sort(linked_, {}, &Found::path);
      folders_ = std::move(linked_);
      linked_.clear();
      drain();
    }
  }

 private:
  void drain() {
    for (std::size_t i = 0; i < folders_.size(); ++i) {
      Found const folder = folders_[i];
      if (!entered_.insert(folder.real).second) continue;
      for (auto const& entry : fs::directory_iterator(folder.file)) visit(entry, folder);
    }
    folders_.clear();
  }

  void visit(fs::directory_entry const& entry, Found const& folder) {
    std::string const name = entry.path().filename().string();
    bool const is_link = entry.is_symlink();
    if (is_link && !stays_inside(entry)) return;
    bool const is_folder = entry.is_directory();
    if (is_folder ? is_passed_over(entry.path()) : !name.ends_with(ending_)) return;
    auto& list = !is_folder ? found_ : is_link ? linked_ : folders_;
    list.push_back({folder.path.empty() ? name : folder.path + "/" + name, entry.path(), is_link || folder.by_link,
                    is_link ? real_path(entry.path()) : (fs::path(folder.real) / name).string()});
  }

  /// Whether a link counts at all; one that counts and leads nowhere, or out of the folder, is refused.
  bool stays_inside(fs::directory_entry const& link) const {
    std::error_code error;
    fs::path const target = fs::canonical(link.path(), error);
    if (error) throw FileError("`" + link.path().string() + "` is a link that leads nowhere");
    bool const counts = fs::is_directory(target) ? !is_passed_over(link.path()) : link.path().string().ends_with(ending_);
    if (counts && !lies_within(target, root_))
      throw FileError("`" + link.path().string() + "` is a link out of the folder `" + given_.string() +
                      "`: give its target by itself if it belongs to the bundle");
    return counts;
  }

  fs::path given_, root_;
  std::string_view ending_;
  std::vector<Found>& found_;
  std::vector<Found> folders_, linked_;  ///< still to be walked
  std::set<std::string> entered_;
};

/// The better name of one file: its own before a link's, then the longest, then the first by bytes; so that the order of what is
/// given does not matter.
bool better(Found const& a, Found const& b) {
  if (a.by_link != b.by_link) return !a.by_link;
  if (a.path.size() != b.path.size()) return a.path.size() > b.path.size();
  return a.path < b.path;
}

void collect(fs::path const& given, std::string_view ending, std::vector<Found>& found) {
  std::error_code error;
  fs::file_status const status = fs::status(given, error);
  if (fs::is_directory(status)) return Walk(given, ending, found).run();
  if (fs::exists(status) && !given.filename().string().ends_with(ending))
    throw FileError("`" + given.string() + "` is no " + (ending == policy_ending ? "policy file" : "file that is looked for") +
                    ": its name does not end in `" + std::string(ending) + "`");
  found.push_back({given.filename().generic_string(), given, false, real_path(given)});
}

}  // namespace

std::vector<PolicyFile> find_policy_files(std::vector<fs::path> const& paths) { return find_files(paths, policy_ending); }

std::vector<PolicyFile> find_files(std::vector<fs::path> const& paths, std::string_view ending) {
  std::vector<Found> found;
  try {
    for (fs::path const& given : paths) collect(given, ending, found);
  } catch (fs::filesystem_error const& e) {
    throw FileError("`" + e.path1().string() + "` cannot be read: " + e.code().message());
  }
  std::map<std::string, Found> by_identity;
  for (Found& file : found) {
    auto const [at, added] = by_identity.try_emplace(file.real, file);
    if (!added && better(file, at->second)) at->second = std::move(file);
  }
  std::vector<PolicyFile> files;
  files.reserve(by_identity.size());
  for (auto& [identity, file] : by_identity) files.push_back({std::move(file.path), std::move(file.file)});
  std::ranges::sort(
      files, [](PolicyFile const& a, PolicyFile const& b) { return a.path != b.path ? a.path < b.path : a.file < b.file; });
  return files;
}

DiskBundle read_bundle(std::vector<fs::path> const& paths) {
  std::vector<PolicyFile> const found = find_policy_files(paths);
  DiskBundle bundle;
  bundle.files.reserve(found.size());
  for (PolicyFile const& file : found) {
    std::string text = read_regular_file(file.file, file_limit);
    bundle.names[{file.path, std::hash<std::string_view>()(text)}] = file.file.lexically_normal().generic_string();
    bundle.files.push_back({file.path, std::move(text)});
  }
  return bundle;
}

std::vector<std::string> names_on_disk(SourceMap const& sources, FileNames const& names) {
  std::vector<std::string> shown;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    SourceFile const& file = sources.file({i});
    auto const at = names.find({file.path(), std::hash<std::string_view>()(file.text())});
    shown.push_back(at == names.end() ? file.path() : at->second);
  }
  return shown;
}

std::shared_ptr<SourceMap const> renamed(SourceMap const& sources, std::vector<std::string> const& names) {
  auto copy = std::make_shared<SourceMap>();
  for (std::uint32_t i = 0; i < sources.size(); ++i) copy->add(names[i], std::string(sources.file({i}).text()));
  return copy;
}

}  // namespace izin
