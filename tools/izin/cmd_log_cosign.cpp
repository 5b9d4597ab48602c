// `izin log cosign`, and `izin log prove --for-witness`, which asks for it: one party's log, another party's witness.
#include <fmt/core.h>

#include "engine/log/cosign.hpp"
#include "tools/izin/cmd_log.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/inputs.hpp"

namespace izin::tool {
namespace {

constexpr std::uintmax_t request_limit = 1u << 20;

std::string cosigned_json(log::Cosigned const& cosigned, JsonLayout layout) {
  JsonText out(layout);
  out.open_object().word("ok", json_word(cosigned.refused.empty())).text("origin", cosigned.origin).number("size", cosigned.size);
  if (cosigned.refused.empty())
    out.text("signature", cosigned.signature).text("checkpoint", cosigned.checkpoint);
  else
    out.text("code", code_text(Code::anchor_contradicts)).text("refused", cosigned.refused);
  return out.close().take();
}

}  // namespace

Exit run_log_cosign(LogCommand const& command) {
  if (!command.key)
    throw Failure(Code::wrong_usage, "a checkpoint is cosigned for a log of a known key, and none is given", "add `--key KEY`");
  if (!command.signer)
    throw Failure(Code::wrong_usage, "`izin log cosign` is not told with which key",
                  "make one with `izin log keygen --cosigner --origin NAME`, and give it with `--signer FILE.key`");
  Console console(command.common);
  log::CosignOptions options;
  options.request = read_regular_file(command.file, request_limit);
  options.log_key = *command.key;
  options.key_file = *command.signer;
  options.memory = command.memory.value_or(fs::path(*command.signer).replace_extension(".memory"));
  log::Cosigned const cosigned = log::cosign(options, log::system_environment());
  if (command.common.format != Format::pretty) {
    print_document(console, cosigned_json(cosigned, layout_of(command.common)));
  } else if (cosigned.refused.empty()) {
    console.data(cosigned.checkpoint);
    console.finish();
  } else {
    Failure const failure(Code::anchor_contradicts, cosigned.refused);
    show_problems(failure.problems(), failure.sources(), command.common.format, command.common.no_colour);
  }
  return cosigned.refused.empty() ? Exit::ok : Exit::findings;
}

Exit run_log_request(LogCommand const& command) {
  std::uint64_t const old_size = number_argument("the old size", command.arguments.at(0));
  std::uint64_t const new_size = number_argument("the new size", command.arguments.at(1));
  Console console(command.common);
  std::string const request = log::witness_request(read_options(command), old_size, new_size);
  if (command.common.format == Format::pretty) {
    console.data(request);
    console.finish();
    return Exit::ok;
  }
  JsonText out(layout_of(command.common));
  out.open_object().number("old_size", old_size).number("new_size", new_size).text("request", request).close();
  print_document(console, out.take());
  return Exit::ok;
}

}  // namespace izin::tool
