// `izin log export`: lines to standard output or a file, tiles to a folder.
#include <fmt/core.h>

#include "engine/log/export.hpp"
#include "tools/izin/cmd_log.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/interrupt.hpp"
#include "tools/izin/page.hpp"
#include "tools/izin/progress.hpp"

namespace izin::tool {
namespace {

constexpr std::size_t lines_at_once = 1000;

Exit export_to_folder(LogCommand const& command) {
  if (!command.common.output)
    throw Failure(Code::wrong_usage, "tiles are files in a folder, and none is named", "name it with `--output DIR`");
  Common common = command.common;
  common.output.reset();  // a folder, which is no file to be put in place
  Console console(common);
  log::TilesExported const made = log::export_tiles(read_options(command), *command.common.output);
  console.note(fmt::format("{}: {} files of a tree of {} entries are new", command.common.output->string(), grouped(made.files),
                           grouped(made.size)));
  console.finish();
  return Exit::ok;
}

}  // namespace

Exit run_log_export(LogCommand const& command) {
  if (command.common.format == Format::tiles) return export_to_folder(command);
  Console console(command.common);
  std::size_t lines = 0;
  log::LineSink const sink = [&](std::string_view line) {
    console.data(line);
    console.data("\n");
    if (++lines % lines_at_once != 0) return;
    check_interrupt();
    console.flush();
  };
  if (command.common.format == Format::opa)
    log::export_decisions(read_options(command), sink);
  else
    log::export_records(read_options(command), sink);
  console.finish();
  return Exit::ok;
}

}  // namespace izin::tool
