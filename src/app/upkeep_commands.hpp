// The commands that look after a ledger: keys, checkpoint, verify, prove, backup, restore, dump, load, doctor
// (docs/reference/cli.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

// `code` gets the exit code of the command that was called.
void add_upkeep_commands(CLI::App& app, base::World& world, int& code);

}  // namespace app
