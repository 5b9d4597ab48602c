// `izin log rotate`: a new signing key. What it prints is what auditors need.
#include <fmt/core.h>

#include "engine/log/rotate.hpp"
#include "tools/izin/cmd_log.hpp"

namespace izin::tool {

Exit run_log_rotate(LogCommand const& command) {
  Console console(command.common);
  log::Rotated const rotated = log::rotate(writer_options(command), log::system_environment());
  console.note(fmt::format("entry {} hands over to the new key; the old private key was overwritten, though not in backups",
                           rotated.entry));
  console.note(fmt::format("its key is {}; auditors get {}", rotated.key_file.string(), rotated.public_file.string()));
  if (command.common.format == Format::pretty) {
    print_document(console, rotated.new_key);
    return Exit::ok;
  }
  JsonText out(layout_of(command.common));
  out.open_object().number("entry", rotated.entry).text("verifier_key", rotated.new_key).text("old_key", rotated.old_key);
  out.text("key_file", rotated.key_file.string()).text("public_file", rotated.public_file.string()).close();
  print_document(console, out.take());
  return Exit::ok;
}

}  // namespace izin::tool
