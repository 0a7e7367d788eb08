// The commands about decision models: tck, feel, decide (docs/reference/cli.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

// `code` gets the exit code of the command that was called.
void add_decision_commands(CLI::App& app, base::World& world, int& code);

}  // namespace app
