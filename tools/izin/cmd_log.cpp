// `izin log …`: which verb, and the two that make something.
#include "tools/izin/cmd_log.hpp"

#include <fmt/core.h>

#include <charconv>

#include "tools/izin/failure.hpp"
#include "tools/izin/open_log.hpp"
#include "tools/izin/verbs.hpp"

namespace izin::tool {
namespace {

void print_made(Console& console, log::Initialised const& made) {
  if (console.common().format == Format::pretty) return print_document(console, made.verifier_key);
  JsonText out(layout_of(console.common()));
  out.open_object().text("origin", made.origin).text("verifier_key", made.verifier_key);
  out.text("key_file", made.key_file.string()).text("public_file", made.public_file.string()).close();
  print_document(console, out.take());
}

Exit run_init(LogCommand const& command) {
  Console console(command.common);
  log::InitOptions options;
  options.file = command.file;
  options.origin = command.origin;
  options.key_folder = command.key_folder ? *command.key_folder : default_key_folder();
  options.witness = command.witness;
  log::Initialised const made = log::init(options, log::system_environment());
  tell_made(made, options.witness, console);
  print_made(console, made);
  return Exit::ok;
}

Exit run_keygen(LogCommand const& command) {
  if (!command.origin)
    throw Failure(Code::wrong_usage, "`izin log keygen` is not told for which log", "name it with `--origin NAME`");
  Console console(command.common);
  log::KeygenOptions options{*command.origin, command.key_folder ? *command.key_folder : default_key_folder()};
  if (command.as_cosigner) options.type = log::KeyType::cosignature;
  log::Initialised const made = log::keygen(options, log::system_environment());
  console.note(fmt::format("the key is {}; auditors get {}", made.key_file.string(), made.public_file.string()));
  print_made(console, made);
  return Exit::ok;
}

}  // namespace

log::ReadOptions read_options(LogCommand const& command) { return {command.file, command.log_wait}; }

log::WriterOptions writer_options(LogCommand const& command) {
  log::WriterOptions options;
  options.file = command.file;
  options.key_file = command.log_key;
  if (!command.log_key) options.key_folder = default_key_folder();
  options.witness = command.witness;
  options.wait = command.log_wait;
  return options;
}

std::uint64_t number_argument(std::string const& what, std::string const& text) {
  std::uint64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty())
    throw Failure(Code::wrong_usage, fmt::format("`{}` is not a number, and {} is due", text, what),
                  "write it in digits, as in `12`");
  return value;
}

JsonLayout layout_of(Common const& common) { return common.format == Format::jsonl ? JsonLayout::line : JsonLayout::indented; }

void print_document(Console& console, std::string text) {
  console.data(text + "\n");
  console.finish();
}

Exit run_log(LogCommand const& command) {
  using V = LogCommand::Verb;
  switch (command.verb) {
    case V::init:
      return run_init(command);
    case V::keygen:
      return run_keygen(command);
    case V::verify:
      return run_log_verify(command);
    case V::show:
      return run_log_show(command);
    case V::search:
      return run_log_search(command);
    case V::replay:
      return run_log_replay(command);
    case V::prove:
      return command.for_witness ? run_log_request(command) : run_log_prove(command);
    case V::receipt:
      return run_log_receipt(command);
    case V::verify_receipt:
      return run_log_verify_receipt(command);
    case V::stats:
      return run_log_stats(command);
    case V::erase:
      return run_log_erase(command);
    case V::hold:
      return run_log_hold(command);
    case V::rotate:
      return run_log_rotate(command);
    case V::cosign:
      return run_log_cosign(command);
    case V::prune:
      return run_log_prune(command);
    case V::export_log:
      return run_log_export(command);
  }
  return Exit::error;
}

}  // namespace izin::tool
