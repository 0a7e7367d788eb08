// jicheng compare: last year's report against this year's (docs/reference/compare.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

// `code` becomes the exit code when the command was given.
void add_compare_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
