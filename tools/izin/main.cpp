// The command line's frame: arguments to a verb, and everything that can go wrong to a message and an exit code.
#include <fmt/core.h>

#include <string>
#include <vector>

#include "engine/gate/gate.hpp"
#include "engine/log/log.hpp"
#include "tools/izin/command_line.hpp"
#include "tools/izin/console.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/interrupt.hpp"
#include "tools/izin/verbs.hpp"

namespace izin::tool {
namespace {

struct Run {
  Exit operator()(Information const& information) const {
    if (information.exit != Exit::ok) {
      write_error(information.text);
      return information.exit;
    }
    Console console{Common{}};
    console.data(information.text);
    console.finish();
    return Exit::ok;
  }
  Exit operator()(GateCommand const& command) const { return run_gate(command); }
  Exit operator()(TestCommand const& command) const { return run_test(command); }
  Exit operator()(FmtCommand const& command) const { return run_fmt(command); }
  Exit operator()(ExplainCommand const& command) const { return run_explain(command); }
  Exit operator()(InitCommand const& command) const { return run_init(command); }
  Exit operator()(LogCommand const& command) const { return run_log(command); }
};

Exit run(std::vector<std::string> const& arguments) {
  Format const format = wanted_format(arguments);
  bool no_colour = false;
  for (std::string const& argument : arguments) no_colour = no_colour || argument == "--no-color";
  auto const show = [&](Failure const& failure) { show_problems(failure.problems(), failure.sources(), format, no_colour); };
  try {
    return std::visit(Run{}, parse_command_line(arguments));
  } catch (Failure const& failure) {
    show(failure);
  } catch (FileError const& e) {
    show(Failure(Code::unreadable_file, e.what()));
  } catch (log::Error const& e) {
    show(Failure(e.code(), e.what()));
  } catch (Interrupted const&) {
    write_error("interrupted\n");
    return Exit::interrupted;
  } catch (BrokenPipe const&) {
  } catch (std::exception const& e) {
    write_error(fmt::format("error: {}\n", terminal_safe(e.what())));
  }
  return Exit::error;
}

}  // namespace
}  // namespace izin::tool

int main(int argc, char** argv) {
  using namespace izin::tool;
  guard_standard_streams();
  handle_signals();
  try {
    return static_cast<int>(run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc)));
  } catch (...) {  // the message itself could not be written
    return static_cast<int>(Exit::error);
  }
}
