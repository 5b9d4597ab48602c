// `izin fmt`: lays policy files out. Writes nothing that it has not parsed again and found to say the same.
#include <fmt/core.h>

#include <stdexcept>

#include "engine/gate/files.hpp"
#include "engine/gate/json_text.hpp"
#include "grammar/ast/print.hpp"
#include "grammar/syntax/parse.hpp"
#include "tools/izin/console.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/inputs.hpp"
#include "tools/izin/interrupt.hpp"
#include "tools/izin/text_diff.hpp"
#include "tools/izin/verbs.hpp"

namespace izin::tool {
namespace {

constexpr std::uintmax_t file_limit = 64u << 20;

/// A file, its text and its layout.
struct Layout {
  std::string name;  ///< as messages show it
  fs::path file;     ///< empty: standard input
  std::string before, after;
};

/// The layout of one text; errors go to `problems`.
std::string lay_out(SourceMap& sources, FileId id, std::vector<Diagnostic>& problems) {
  SourceFile const& source = sources.file(id);
  Sink sink;
  ast::File const tree = parse(source, sink);
  if (sink.has_errors()) {
    for (Diagnostic& problem : sink.sorted()) problems.push_back(std::move(problem));
    return {};
  }
  std::string text = ast::print(tree, source);
  SourceMap again;
  Sink none;
  ast::File const reread = parse(again.file(again.add(source.path(), text)), none);
  if (none.has_errors() || ast::dump(reread) != ast::dump(tree))
    throw std::runtime_error(
        fmt::format("laying `{}` out would change what it says: no file was written; report this with the file", source.path()));
  return text;
}

std::vector<Layout> lay_out_all(std::vector<std::string> const& paths) {
  auto const sources = std::make_shared<SourceMap>();
  std::vector<Layout> layouts;
  std::vector<fs::path> on_disk;
  for (std::string const& path : paths) {
    if (path == "-" && paths.size() > 1)
      throw Failure(Code::wrong_usage, "`-` stands alone: standard input is laid out on standard output");
    if (path == "-")
      layouts.push_back({"<standard input>", {}, read_standard_input(), {}});
    else
      on_disk.emplace_back(path);
  }
  for (PolicyFile const& file : find_policy_files(on_disk))
    layouts.push_back({file.file.generic_string(), file.file, read_regular_file(file.file, file_limit), {}});
  std::vector<Diagnostic> problems;
  for (Layout& layout : layouts) {
    check_interrupt();
    layout.after = lay_out(*sources, sources->add(layout.name, layout.before), problems);
  }
  if (!problems.empty()) throw Failure(std::move(problems), sources);
  return layouts;
}

/// What was done, or would be, for programs.
std::string report(FmtCommand const& command, std::vector<Layout> const& layouts) {
  JsonText out(JsonLayout::indented);
  out.open_object().key("files").open_list();
  for (Layout const& layout : layouts) {
    bool const changed = layout.before != layout.after;
    out.open_object().text("file", layout.name).word("changed", json_word(changed));
    if (layout.file.empty() && !command.check && !command.diff) out.text("text", layout.after);
    if (command.diff && changed) out.text("diff", unified_diff(layout.name, layout.before, layout.after));
    out.close();
  }
  out.close().close();
  return out.take() + "\n";
}

}  // namespace

Exit run_fmt(FmtCommand const& command) {
  Console console(command.common);
  std::vector<Layout> const layouts = lay_out_all(command.paths);
  bool const writes = !command.check && !command.diff;
  bool const pretty = command.common.format == Format::pretty;
  if (command.common.output && writes && pretty && command.paths.front() != "-")
    throw Failure(Code::wrong_usage, "`fmt` lays files out where they stand, and `--output` would stay empty",
                  "leave `--output` out, or add `--check`, `--diff` or `--format json`");
  std::size_t changed = 0;
  for (Layout const& layout : layouts) {
    bool const is_input = layout.file.empty();
    if (is_input && writes && pretty) console.data(layout.after);
    if (layout.before == layout.after) continue;
    ++changed;
    if (command.diff && pretty) console.data(unified_diff(layout.name, layout.before, layout.after));
    if (command.check && !command.diff && pretty) console.data(layout.name + "\n");
    if (!writes || is_input) continue;
    check_interrupt();
    write_file(layout.file, layout.after);
    console.detail("wrote " + layout.name);
  }
  if (!pretty) console.data(report(command, layouts));
  console.finish();
  if (writes && changed > 0 && command.paths.front() != "-")
    console.note(fmt::format("{} of {} files laid out", changed, layouts.size()));
  return command.check && changed > 0 ? Exit::findings : Exit::ok;
}

}  // namespace izin::tool
