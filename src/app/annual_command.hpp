// jicheng annual (docs/howto/annual-report.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

void add_annual_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
