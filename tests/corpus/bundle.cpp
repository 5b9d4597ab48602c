#include "tests/corpus/bundle.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "grammar/syntax/literals.hpp"
#include "tests/support/lines.hpp"

namespace izin::test {
namespace {

std::string read_file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw CaseError("cannot read " + path.string());
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void add_vocabulary(std::vector<BundleFile>& files, std::string const& which, CorpusSettings const& settings) {
  if (which == "tiny") {
    files.push_back({"vocabulary/tiny.izin", read_file(settings.source / "tests/corpus/vocabulary/tiny.izin")});
    return;
  }
  if (which != "shipped") throw CaseError("`=== vocabulary " + which + "`: there are `tiny` and `shipped`");
  auto const folder = settings.source / "policies/vocabulary";
  if (!std::filesystem::is_directory(folder)) throw CaseError("there is no folder policies/vocabulary");
  for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".izin") continue;
    files.push_back({"vocabulary/" + std::filesystem::relative(entry.path(), folder).generic_string(), read_file(entry.path())});
  }
}

Instant instant_option(std::string const& text) {
  auto const parsed = parse_instant(text);
  if (auto const* error = std::get_if<LiteralError>(&parsed)) throw CaseError("`" + text + "`: " + error->message);
  return std::get<Instant>(parsed);
}

}  // namespace

std::vector<BundleFile> bundle_of(CaseFile const& file, CorpusSettings const& settings) {
  std::vector<BundleFile> files;
  for (auto const& section : file.sections) {
    if (section.kind == "vocabulary") add_vocabulary(files, section.argument, settings);
    if (section.kind == "policy") files.push_back({section.name_or("policy.izin"), section.content()});
  }
  return files;
}

std::string flow_name(Section const& section) {
  auto const name = section.name_or("flow.json");
  return name == "jsonl" ? "flow.jsonl" : name;
}

void write_files(CaseFile const& file, CorpusSettings const& settings, Workspace const& workspace) {
  for (auto const& policy : bundle_of(file, settings)) workspace.write("policies/" + policy.path, policy.text);
  for (auto const& section : file.sections) {
    if (section.kind == "flow") workspace.write(flow_name(section), section.content());
    if (section.kind == "facts") workspace.write(section.name_or("facts.jsonl"), section.content());
    if (section.kind == "file") workspace.write(section.name_or(""), section.content());
  }
}

Options options_of(CaseFile const& file, Scene const& scene) {
  Options options;
  for (auto index : scene.options) {
    for (auto const& line : lines_of(file.sections[index].body)) {
      if (line.starts_with("as-of: ")) {
        options.as_of = instant_option(line.substr(7));
      } else if (line.starts_with("known-at: ")) {
        options.known_at = instant_option(line.substr(10));
      } else if (!line.empty()) {
        throw CaseError("`" + line + "` is no option; there are `as-of: INSTANT` and `known-at: INSTANT`");
      }
    }
  }
  return options;
}

}  // namespace izin::test
