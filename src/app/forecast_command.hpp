// jicheng forecast (docs/reference/forecasting.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

void add_forecast_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
