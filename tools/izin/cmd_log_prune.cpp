// `izin log prune`: old records go, their hashes stay.
#include <fmt/core.h>

#include "engine/log/prune.hpp"
#include "tools/izin/cmd_log.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/inputs.hpp"
#include "tools/izin/page.hpp"

namespace izin::tool {
namespace {

std::string pruned_text(log::Pruned const& pruned, std::string const& before) {
  if (!pruned.entry)
    return fmt::format("nothing to prune: no record from before {} may go ({} older entries stay)\n", before,
                       grouped(pruned.kept));
  return fmt::format(
      "pruned {} {} from before {}, recorded as entry {}\n  {} sealed parts went with them\n  {} older entries stay\n",
      grouped(pruned.entries), pruned.entries == 1 ? "entry" : "entries", before, *pruned.entry, grouped(pruned.parts),
      grouped(pruned.kept));
}

std::string pruned_json(log::Pruned const& pruned, JsonLayout layout) {
  JsonText out(layout);
  out.open_object().key("entry");
  pruned.entry ? out.number(*pruned.entry) : out.word(JsonWord::nothing);
  return out.number("entries", pruned.entries).number("parts", pruned.parts).number("kept", pruned.kept).close().take();
}

}  // namespace

Exit run_log_prune(LogCommand const& command) {
  if (!command.before)
    throw Failure(Code::wrong_usage, "`izin log prune` is not told what is old",
                  "say it with `--before T`, as in `--before 2020-01-01`");
  Console console(command.common);
  std::int64_t const before = parse_instant_flag("--before", *command.before).micros;
  log::Pruned const pruned = log::prune(writer_options(command), log::system_environment(), before);
  if (command.common.format == Format::pretty)
    console.data(pruned_text(pruned, *command.before));
  else
    console.data(pruned_json(pruned, layout_of(command.common)) + "\n");
  console.finish();
  return Exit::ok;
}

}  // namespace izin::tool
