#include <csignal>
#include <cstdio>
#include <exception>

#include "app/command_line.hpp"
#include "base/world.hpp"

int main(int argc, char** argv) {
  // A reader that goes away (| head) must not end us by a signal: see command_line.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    base::World world = base::real_world();
    return app::command_line(argc, argv, world);
  } catch (const std::exception& e) {
    // Memory that ran out, for one; nothing of ours throws.
    std::fprintf(stderr, "没有做完：%s。请关闭其他程序后再试，或把文件拆小\n", e.what());
    return 2;
  }
}
