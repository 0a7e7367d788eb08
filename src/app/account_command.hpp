// jicheng account: who may log in, from the machine that the server runs on.
#pragma once

#include <CLI/CLI.hpp>

#include "base/world.hpp"

namespace app {

void add_account_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
