// Files as inputs: what may be opened, and which files a bundle is. LANGUAGE.md section 2, CONTRACTS.md section 1.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/check/build.hpp"

namespace izin {

/// A file or folder cannot be read, or must not be (a FIFO, a device, a dangling link). The message names it and says why.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads a regular file whole (links to regular files are followed); anything else is refused unopened, and so is a file that
/// changes while it is read or that holds more than `limit` bytes. Throws FileError.
[[nodiscard]] std::string read_regular_file(std::filesystem::path const& path, std::uintmax_t limit);

/// A policy file on disk, and its path in the bundle.
struct PolicyFile {
  std::string path;            ///< relative to the folder given, with `/`; the name of a file given by itself
  std::filesystem::path file;  ///< where it is
};

/// The files of a bundle: every `.izin` file below a folder given (hidden folders and folders named `cases` passed over unless
/// given themselves), each file given; a file reached twice once, by its longest path. By path. Throws FileError.
[[nodiscard]] std::vector<PolicyFile> find_policy_files(std::vector<std::filesystem::path> const& paths);
/// The same walk for files whose names end otherwise (`.coverage.json`).
[[nodiscard]] std::vector<PolicyFile> find_files(std::vector<std::filesystem::path> const& paths, std::string_view ending);

/// What a bundle's files are called on disk, by path in the bundle and hash of the text (two files may claim one path).
using FileNames = std::map<std::pair<std::string, std::size_t>, std::string>;

/// A bundle's files with their texts, as build() takes them, and where each was found: messages name a file as its reader finds
/// it.
struct DiskBundle {
  std::vector<BundleFile> files;
  FileNames names;
};
/// Throws FileError.
[[nodiscard]] DiskBundle read_bundle(std::vector<std::filesystem::path> const& paths);

/// By FileId: the name on disk of each text of a built bundle; its path in the bundle where there is none.
[[nodiscard]] std::vector<std::string> names_on_disk(SourceMap const& sources, FileNames const& names);
/// The same texts under other names, by FileId, so that messages show those.
[[nodiscard]] std::shared_ptr<SourceMap const> renamed(SourceMap const& sources, std::vector<std::string> const& names);

}  // namespace izin
