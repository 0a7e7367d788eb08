// The commands about what the ledger says and who said it: trace, correct, withdraw, erase, events
// (docs/reference/cli.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

// `code` gets the exit code of the command that was called.
void add_record_commands(CLI::App& app, base::World& world, int& code);

}  // namespace app
