// `jicheng decide`: a decision model asked about every row of a file; checked; replayed from a record.
#pragma once

#include <CLI/CLI.hpp>

#include "base/world.hpp"

namespace app {

void add_decide_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
