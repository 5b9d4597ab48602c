#include "tools/izin/interrupt.hpp"

#include <fcntl.h>

#include <csignal>

#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

volatile std::sig_atomic_t requested = 0;

void on_stop(int) { requested = 1; }

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

void handle_signals() {
  handle(SIGINT, on_stop, static_cast<int>(SA_RESETHAND));
  handle(SIGTERM, on_stop, static_cast<int>(SA_RESETHAND));
  handle(SIGXFSZ, SIG_IGN, 0);
  handle(SIGPIPE, SIG_IGN, 0);
}

void guard_standard_streams() {
  for (int fd = 0; fd <= 2; ++fd)
    if (::fcntl(fd, F_GETFD) < 0) ::open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);  // the lowest number that is free: this one
}

bool stop_requested() { return requested != 0; }

void check_interrupt() {
  if (stop_requested()) throw Interrupted();
}

}  // namespace izin::tool
