// jicheng watch: the daily watch over a folder (docs/howto/daily-watch.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

// `code` becomes the exit code when the command was given.
void add_watch_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
