// SIGINT and SIGTERM on POSIX: the handler only writes a byte into a pipe, so that a wait that begins a moment later
// still ends at once.
#include <algorithm>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/world_parts.hpp"

namespace base {

namespace {

// A handler can reach nothing but what is global.
int bell[2] = {-1, -1};

void ring(int) {
  const int kept = errno;
  [[maybe_unused]] const auto written = ::write(bell[1], "x", 1);
  errno = kept;
}

class SignalStop final : public Stop {
 public:
  void listen() override {
    if (bell[0] >= 0 || ::pipe2(bell, O_CLOEXEC | O_NONBLOCK) != 0) return;
    struct sigaction action {};
    action.sa_handler = ring;
    ::sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
  }

  bool asked() override { return wait(std::chrono::milliseconds(0)); }

  bool wait(std::chrono::milliseconds time) override {
    using std::chrono::steady_clock;
    const auto end = steady_clock::now() + time;
    for (;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_clock::now()).count();
      pollfd heard{bell[0], POLLIN, 0};  // a negative descriptor is left out
      const int ready = ::poll(&heard, 1, static_cast<int>(std::max<long long>(left, 0)));
      if (ready > 0) return true;  // the byte stays there: asked once is asked for good
      if (ready == 0 || errno != EINTR) return false;
    }
  }
};

}  // namespace

std::unique_ptr<Stop> make_stop() { return std::make_unique<SignalStop>(); }

}  // namespace base
