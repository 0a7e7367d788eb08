// jicheng serve.
#pragma once

#include <CLI/CLI.hpp>

#include "base/world.hpp"

namespace app {

void add_serve_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
