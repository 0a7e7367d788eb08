// jicheng adjust (docs/howto/seasonal-adjustment.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

void add_adjust_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
