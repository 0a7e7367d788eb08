// jicheng draft-targets (docs/howto/draft-targets.md).
#pragma once

#include "base/world.hpp"

namespace CLI {
class App;
}

namespace app {

void add_draft_targets_command(CLI::App& app, base::World& world, int& code);

}  // namespace app
