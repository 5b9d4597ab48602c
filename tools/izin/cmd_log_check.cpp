// `izin log verify`, `replay`, `verify-receipt`: whether a log, or a receipt of it, deserves belief.
#include <fmt/core.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "engine/gate/gate.hpp"
#include "engine/log/receipt.hpp"
#include "engine/log/replay.hpp"
#include "engine/log/verify.hpp"
#include "tools/izin/cmd_log.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/inputs.hpp"
#include "tools/izin/interrupt.hpp"
#include "tools/izin/page.hpp"
#include "tools/izin/progress.hpp"

namespace izin::tool {
namespace {

constexpr std::uintmax_t receipt_limit = 64u << 20;

/// A folder for copies, in the system's temporary one; removed with what is in it.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (fs::temp_directory_path() / "izin-verify-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw Failure(
          Code::output_not_written,
          fmt::format("no temporary folder can be made in `{}`: {}", fs::temp_directory_path().string(), std::strerror(errno)),
          "set TMPDIR to a folder that can be written");
    path_ = pattern;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Scratch(Scratch const&) = delete;
  Scratch& operator=(Scratch const&) = delete;
  [[nodiscard]] fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};

std::string verification_json(log::Verification const& v, JsonLayout layout) {
  JsonText out(layout);
  out.open_object().word("ok", json_word(v.soundness == log::Soundness::sound)).number("entries", v.entries).text("root", v.root);
  out.text("level", log::level_text(v.level)).key("first_bad");
  v.first_bad ? out.number(*v.first_bad) : out.word(JsonWord::nothing);
  out.key("problems").open_list();
  for (log::Problem const& problem : v.problems) {
    out.open_object().key("seq");
    problem.sequence ? out.number(*problem.sequence) : out.word(JsonWord::nothing);
    out.text("code", code_text(problem.code)).text("text", problem.text).close();
  }
  out.close().text("origin", v.origin).key("notes").texts(v.notes).text("sqlite", v.sqlite).close();
  return out.take();
}

std::string verification_text(log::Verification const& v, Colour colour) {
  Page page(colour);
  switch (v.soundness) {
    case log::Soundness::sound:
      page.line(0, page.inked("sound", Ink::green) + fmt::format(", level {}", log::level_text(v.level)));
      break;
    case log::Soundness::not_sound:
      page.line(0, page.inked("not sound", Ink::red) +
                       (v.first_bad ? fmt::format(": entry {} is the first that is bad", *v.first_bad) : ""));
      break;
    case log::Soundness::unknown:
      page.line(0, page.inked("cannot tell", Ink::yellow) + ": nothing wrong was found, and nobody vouches for it");
      break;
  }
  for (log::Problem const& problem : v.problems) {
    std::string const where = problem.sequence ? fmt::format("entry {}", *problem.sequence) : "the file";
    page.paragraph(2, fmt::format("{}: {} ({})", where, problem.text, code_text(problem.code)));
  }
  if (!v.origin.empty()) page.line(2, fmt::format("origin   {}", Page::safe(v.origin)));
  page.line(2, fmt::format("entries  {}", grouped(v.entries)));
  if (!v.root.empty()) page.line(2, fmt::format("root     {}", v.root));
  page.line(2, fmt::format("sqlite   {}", v.sqlite));
  for (std::string const& note : v.notes) page.paragraph(2, note);
  return page.take();
}

Exit exit_of(log::Soundness soundness) {
  return soundness == log::Soundness::sound ? Exit::ok : soundness == log::Soundness::not_sound ? Exit::findings : Exit::error;
}

std::string replay_json(log::Replayed const& r, JsonLayout layout) {
  JsonText out(layout);
  out.open_object()
      .number("entries", r.entries)
      .number("same", r.same)
      .number("from_valuation", r.from_valuation)
      .number("pruned", r.pruned)
      .key("first_different");
  r.first_different ? out.number(*r.first_different) : out.word(JsonWord::nothing);
  if (r.first_different) out.text("code", code_text(Code::replay_differs)).text("why", r.why);
  if (!r.logged.empty()) write_json(out.key("logged"), r.logged);
  if (!r.again.empty()) write_json(out.key("again"), r.again);
  return out.close().take();
}

std::string replay_text(log::Replayed const& r, Colour colour) {
  Page page(colour);
  page.line(0, fmt::format("{} of {} decisions give the same bytes", grouped(r.same), grouped(r.entries)));
  if (r.from_valuation != 0)
    page.line(2, fmt::format("{} of them from their truth values: their facts are gone", grouped(r.from_valuation)));
  if (r.pruned != 0) page.line(2, fmt::format("{} entries were pruned: they cannot be decided again", grouped(r.pruned)));
  if (!r.first_different) return page.take();
  page.line(0, page.inked(fmt::format("entry {} differs", *r.first_different), Ink::red));
  page.paragraph(2, fmt::format("{} ({})", r.why, code_text(Code::replay_differs)));
  if (!r.logged.empty()) page.line(2, "logged  " + Page::safe(r.logged));
  if (!r.again.empty()) page.line(2, "again   " + Page::safe(r.again));
  return page.take();
}

std::string receipt_json(log::ReceiptView const& r, JsonLayout layout) {
  JsonText out(layout);
  out.open_object().word("ok", json_word(r.problems.empty())).key("problems").texts(r.problems);
  if (!r.problems.empty()) out.text("code", code_text(Code::receipt_invalid));
  if (r.problems.empty()) {
    out.text("origin", r.origin).number("seq", r.sequence).number("size", r.size).text("root", r.root).text("leaf", r.leaf);
    write_json(out.key("record"), r.record);
    if (r.result) write_json(out.key("result"), *r.result);
    if (r.private_part) write_json(out.key("private_part"), *r.private_part);
  }
  return out.close().take();
}

std::string receipt_text(log::ReceiptView const& r, Colour colour) {
  Page page(colour);
  if (!r.problems.empty()) {
    page.line(0, page.inked("the receipt is not good", Ink::red));
    for (std::string const& problem : r.problems)
      page.paragraph(2, fmt::format("{} ({})", problem, code_text(Code::receipt_invalid)));
    return page.take();
  }
  page.line(0, page.inked("the receipt is good", Ink::green) +
                   Page::safe(fmt::format(": entry {} of {}, in its tree of {}", r.sequence, r.origin, r.size)));
  page.line(0, json_for_people(r.record));
  if (r.result) page.line(0, "this person's result\n" + json_for_people(*r.result));
  if (r.private_part) page.line(0, "private part\n" + json_for_people(*r.private_part));
  return page.take();
}

}  // namespace

Exit run_log_verify(LogCommand const& command) {
  Console console(command.common);
  Scratch const scratch;
  log::VerifyOptions options;
  options.file = command.file;
  options.key = command.key;
  options.witness = command.witness;
  options.receipts = command.receipts;
  options.cosigned = command.cosigned;
  for (fs::path const& cosigner : command.cosigners) options.cosigners.push_back(cosigner.string());
  options.scratch = scratch.path();
  options.wait = command.log_wait;
  options.threads = command.common.jobs;
  log::Verification const verification = log::verify(options);
  check_interrupt();
  if (command.common.format == Format::pretty)
    console.data(verification_text(verification, console.data_colour()));
  else
    console.data(verification_json(verification, layout_of(command.common)) + "\n");
  console.finish();
  return exit_of(verification.soundness);
}

Exit run_log_replay(LogCommand const& command) {
  Console console(command.common);
  log::ReplayOptions options;
  options.log = read_options(command);
  if (!command.policies.empty()) {
    static_cast<void>(load_policies(command.policies, console));  // so that what is wrong with them is said as it always is
    options.policies = read_bundle(command.policies).files;
  }
  options.threads = command.common.jobs;
  options.stop = stop_requested;
  log::Stats const stats = log::stats(options.log);
  Progress progress(command.common, "replaying", stats.entries);
  options.progress = [&](std::uint64_t entries) { progress.done(entries); };
  log::Replayed replayed;
  try {
    replayed = log::replay(options);
  } catch (std::runtime_error const&) {
    check_interrupt();
    throw;
  }
  if (command.common.format == Format::pretty)
    console.data(replay_text(replayed, console.data_colour()));
  else
    console.data(replay_json(replayed, layout_of(command.common)) + "\n");
  console.finish();
  return replayed.same == replayed.entries ? Exit::ok : Exit::findings;
}

Exit run_log_verify_receipt(LogCommand const& command) {
  if (!command.key) throw Failure(Code::wrong_usage, "a receipt is checked against a key, and none is given", "add `--key KEY`");
  Console console(command.common);
  log::ReceiptView const receipt = log::verify_receipt(read_regular_file(command.file, receipt_limit), *command.key);
  if (command.common.format == Format::pretty)
    console.data(receipt_text(receipt, console.data_colour()));
  else
    console.data(receipt_json(receipt, layout_of(command.common)) + "\n");
  console.finish();
  return receipt.problems.empty() ? Exit::ok : Exit::findings;
}

}  // namespace izin::tool
