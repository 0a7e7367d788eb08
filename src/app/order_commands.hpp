// jicheng orders: the register of orders, and ending one on a deed (docs/reference/orders.md).
#pragma once

#include <CLI/CLI.hpp>

#include "base/world.hpp"
#include "calendar/period.hpp"

namespace app {

// `code` becomes the exit code when the command was given.
void add_order_commands(CLI::App& app, base::World& world, int& code);

}  // namespace app
