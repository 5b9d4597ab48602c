// `izin log erase`, `hold`: a person's right to be forgotten, and what stands against it. Nothing that is printed names the
// person.
#include <fmt/core.h>

#include "engine/log/erase.hpp"
#include "tools/izin/cmd_log.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/page.hpp"

namespace izin::tool {
namespace {

std::string const& reason_of(LogCommand const& command) {
  if (!command.because)
    throw Failure(Code::wrong_usage, fmt::format("`izin {}` needs a reason", command.common.verb),
                  "give it with `--because \"…\"`, without the person's name or id");
  return *command.because;
}

std::string erased_text(log::Erased const& erased) {
  Page page(Colour::off);
  if (erased.completed) page.line(0, "an erasure that was stopped half-way is complete now");
  if (!erased.entry) {
    page.line(0, "nothing to erase: the log knows nobody of this id");
  } else {
    page.line(0, fmt::format("erased {} sealed {} and the person's key, recorded as entry {}", grouped(erased.parts),
                             erased.parts == 1 ? "part" : "parts", *erased.entry));
  }
  page.line(0, "not reached from here:");
  for (std::string const& each : log::not_reached()) page.paragraph(2, each);
  return page.take();
}

std::string erased_json(log::Erased const& erased, JsonLayout layout) {
  JsonText out(layout);
  out.open_object().key("entry");
  erased.entry ? out.number(*erased.entry) : out.word(JsonWord::nothing);
  out.number("parts", erased.parts).word("completed", json_word(erased.completed));
  return out.key("not_reached").texts(log::not_reached()).close().take();
}

std::string sequences_text(std::vector<std::uint64_t> const& sequences) {
  std::string text;
  for (std::uint64_t const each : sequences) text += fmt::format("{}{}", text.empty() ? "" : ", ", each);
  return text;
}

}  // namespace

Exit run_log_erase(LogCommand const& command) {
  Console console(command.common);
  log::Erased const erased =
      log::erase(writer_options(command), log::system_environment(), command.arguments.at(0), reason_of(command));
  if (command.common.format == Format::pretty)
    console.data(erased_text(erased));
  else
    console.data(erased_json(erased, layout_of(command.common)) + "\n");
  console.finish();
  return Exit::ok;
}

Exit run_log_hold(LogCommand const& command) {
  std::string const& because = reason_of(command);
  std::string const& subject = command.arguments.at(0);
  Console console(command.common);
  log::WriterOptions const options = writer_options(command);
  log::Environment const environment = log::system_environment();
  std::vector<std::uint64_t> const entries = command.release
                                                 ? log::release(options, environment, subject, because)
                                                 : std::vector<std::uint64_t>{log::hold(options, environment, subject, because)};
  if (command.common.format == Format::pretty) {
    console.data(command.release ? fmt::format("the hold is released, recorded as entry {}\n", sequences_text(entries))
                                 : fmt::format("the person may not be erased, recorded as entry {}\n", sequences_text(entries)));
  } else {
    JsonText out(layout_of(command.common));
    out.open_object().text("act", command.release ? "release" : "hold").key("entries").open_list();
    for (std::uint64_t const entry : entries) out.number(entry);
    console.data(out.close().close().take() + "\n");
  }
  console.finish();
  return Exit::ok;
}

}  // namespace izin::tool
