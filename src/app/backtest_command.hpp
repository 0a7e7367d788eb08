// jicheng backtest (docs/reference/verdicts.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

void add_backtest_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
