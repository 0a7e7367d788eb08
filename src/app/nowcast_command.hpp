// jicheng nowcast (docs/howto/nowcast.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

void add_nowcast_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
